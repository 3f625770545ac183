"""Notebooks of Jupyter: JSON with cells, of which those with Python become one program."""

import codecs
import json
from collections.abc import Iterator

from conv1d_lsp.source.cells import Source, program_of
from conv1d_lsp.source.read import Unreadable

_PYTHONS = ("python", "ipython")

#: With this tag whoever executes a notebook (Jupyter, nbclient) goes on below a cell that fails.
_MAY_RAISE = "raises-exception"


def program_in(data: bytes, path: str) -> bytes:
    """The program of the notebook in `data`, as a source file has it. Raises `Unreadable`; `path` names it there."""
    told = _loaded(notebook_text(data, path), path)
    if (language := _language(told)) is not None:
        raise Unreadable(path, f"it is a notebook of {language}, not of Python")
    return program_of(list(_sources(told, path))).encode(errors="replace")  # half characters are no text


def notebook_text(data: bytes, path: str) -> str:
    """The JSON without its byte order mark. Raises `Unreadable`."""
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise Unreadable(path, f"it is no notebook: it is not UTF-8 at byte {error.start + 1:,}") from error


def _loaded(text: str, path: str) -> dict[str, object]:
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        words = "it is empty" if not text.strip() else f"it is not JSON: {error}"
        raise Unreadable(path, f"it is no notebook: {words}") from error
    except RecursionError as error:
        raise Unreadable(path, "it is no notebook: it is nested too deeply") from error
    except ValueError as error:  # a number of too many digits
        raise Unreadable(path, f"it is no notebook: {error}") from error
    if not isinstance(told, dict):
        raise Unreadable(path, "it is no notebook: its JSON is no object")
    return told


def _language(told: dict[str, object]) -> str | None:
    """What it is written in, if that is not Python; nothing is said of it in many that are."""
    metadata = _object(told.get("metadata"))
    for name, key in (("language_info", "name"), ("kernelspec", "language")):
        language = _object(metadata.get(name)).get(key)
        if isinstance(language, str) and language:
            return None if language.lower().startswith(_PYTHONS) else language
    return None


def _cells(told: dict[str, object], path: str) -> Iterator[object]:
    """Of nbformat 4, or of 2 and 3, which have them in sheets."""
    sheets = told.get("worksheets")
    for holder in (told, *(sheets if isinstance(sheets, list) else ())):
        cells = _object(holder).get("cells")
        if isinstance(cells, list):
            yield from cells
        elif holder is told and not isinstance(sheets, list):
            raise Unreadable(path, "it is no notebook: it has no cells")


def _sources(told: dict[str, object], path: str) -> Iterator[Source]:
    for number, each in enumerate(_cells(told, path), 1):
        cell = _object(each)
        if cell.get("cell_type") != "code" or not _is_python(cell):
            continue
        source = cell.get("source", cell.get("input", ""))
        text = "".join(source) if isinstance(source, list) and _are_texts(source) else source
        if not isinstance(text, str):
            raise Unreadable(path, f"it is no notebook: the source of its cell {number} is no text")
        tags = _object(cell.get("metadata")).get("tags")
        yield Source(number, text, may_raise=isinstance(tags, list) and _MAY_RAISE in tags)


def _is_python(cell: dict[str, object]) -> bool:
    """A cell may be of another language than its notebook, in Visual Studio Code and in nbformat 3."""
    language = _object(_object(cell.get("metadata")).get("vscode")).get("languageId", cell.get("language"))
    return not isinstance(language, str) or language.lower().startswith(_PYTHONS)


def _are_texts(source: list[object]) -> bool:
    return all(isinstance(line, str) for line in source)


def _object(told: object) -> dict[str, object]:
    return told if isinstance(told, dict) else {}
