"""Printing on terminals, pipes, and streams that know less than Unicode."""

import io

import pytest

from conv1d_lsp.cli.screen import show_on, takes_colour
from conv1d_lsp.reports.lines import Ink, Line, Span

LINES: list[Line] = [
    (Span("┏━┓ │", Ink.FAINT), Span(" (None, 3) × [bold]x", Ink.SHAPE)),
    (),
    (Span("a\x1b[31m\x00\nb"),),
]


class Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def stream(encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")


def printed(on: io.TextIOWrapper) -> str:
    show_on(on)(LINES)
    buffer = on.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(on.encoding)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_pipe_gets_bare_text_and_no_control_characters() -> None:
    assert printed(stream("utf-8")) == "┏━┓ │ (None, 3) × [bold]x\n\na␛[31m␀␊b\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_boxes_fall_back_to_ascii(encoding: str) -> None:
    on = stream(encoding)
    on.reconfigure(errors="backslashreplace")
    assert printed(on).startswith("+=+ | (None, 3) x [bold]x\n\na\\u241b[31m")


def test_a_terminal_gets_colours() -> None:
    text = printed(Terminal(io.BytesIO(), encoding="utf-8", newline="\n"))
    assert "\x1b[32m (None, 3) × [bold]x\x1b[0m" in text
    assert text.endswith("a␛[31m␀␊b\n")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, True),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_who_decides_on_colours(environment: dict[str, str], expected: bool) -> None:
    assert takes_colour(Terminal(io.BytesIO()), environment) is expected


def test_colours_can_be_forced_into_a_pipe() -> None:
    assert takes_colour(stream("utf-8"), {"FORCE_COLOR": "1"})
    assert not takes_colour(stream("utf-8"), {})
