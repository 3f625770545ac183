"""The written page of a rule, and its parts that are made."""

import ast
from pathlib import Path

import conv1d_lsp.rules
from conv1d_lsp.rules.rule import OFFERED, Page

FOLDER = Path(conv1d_lsp.rules.__file__).parent

_QUOTES = '"""'
_SAYS = "\n## Keras says\n\n"
_OFFERED = f"\n{OFFERED}\n\n"


def file_of(rule: str) -> Path:
    """Where a rule's page is written."""
    return FOLDER / f"{rule.replace('-', '_')}.py"


def read(file: Path) -> str:
    """The page."""
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")), clean=False) or ""


def as_written(page: Page) -> Page:
    """The page as it stands in its file now, which may have been written since it was imported."""
    return Page.of(page.name, page.severity, read(file_of(page.name)), family=page.family, since=page.since)


def write(file: Path, page: str) -> None:
    """Put another page in the place of the written one."""
    source = file.read_text(encoding="utf-8")
    rest = source[source.index(_QUOTES, len(_QUOTES)) :]
    file.write_text(_QUOTES + page.replace("\\", "\\\\") + rest, encoding="utf-8")


def says(page: str) -> str:
    """The section `Keras says`; "" if there is none."""
    return page.partition(_SAYS)[2].rstrip()


def with_says(page: str, text: str) -> str:
    """The page with another section `Keras says`, the last one."""
    return f"{page.partition(_SAYS)[0].rstrip()}\n{_SAYS}{text}\n"


def offered(page: str) -> str:
    """The list at the end of the section `Fix`; "" if there is none."""
    return page.partition(_SAYS)[0].partition(_OFFERED)[2].rstrip()


def with_offered(page: str, items: str) -> str:
    """The page with another list of quick fixes, or without one."""
    before, heading, after = page.partition(_SAYS)
    before = before.partition(_OFFERED)[0].rstrip()
    return f"{before}\n{_OFFERED}{items}\n{heading}{after}" if items else f"{before}\n{heading}{after}"
