"""A tree for a text that does not parse: what is broken is blanked, the rest keeps its lines.

While a line is typed, two states in three do not parse. A broken statement gives way to one that says no more than what
it assigns: `x = Conv1D(8,` becomes `x = ...`, a broken `for i in range(` keeps its body under `for i in ...:`. For the
interpreter `...` is a value that cannot be told, so that nothing is claimed of `x` that no longer holds.

The trials are Python's own parses of a single top-level chunk, and there is one LibCST parse at the end.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from conv1d_lsp.source.lines import indent_of, newline_of, split_lines
from conv1d_lsp.source.parse import Parsed, parse_judged, refused
from conv1d_lsp.source.reparse import reparse
from conv1d_lsp.source.stand_in import header_stand_in, imported_names, stand_in
from conv1d_lsp.source.syntax import Verdict, judge
from conv1d_lsp.source.tokens import open_since

_OPEN_STRING = "unterminated triple-quoted"
_ROUNDS = 8
_CUTS = 4
_TRIALS = 24
_GUILTY_HEADER = re.compile(r" on line (\d+)$")
_CONTINUES = re.compile(r"[ \t\f\r\n#)\]}]|(?:else|elif|except|finally)\b|$")

Lines = list[str]
Names = frozenset[str]


class Recovered(Struct, frozen=True):
    """What could be saved. `blanked` are the lines (first and last, from 1) whose content is no longer the user's."""

    parsed: Parsed
    blanked: tuple[tuple[int, int], ...]

    def is_blanked(self, line: int) -> bool:
        """Whether the line's content was replaced: nothing may be reported there."""
        return any(first <= line <= last for first, last in self.blanked)


def recover(text: str, edited: int | None = None, earlier: Parsed | None = None) -> Recovered:
    """The tree of the nearest text that parses, with as many lines; at worst that of an empty one. Never raises.

    `edited` is the line (from 1) that the user is at, if that is known: it is the first to be suspected.
    earlier: what a former state of the text was parsed to, if there is one.
    """
    original = split_lines(text.removeprefix("\ufeff"))
    lines = [_possible(line) for line in original]
    imported = imported_names(lines)
    for attempt in range(_ROUNDS):
        verdict = judge("".join(lines))
        if verdict.broken is None:
            break
        if attempt == 0 and edited is not None and _mends(lines, edited - 1, imported):
            continue
        _mend(lines, verdict, edited, imported)
    else:
        verdict = _cut_off(lines)
    mended = "".join(lines)
    parsed = parse_judged(mended, verdict) if earlier is None else reparse(mended, earlier)
    if not isinstance(parsed, Parsed):
        parsed = _without_refused(lines, verdict, imported)
    return Recovered(parsed, _changed(original, lines))


def _possible(line: str) -> str:
    """The line with what can stand in no source replaced, a character by a character."""
    return line.replace("\0", " ").encode(errors="replace").decode()


def _mends(lines: Lines, at: int, imported: Names) -> bool:
    """Replaces the one line, if that is enough: a quotation mark that is typed can upset all that follows."""
    if not 0 <= at < len(lines):
        return False
    candidate = _replaced(lines, at, at + 1, imported)
    if judge("".join(candidate)).broken is not None:
        return False
    lines[:] = candidate
    return True


def _mend(lines: Lines, verdict: Verdict, edited: int | None, imported: Names) -> None:
    """Replaces the guilty part of the chunk that the verdict complains of; at worst the whole chunk."""
    assert verdict.broken is not None
    at = verdict.broken.line - 1
    if verdict.broken.message.startswith(_OPEN_STRING):
        at = _opening_of_string(lines)
    first, last, inner = _guilty_chunk(lines, at)
    suspects = []
    if edited is not None and first <= edited - 1 < last:
        suspects.append(edited - 1 - first)
    if inner.broken is not None:
        header = _GUILTY_HEADER.search(inner.broken.message)
        line = int(header[1]) if header else inner.broken.line
        suspects.append(min(line, last - first) - 1)
    chunk = lines[first:last]
    # An open bracket is complained of only where the lines below it no longer fit.
    openers = [opener for at in suspects if (opener := open_since(chunk[:at])) is not None]
    suspects.extend(dict.fromkeys(openers))
    for count, candidate in enumerate(_candidates(chunk, suspects, imported)):
        if count >= _TRIALS:
            break
        if judge("".join(candidate)).broken is None:
            lines[first:last] = candidate
            return
    lines[first:last] = _replaced(chunk, 0, len(chunk), imported) if inner.broken is not None else _blank(chunk)


def _guilty_chunk(lines: Lines, at: int) -> tuple[int, int, Verdict]:
    """The nearest chunk at or above the line that does not parse alone: a `try` without its end is seen only below."""
    starts = _chunk_starts(lines)
    ends = [*starts[1:], len(lines)]
    index = sum(start <= at for start in starts) - 1
    for suspect in range(index, max(index - _TRIALS, -1), -1):
        first, last = starts[suspect], ends[suspect]
        verdict = judge("".join(lines[first:last]))
        if verdict.broken is not None:
            return first, last, verdict
    return starts[index], ends[index], Verdict(())


def _chunk_starts(lines: Lines) -> list[int]:
    """Where top-level statements begin, as far as the lines alone can tell."""
    starts = [number for number, line in enumerate(lines) if not _CONTINUES.match(line)] or [0]
    starts[0] = 0
    return starts


def _opening_of_string(lines: Lines) -> int:
    """The line of the first chunk that leaves a string open: all the quotation marks after it are turned round."""
    starts = _chunk_starts(lines)
    low, high = 0, len(starts) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if judge("".join(lines[: starts[middle]])).broken is None:
            low = middle
        else:
            high = middle - 1
    return starts[low]


def _candidates(chunk: Lines, suspects: Sequence[int], imported: Names) -> Iterator[Lines]:
    """Mended chunks, the smallest loss first: a line; a header; then what encloses the suspects, step by step."""
    for at in suspects:
        yield _replaced(chunk, at, at + 1, imported)
        header = header_stand_in(chunk[at])
        if header is not None:
            yield [*chunk[:at], header, *chunk[at + 1 :]]
        if (above := _above(chunk, at)) is not None and _width(chunk[above]) < _width(chunk[at]):
            yield _outdented(chunk, at, indent_of(chunk[above]), imported)
    spans: set[tuple[int, int]] = set()
    for at in suspects:
        outer: int | None = at
        while outer is not None:
            end = _end_of_block(chunk, outer)
            spans.add((end - outer, outer))
            outer = _enclosing(chunk, outer)
    for height, start in sorted(spans):
        yield _replaced(chunk, start, start + height, imported)


def _replaced(lines: Lines, first: int, last: int, imported: Names) -> Lines:
    """The lines with those from `first` up to `last` replaced by one statement."""
    return [*lines[:first], stand_in(lines[first], imported), *_blank(lines[first + 1 : last]), *lines[last:]]


def _outdented(lines: Lines, at: int, indent: str, imported: Names) -> Lines:
    """The lines with those from `at` on that are as deep replaced, one by one: they are indented for no reason."""
    width, end = _width(lines[at]), at
    while end < len(lines) and (_width(lines[end]) >= width or not lines[end].strip()):
        end += 1
    block = [stand_in(indent + line.lstrip(), imported) if line.strip() else line for line in lines[at:end]]
    return [*lines[:at], *block, *lines[end:]]


def _blank(lines: Sequence[str]) -> Lines:
    """As many blank lines. The space keeps a "\\n" from joining a lone "\\r" that ends the line above."""
    return [" \n" if newline == "\n" else newline for newline in map(newline_of, lines)]


def _end_of_block(lines: Lines, at: int) -> int:
    """The line after those that are deeper than the line `at`, or only close its brackets."""
    width = _width(lines[at])
    end = at + 1
    while end < len(lines):
        content = lines[end].strip()
        if content and _width(lines[end]) <= width and content[0] not in ")]}":
            break
        end += 1
    return end


def _above(lines: Lines, at: int) -> int | None:
    """The nearest line above that is not blank."""
    return next((line for line in range(at - 1, -1, -1) if lines[line].strip()), None)


def _enclosing(lines: Lines, at: int) -> int | None:
    """The nearest line above that is less deep."""
    width = _width(lines[at])
    above = range(at - 1, -1, -1)
    return next((line for line in above if lines[line].strip() and _width(lines[line]) < width), None)


def _width(line: str) -> int:
    return len(indent_of(line).expandtabs())


def _cut_off(lines: Lines) -> Verdict:
    """The last resort: blanks all from a chunk that is still broken; at last, if that does not help, everything."""
    verdict = judge("".join(lines))
    for attempt in range(_CUTS):
        if verdict.broken is None:
            break
        first = _guilty_chunk(lines, verdict.broken.line - 1)[0] if attempt < _CUTS - 1 else 0
        lines[first:] = _blank(lines[first:])
        verdict = judge("".join(lines))
    return verdict


def _without_refused(lines: Lines, verdict: Verdict, imported: Names) -> Parsed:
    """The tree without the statements that only LibCST refuses."""
    assert verdict.tree is not None
    for first, last, _ in list(refused(verdict.tree, lines)):
        lines[first - 1 : last] = _replaced(lines[first - 1 : last], 0, last - first + 1, imported)
    text = "".join(lines)
    parsed = parse_judged(text, judge(text))
    if isinstance(parsed, Parsed):
        return parsed
    lines[:] = _blank(lines)
    empty = parse_judged("".join(lines), judge("".join(lines)))
    assert isinstance(empty, Parsed)
    return empty


def _changed(before: Lines, after: Lines) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        if old == new or not (old.strip() or new.strip()):
            continue
        # Lines that were blank anyway do not part a range.
        if ranges and not any(line.strip() for line in before[ranges[-1][1] : number - 1]):
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return tuple(ranges)
