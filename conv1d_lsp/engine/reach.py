"""Whether a file that does not mention Keras reaches it through the project's modules. Parses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.source.imported import full_name, imported_modules
from conv1d_lsp.source.read import Unreadable


def mentions_keras(text: str) -> bool:
    """Whether a text could import Keras at all: never wrong with a no."""
    return "keras" in text or "tensorflow" in text


def reaches_keras(text: str, project: ProjectImports) -> bool:
    """Whether a module that the text may import, or one that is imported there, mentions Keras.

    What each module imports is looked for from where it lies: whoever asks, the answer is the same and is remembered.
    """
    known, asked = project.sources.leads_to_keras, set[Path]()
    todo = list(_imports(text, project))
    while todo:
        path = todo.pop()
        if path in asked:
            continue
        asked.add(path)
        leads = known.get(path)
        if leads is None:
            inner = _text(path, project)
            leads = mentions_keras(inner)
            todo += _imports(inner, ProjectImports(str(path), project.sources))
        if leads:
            known[path] = True
            return True
    known.update(dict.fromkeys(asked, False))
    return False


def _text(path: Path, project: ProjectImports) -> str:
    try:
        return project.sources.text(path)
    except Unreadable:
        return ""


def _imports(text: str, project: ProjectImports) -> Iterator[Path]:
    """The files that a text may import."""
    for level, name in imported_modules(text):
        full = full_name(level, name, project.package)
        parts = full.split(".") if full else []
        for count in range(1, len(parts) + 1):
            located = project.locate(".".join(parts[:count]))
            if located is None:
                break
            if located[0].suffix == ".py":
                yield located[0]
