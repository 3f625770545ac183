"""Diagnostics as text."""

from collections import Counter

import pytest
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Diagnostic, Place, Severity, Step
from conv1d_lsp.reports.closing import closing
from conv1d_lsp.reports.excerpt import excerpt
from conv1d_lsp.reports.findings_text import finding
from conv1d_lsp.reports.lines import Ink, plain
from tests.units.reports.records import FILE, SOURCE, TOO_LONG


def text(diagnostic: Diagnostic, source: list[str]) -> str:
    return plain(finding(diagnostic, source))


def test_a_finding_has_head_source_trail_and_only_proven_fixes() -> None:
    assert text(TOO_LONG, SOURCE) == (
        "train.py:2:23: error[window-too-long] the window covers 30 steps, the sequence has 9\n"
        "   │\n"
        " 2 │ y = layers.Conv1D(64, 30)(x)\n"
        "   │                       ^^\n"
        "   = train.py:1: Input makes (None, 9, 8)\n"
        "   = fix (unsafe): Pad, so that the number of steps stays\n"
        "\n"
    )


def test_advice_at_the_end_of_a_trail_has_no_place() -> None:
    advised = replace(TOO_LONG, trail=(*TOO_LONG.trail, Step(TOO_LONG.place, "help: use a shorter window")))
    assert "train.py:1: Input makes (None, 9, 8)\n   = help: use a shorter window\n" in text(advised, SOURCE)


@pytest.mark.parametrize(
    ("line", "column", "end", "marks"),
    [
        ("\ty = f(x)", 6, 10, "        ^^^^"),
        ('s = "模型", f(x)', 11, 15, "            ^^^^"),
        ("x = f(\t1)", 5, 10, "    ^^^^^^"),
        ("e\u0301 = f(x)", 6, 10, "    ^^^^"),
        ("x = 1", 6, 6, "     ^"),
        ("", 1, 1, "^"),
    ],
)
def test_marks_stand_below_what_is_meant(line: str, column: int, end: int, marks: str) -> None:
    shown = plain(excerpt(Place(FILE, 1, column, 1, end), [line], Ink.ERROR)).splitlines()
    assert shown[2] == f"   │ {marks}"


def test_a_call_over_a_few_lines_is_shown_whole() -> None:
    source = ["m = Sequential([", "", "\tDense(1),  ", "])"]
    assert plain(excerpt(Place(FILE, 1, 5, 4, 3), source, Ink.ERROR)) == (
        "   │\n 1 │ m = Sequential([\n   │     ^^^^^^^^^^^^\n 2 │\n 3 │     Dense(1),\n 4 │ ])\n"
    )


def test_a_call_over_many_lines_is_shown_by_its_first() -> None:
    source = ["m = Sequential([", *["    Dense(1),"] * 9, "])"]
    assert plain(excerpt(Place(FILE, 1, 5, 11, 3), source, Ink.ERROR)) == (
        "    │\n  1 │ m = Sequential([\n    │     ^^^^^^^^^^^^\n    │ … 10 more lines\n"
    )


def test_a_long_line_is_cut_around_the_place() -> None:
    source = ["a" * 500 + "XYZ" + "b" * 500]
    shown = plain(excerpt(Place(FILE, 1, 501, 1, 504), source, Ink.ERROR)).splitlines()
    assert len(shown[1]) < 160
    assert shown[1].index("XYZ") == shown[2].index("^^^")
    assert "… a" in shown[1]
    assert shown[1].endswith("b …")


def test_a_place_outside_of_the_text_has_no_excerpt() -> None:
    assert text(replace(TOO_LONG, place=Place(FILE, 9, 1, 9, 2), trail=(), fixes=()), SOURCE).count("\n") == 2


@pytest.mark.parametrize(
    ("found", "faulty_files", "files", "with_keras", "expected"),
    [
        ([], 0, 3, 2, "No shape faults found in 3 files (2 of them use Keras)"),
        ([], 0, 3, 1, "No shape faults found in 3 files (1 of them uses Keras)"),
        ([], 0, 1, 1, "No shape faults found in 1 file (it uses Keras)"),
        ([], 0, 1, 0, "No shape faults found in 1 file (it does not use Keras)"),
        ([], 0, 4, 0, "No shape faults found in 4 files (none of them uses Keras)"),
        ([Severity.HINT], 0, 2, 2, "No shape faults found in 2 files (all of them use Keras; 1 hint)"),
        ([Severity.ERROR, Severity.ERROR, Severity.WARNING], 3, 3, 3, "2 errors, 1 warning in 3 files"),
        ([Severity.ERROR], 1, 4, 2, "1 error in 1 file (4 files looked at, 2 of them use Keras)"),
    ],
)
def test_the_last_line(found: list[Severity], faulty_files: int, files: int, with_keras: int, expected: str) -> None:
    assert plain([closing(Counter(found), faulty_files, files, with_keras)]) == expected + "\n"
