"""The bar of a long run: on a terminal, gone in the end, and nowhere else."""

import io

import pytest

from conv1d_lsp.cli import progress
from conv1d_lsp.cli.outlets import Output
from conv1d_lsp.project.results import Unchecked, WithoutKeras

SOME = [WithoutKeras("a.py"), WithoutKeras("b.py"), Unchecked("c.py", "it is gone", False), WithoutKeras("d.py")]


class Terminal(io.StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """In the place of stderr, where every run is long; pytest puts its own there after fixtures."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    found = Terminal()
    monkeypatch.setattr("sys.stderr", found)
    return found


def test_it_counts_and_takes_itself_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    assert list(progress.followed(SOME, len(SOME), Output())) == SOME
    shown = terminal.getvalue()
    assert "1/4" in shown and "4/4" in shown
    assert shown.endswith("\x1b[1A\x1b[2K")  # up, and the line is cleared


def test_it_is_gone_while_something_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    for result in progress.followed(SOME, len(SOME), Output()):
        if isinstance(result, Unchecked):
            assert terminal.getvalue().endswith("\x1b[1A\x1b[2K")


@pytest.mark.parametrize(("variable", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_where_nobody_looks(variable: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    monkeypatch.setenv(variable, value)
    assert list(progress.followed(SOME, len(SOME), Output())) == SOME
    assert terminal.getvalue() == ""


def test_quiet_and_short_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    list(progress.followed(SOME, len(SOME), Output(quiet=True)))
    monkeypatch.setattr(progress, "_PATIENCE", 60.0)
    list(progress.followed(SOME, len(SOME), Output()))
    assert terminal.getvalue() == ""
