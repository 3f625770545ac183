"""Whether a file that does not mention Keras reaches it through the project's modules. Parses nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.search import SearchPath
from conv1d_lsp.engine.sources import Sources
from conv1d_lsp.source.imported import full_name, imported_modules
from conv1d_lsp.source.read import Unreadable


def mentions_keras(text: str) -> bool:
    """Whether a text could import Keras at all: never wrong with a no."""
    return "keras" in text or "tensorflow" in text


def reaches_keras(text: str, project: ProjectImports) -> bool:
    """Whether a module that the text may import, or one that is imported there, mentions Keras.

    What each module imports is looked for from where it lies: whoever asks, the answer is the same and is remembered.
    """
    sources, importers = project.sources, dict[str, str]()
    known = sources.leads_to_keras
    todo = [(path, "") for path in _imports(text, project.search_path)]
    while todo:
        path, importer = todo.pop()
        if path in importers:
            continue
        importers[path] = importer
        leads = known.get(path)
        if leads is None:
            inner = _text(path, sources)
            leads = mentions_keras(inner)
            todo += [(each, path) for each in _imports(inner, sources.search_path(os.path.dirname(path)))]
        if leads:
            while path:  # and so does what imports it, as far as it was asked
                known[path] = True
                path = importers[path]
            return True
    known.update(dict.fromkeys(importers, False))
    return False


def file_reaches_keras(text: str, project: ProjectImports) -> bool:
    """The same of the text that the file has on the disk and that does not mention it: others may have imported it."""
    known = project.sources.leads_to_keras
    if project.file not in known:
        known[project.file] = reaches_keras(text, project)
    return known[project.file]


def _text(path: str, sources: Sources) -> str:
    try:
        return sources.text(path)
    except Unreadable:
        return ""


def _imports(text: str, search_path: SearchPath) -> Iterator[str]:
    """The files that a text may import."""
    for level, name in imported_modules(text):
        full = full_name(level, name, search_path.package)
        if full:
            yield from search_path.files_of(full)
