"""Case files: from Markdown, or the docstring of a module, to programs with claims."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from conv1d_lsp.settings import Generation, Release, Releases, Settings
from tests.judge.claims import CaseError, Claim, Exemption, FindingClaim, ShapeClaim, split

PREAMBLE = "import numpy as np; import tensorflow as tf; import keras; from keras import layers"

#: The release of Keras 3 that the claims speak of, unless a program names another, or "?".
JUDGED: Release = (3, 15)
TODAY = Releases(JUDGED, JUDGED)

IMPORT = re.compile(r"^\s*(import|from)\s+\w", re.MULTILINE)
HEADING = re.compile(r"#{1,6}\s+(?P<text>.+?)\s*#*\s*$")
FENCE = re.compile(r"\s{0,3}(?P<ticks>`{3,}|~{3,})\s*(?P<language>[^`]*)$")
#: A named block, of Python or of data; the program itself is `program.py`.
FILE = re.compile(r"(?:python\s+(?!program\.py)(?:\w+/)*\w+\.py|(?:csv|txt)\s+(?:\w+/)*\w+\.(?:csv|txt))\s*$")
NAMED = ("python ", "csv ", "txt ")


@dataclass(frozen=True, slots=True)
class Program:
    """The blocks under one heading. Line numbers are those of the file that holds them: other lines are empty.

    files: what stands beside the program, by name: blocks whose fence names a file (```python models/blocks.py).
    """

    file: Path
    heading: str
    text: str
    claims: tuple[Claim, ...]
    settings: Settings = field(default_factory=Settings)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.file.stem}::{self.heading}"

    @property
    def judged(self) -> bool:
        """Whether today's Keras can be asked, not just an older one."""
        return self.settings.releases.newest in (None, JUDGED)

    @property
    def generations(self) -> tuple[Generation, ...]:
        """Those that it is meant for: the one that its settings choose, else both."""
        return tuple(Generation) if self.settings.keras is None else (self.settings.keras,)

    def shapes(self, keras: Generation) -> list[ShapeClaim]:
        return [claim for claim in self.claims if isinstance(claim, ShapeClaim) and claim.keras in (None, keras)]

    def findings(self, keras: Generation) -> list[FindingClaim]:
        return [claim for claim in self.claims if isinstance(claim, FindingClaim) and claim.keras in (None, keras)]

    def exempt(self, keras: Generation) -> list[Exemption]:
        return [claim for claim in self.claims if isinstance(claim, Exemption) and claim.keras in (None, keras)]


@dataclass(slots=True)
class Section:
    """What stands under one heading, while it is read: rows of code by line, the text of toml blocks and of files."""

    heading: str
    code: dict[int, str] = field(default_factory=dict)
    options: str = ""
    files: dict[str, str] = field(default_factory=dict)


def programs(file: Path) -> list[Program]:
    """All programs of a file. Raises `CaseError`."""
    text = file.read_text(encoding="utf-8")
    rows = dict(enumerate(text.split("\n"), 1))
    if file.suffix == ".py":
        rows = docstring_rows(text, rows)
    found = [program(file, section) for section in sections(rows, file.stem) if section.code]
    for one in found:
        if sum(one.heading == other.heading for other in found) > 1:
            raise CaseError(f"{file.name}: two programs are named {one.heading!r}")
    return found


def docstring_rows(text: str, rows: dict[int, str]) -> dict[int, str]:
    """The rows of the module's docstring alone, as they stand in the file."""
    tree = ast.parse(text)
    if ast.get_docstring(tree) is None:
        return {}
    end = tree.body[0].end_lineno or 1
    return {line: row for line, row in rows.items() if line <= end}


def sections(rows: dict[int, str], name: str) -> Iterator[Section]:
    section = Section(name)
    language: str | None = None
    closing = ""
    for line, row in rows.items():
        fence = FENCE.match(row)
        if language is None and fence:
            language, closing = fence["language"].strip().lower(), fence["ticks"]
            named = language.startswith(NAMED)
            if (named and not FILE.match(fence["language"])) or (language == "toml" and section.options):
                raise CaseError(f"line {line}: ```{language} is not understood here")
            if named:
                language = fence["language"].strip()
                section.files[file_of(language)] = ""
        elif language is not None and fence and fence["ticks"].startswith(closing) and not fence["language"].strip():
            language = None
        elif language == "python":
            section.code[line] = row
        elif language is not None and language.startswith(NAMED):
            section.files[file_of(language)] += f"{row}\n"
        elif language == "toml":
            section.options += row + "\n"
        elif language is None and (heading := HEADING.match(row)):
            yield section
            section = Section(heading["text"])
    if language is not None:
        raise CaseError(f"{name}: a fence is not closed")
    yield section


def file_of(language: str) -> str:
    return language.partition(" ")[2].strip()


def program(file: Path, section: Section) -> Program:
    claims: list[Claim] = []
    rows = [""] * max(section.code)
    for line, row in section.code.items():
        rows[line - 1], found = split(row, line)
        claims += found
    if not any(IMPORT.match(row) for row in rows):
        rows[min(section.code) - 2] = PREAMBLE  # in the place of the fence
    return Program(file, section.heading, "\n".join(rows) + "\n", tuple(claims), settings(section), section.files)


def settings(section: Section) -> Settings:
    options: dict[str, Any] = tomllib.loads(section.options)
    unknown = set(options) - set(Settings.__struct_fields__)
    if unknown:
        raise CaseError(f"{section.heading}: no option is named {', '.join(sorted(unknown))}")
    for name in ("keras", "pinned_keras"):
        if name in options:
            options[name] = Generation(options[name])
    if "releases" in options:
        options["releases"] = releases(options["releases"])
    return replace(Settings(releases=TODAY), **options)


def releases(text: str) -> Releases:
    """`"3.5"`, or `"?"` where it is not known."""
    if text == "?":
        return Releases()
    major, minor = map(int, text.split("."))
    return Releases((major, minor), (major, minor))
