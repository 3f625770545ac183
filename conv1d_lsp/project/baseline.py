"""Findings that a project has had for long and does not want to hear of: a file that `--write-baseline` writes.

An entry knows a finding by its file, its rule and the text of its lines without blanks and comments, not by where it
stands: what moves is still known, what is changed is told anew. Where both generations of Keras are asked for, what
only one of them has is known of that one.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import ANALYSIS_FAILED
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.read import Unreadable, read_bytes
from conv1d_lsp.source.said import code_at, known_by
from conv1d_lsp.source.write import reason_of

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis, Diagnostic

_VERSION = 1
_LARGEST = 50_000_000

#: The rule, the code, and the generation of Keras if it is one alone.
_Key = tuple[str, str, tuple[int, ...]]


class Entry(Struct, frozen=True, order=True):
    """`count` findings of a rule in lines of the same text. path: from the folder of the baseline file, with "/".

    keras: the generation that alone has it, where both were asked for; it knows none of the other's.
    """

    path: str
    rule: str
    code: str
    count: int = 1
    keras: tuple[int, ...] = ()

    @property
    def key(self) -> _Key:
        return self.rule, known_by(self.code), self.keras


@dataclass(frozen=True)
class Baseline:
    """What a file holds. file: where it lies, an absolute path."""

    file: Path
    entries: tuple[Entry, ...] = ()

    def known(self, file: Path) -> Known:
        """What it holds about one file of the project."""
        return Known(self._by_path.get(self.path_of(file), ()))

    def path_of(self, file: Path) -> str:
        """How an entry names a file."""
        try:
            return Path(os.path.relpath(file.absolute(), self.file.parent)).as_posix()
        except ValueError:  # another disk of Windows
            return file.absolute().as_posix()

    def has_lost(self, entry: Entry) -> bool:
        """Whether the file of an entry is not there any more."""
        return not (self.file.parent / entry.path).exists()

    @property
    def lost(self) -> int:
        """How many findings it holds of files that are not there any more."""
        return sum(entry.count for entry in self.entries if self.has_lost(entry))

    @cached_property
    def _by_path(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.path, []).append(entry)
        return found


@dataclass(frozen=True, slots=True)
class Known:
    """The entries of one file."""

    entries: Sequence[Entry] = ()

    def left(self, analysis: Analysis, text: str) -> Analysis:
        """The analysis without what is known."""
        if not self.entries or not analysis.diagnostics:
            return analysis
        return replace(analysis, diagnostics=tuple(self._sorted_out(analysis.diagnostics, text)[0]))

    def obsolete(self, analysis: Analysis, text: str) -> int:
        """How many of the known findings are no longer found; 0 where that can't be told."""
        if not self.entries or not analysis.is_whole:
            return 0
        looked_at = {2, 3} if analysis.both else {analysis.keras}
        expected = self._sorted_out(analysis.diagnostics, text)[1]
        return sum(count for (*_, keras), count in expected.items() if looked_at.issuperset(keras))

    def _sorted_out(self, diagnostics: Iterable[Diagnostic], text: str) -> tuple[list[Diagnostic], Counter[_Key]]:
        """The findings that are not known, and how many are known that are not there."""
        expected: Counter[_Key] = Counter()
        for entry in self.entries:
            expected[entry.key] += entry.count
        lines, left = split_lines(text), []
        for each in diagnostics:
            rule, code = each.rule, known_by(code_at(each.place, lines))
            known = next((key for key in ((rule, code, each.keras), (rule, code, ())) if expected[key] > 0), None)
            if known is not None and rule != ANALYSIS_FAILED:
                expected[known] -= 1
            else:
                left.append(each)
        return left, expected


def entries_of(path: str, analysis: Analysis, text: str) -> list[Entry]:
    """Entries for all that is found in a file; path: how they name it."""
    lines, found = split_lines(text), dict[_Key, Entry]()
    for each in analysis.diagnostics:
        if each.rule != ANALYSIS_FAILED:
            alone = each.keras if analysis.both and len(each.keras) == 1 else ()
            entry = Entry(path, each.rule, code_at(each.place, lines), 0, alone)
            entry = found.get(entry.key, entry)
            found[entry.key] = replace(entry, count=entry.count + 1)
    return list(found.values())


def read_baseline(file: Path) -> Baseline:
    """Raises ConfigurationError for what is no baseline."""
    file = file.absolute()
    if not os.path.lexists(file):
        raise ConfigurationError(f"there is no baseline {file}; check --write-baseline writes it")
    try:
        told = json.loads(read_bytes(file, _LARGEST).decode())
    except Unreadable as error:
        raise ConfigurationError(f"the baseline {file} cannot be read: {error.reason}") from error
    except ValueError as error:  # what is no UTF-8 and what is no JSON
        raise ConfigurationError(f"{file} is no baseline: it is not valid JSON: {error}") from error
    except RecursionError as error:
        raise ConfigurationError(f"{file} is no baseline: it is nested too deeply") from error
    return Baseline(file, tuple(_entries(told, file)))


def _entries(told: object, file: Path) -> Iterable[Entry]:
    if not isinstance(told, dict) or not isinstance(told.get("findings"), list):
        raise ConfigurationError(f'{file} is no baseline: it has no list of "findings"')
    if told.get("version") != _VERSION:
        version = json.dumps(told.get("version"))
        raise ConfigurationError(f"{file} is a baseline of version {version}; this conv1d-lsp reads version {_VERSION}")
    for index, each in enumerate(told["findings"], 1):
        told_of = each if isinstance(each, dict) else {}
        path, rule, code, count = (told_of.get(name) for name in ("path", "rule", "code", "count"))
        if not (isinstance(path, str) and isinstance(rule, str) and isinstance(code, str)):
            raise ConfigurationError(f'{file} is no baseline: its finding {index} has no "path", "rule" or "code"')
        if type(count) is not int or count < 1:
            raise ConfigurationError(f'{file} is no baseline: the "count" of its finding {index} is no number above 0')
        keras = told_of.get("keras")
        if keras not in (None, 2, 3):
            raise ConfigurationError(f'{file} is no baseline: the "keras" of its finding {index} is neither 2 nor 3')
        yield Entry(path, rule, code, count, () if keras is None else (int(keras),))


def write_baseline(file: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline, whole or not at all; the same text for the same entries. Raises ConfigurationError."""
    listed = [
        {"path": each.path, "rule": each.rule, "code": each.code, "count": each.count}
        | ({"keras": each.keras[0]} if each.keras else {})
        for each in sorted(entries)
    ]
    text = json.dumps({"version": _VERSION, "findings": listed}, indent=2, ensure_ascii=False) + "\n"
    new = file.with_name(f".{file.name}.new")
    try:
        # Names that are no text are written as JSON escapes, which give them back.
        new.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")
        new.replace(file)
    except BaseException as error:
        with suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            raise ConfigurationError(f"the baseline {file} is not written: {reason_of(error)}") from error
        raise
