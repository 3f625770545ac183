"""Findings that a project knows of: by their file, rule and code, wherever they stand."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic
from conv1d_lsp.project.baseline import Baseline, Entry, Known, entries_of, read_baseline, write_baseline
from conv1d_lsp.project.errors import ConfigurationError
from tests.units.reports.records import TOO_LONG


def on(line: int, rule: str = "window-too-long", end_line: int | None = None) -> Diagnostic:
    return replace(TOO_LONG, rule=rule, place=replace(TOO_LONG.place, line=line, end_line=end_line or line))


def analysis(*found: Diagnostic) -> Analysis:
    return Analysis("a.py", 3, "", found)


BEFORE = "x = f(1)\ny = g(2, 'a # b')\nz = h(\n    3,\n)\ny = g(2, 'a # b')\n"
FOUND = analysis(on(2), on(2, "input-rank"), on(3, end_line=5), on(6))


def known() -> Known:
    return Known(entries_of("a.py", FOUND, BEFORE))


def test_entries() -> None:
    assert sorted(known().entries) == [
        Entry("a.py", "input-rank", "y = g(2, 'a # b')", 1),
        Entry("a.py", "window-too-long", "y = g(2, 'a # b')", 2),
        Entry("a.py", "window-too-long", "z = h( 3, )", 1),
    ]


def test_what_is_known_is_left_out() -> None:
    assert known().left(FOUND, BEFORE).diagnostics == ()
    assert known().obsolete(FOUND, BEFORE) == 0


def test_what_moved_or_was_laid_out_otherwise_is_known() -> None:
    after = "\n\n  y=g( 2,'a # b' )  # why\n\nz = h(3,\n      )\n"
    found = analysis(on(3), on(5, end_line=6))
    assert known().left(found, after).diagnostics == ()
    assert known().obsolete(found, after) == 2


def test_what_is_new_is_told() -> None:
    after = "y = g(3, 'a # b')\ny = g(2, 'a # c')\ny = g(2, 'a # b')\n" + BEFORE
    found = analysis(on(1), on(2), on(3), on(5), on(9))
    assert [each.place.line for each in known().left(found, after).diagnostics] == [1, 2, 9]
    other = analysis(on(2, "open-size"))
    assert known().left(other, BEFORE) == other


def test_a_failure_is_always_told_and_never_written() -> None:
    failed = analysis(on(1, "analysis-failed"))
    assert entries_of("a.py", failed, BEFORE) == []
    assert Known([Entry("a.py", "analysis-failed", "x = f(1)")]).left(failed, BEFORE) == failed


def test_a_finding_in_a_comment_is_known_by_it() -> None:
    (entry,) = entries_of("a.py", analysis(on(2, "claim-differs")), "x = 1\n# (None, 9, 4)\n")
    assert entry.code == "# (None, 9, 4)"


def test_nothing_is_gone_from_what_was_not_read_as_a_whole() -> None:
    assert known().obsolete(replace(analysis(), parsed=False), BEFORE) == 0
    assert known().obsolete(replace(analysis(), complete=False), BEFORE) == 0
    assert known().obsolete(analysis(), BEFORE) == 4


def test_long_lines_are_known_by_their_beginning() -> None:
    line = f"x = [{'1, ' * 5000}]\n"
    (entry,) = entries_of("a.py", analysis(on(1)), line)
    assert len(entry.code) == 400
    assert Known([entry]).left(analysis(on(1)), line.replace(", ", ",")).diagnostics == ()


def test_written_and_read(tmp_path: Path) -> None:
    file = tmp_path / "base.json"
    entries = [Entry("src/é.py", "input-rank", 'x = "ü"', 2), Entry("a.py", "open-size", "y")]
    write_baseline(file, entries)
    first = file.read_bytes()
    write_baseline(file, reversed(entries))
    assert file.read_bytes() == first
    baseline = read_baseline(file)
    assert sorted(baseline.entries) == sorted(entries)
    assert baseline.known(tmp_path / "src" / "é.py").entries == entries[:1]
    assert baseline.path_of(tmp_path.parent / "b.py") == "../b.py"
    assert baseline.has_lost(entries[0])
    assert [path.name for path in tmp_path.iterdir()] == ["base.json"]


def test_entries_of_two_branches_add_up(tmp_path: Path) -> None:
    twice = Baseline(tmp_path / "b.json", (Entry("a.py", "window-too-long", "x = f(1)"),) * 2)
    found = analysis(on(1), on(1), on(1))
    assert len(twice.known(tmp_path / "a.py").left(found, BEFORE).diagnostics) == 1


def under(*keras: int) -> Diagnostic:
    return replace(on(2), keras=keras)


def test_a_finding_of_one_generation_does_not_hide_that_of_the_other(tmp_path: Path) -> None:
    def both(*found: Diagnostic) -> Analysis:
        return replace(analysis(*found), both=True)

    write_baseline(tmp_path / "b.json", entries_of("a.py", both(under(2)), BEFORE))
    of_2 = read_baseline(tmp_path / "b.json").known(tmp_path / "a.py")
    assert [each.keras for each in of_2.entries] == [(2,)]
    assert of_2.left(both(under(2)), BEFORE).diagnostics == ()
    for other in (both(under(3)), both(under(2, 3)), analysis(under(3))):
        assert of_2.left(other, BEFORE) == other
    assert of_2.obsolete(both(), BEFORE) == 1
    assert of_2.obsolete(analysis(), BEFORE) == 0  # that was Keras 3, and says nothing of Keras 2
    of_both = Known(entries_of("a.py", both(under(2, 3)), BEFORE))
    for one in (both(under(2, 3)), analysis(under(3)), both(under(2))):
        assert of_both.left(one, BEFORE).diagnostics == ()


def test_where_one_generation_is_asked_for_a_finding_is_known_under_the_other_too() -> None:
    entries = entries_of("a.py", analysis(under(3)), BEFORE)
    assert [each.keras for each in entries] == [()]
    assert Known(entries).left(replace(analysis(under(2)), keras=2), BEFORE).diagnostics == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "is not valid JSON"),
        (b"<<<<<<< HEAD\n", "is not valid JSON"),
        (b"\xff\xfe", "is not valid JSON"),
        (b"[" * 100_000, "is no baseline"),
        (b"[]", 'it has no list of "findings"'),
        (b'{"version": 1}', 'it has no list of "findings"'),
        (b'{"version": 2, "findings": []}', "is a baseline of version 2; this conv1d-lsp reads version 1"),
        (b'{"version": 1, "findings": [3]}', 'its finding 1 has no "path", "rule" or "code"'),
        (b'{"version": 1, "findings": [{"path": "a", "rule": "b"}]}', 'its finding 1 has no "path", "rule" or "code"'),
        (
            b'{"version": 1, "findings": [{"path": "a", "rule": "b", "code": "c", "count": true}]}',
            'the "count" of its finding 1 is no number above 0',
        ),
        (
            b'{"version": 1, "findings": [{"path": "a", "rule": "b", "code": "c", "count": 1, "keras": [2]}]}',
            'the "keras" of its finding 1 is neither 2 nor 3',
        ),
    ],
)
def test_what_is_no_baseline(tmp_path: Path, text: bytes, words: str) -> None:
    file = tmp_path / "base.json"
    file.write_bytes(text)
    with pytest.raises(ConfigurationError) as caught:
        read_baseline(file)
    assert words in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="there is no baseline"):
        read_baseline(tmp_path / "none.json")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_baseline(tmp_path)
    with pytest.raises(ConfigurationError, match="is not written: no such file"):
        write_baseline(tmp_path / "none" / "base.json", [])
