"""A notebook with other cells: the JSON stays byte for byte what it is but for the sources that change."""

import json

from conv1d_lsp.source.cells import Source
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.notebook_json import Value, elements, source_values


def with_sources(notebook: str, changed: list[Source]) -> str:
    """The text of a notebook, valid JSON, with these sources in the place of those of their cells."""
    new = {source.number: source.text for source in changed}
    parts, at = list[str](), 0
    for number, value in enumerate(source_values(notebook), 1):
        if value is not None and number in new:
            parts += [notebook[at : value.start], _written(notebook, value, new[number])]
            at = value.end
    return "".join([*parts, notebook[at:]])


def _written(notebook: str, old: Value, text: str) -> str:
    """The text as the old one was written: as one string or a line each, with its blanks and its escapes."""
    ascii_only = notebook.isascii() and "\\u" in notebook
    if notebook[old.start] != "[":
        return json.dumps(text, ensure_ascii=ascii_only)
    lines = [line for line in split_lines(text) if line]
    if not lines:
        return "[]"
    parts = list(elements(notebook, old.start))
    known = {json.loads(notebook[each.start : each.end]): notebook[each.start : each.end] for each in parts}
    shown = [known.get(line) or json.dumps(line, ensure_ascii=ascii_only) for line in lines]
    if not parts:
        return f"[{', '.join(shown)}]"
    opening, closing = notebook[old.start : parts[0].start], notebook[parts[-1].end : old.end]
    between = notebook[parts[0].end : parts[1].start] if len(parts) > 1 else f",{opening[1:] or ' '}"
    return f"{opening}{between.join(shown)}{closing}"
