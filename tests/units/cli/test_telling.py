"""How much is told, in which colours, and what the exit status is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.cli.telling import choose_colours
from conv1d_lsp.settings import Settings

Write = Callable[[str, str], Path]

FAULTY = "import keras\nkeras.layers.Conv1D(8, 30)\n"


@pytest.fixture(autouse=True)
def faulty(write: Write, asked: list[Settings]) -> None:
    write("a.py", FAULTY)
    write("sub/b.py", FAULTY)


def test_what_a_run_fails_for(write: Write) -> None:
    assert main(["check"]) == 1
    assert main(["check", "--exit-zero"]) == main(["check", "--fail-on", "never"]) == 0
    assert main(["check", "--fail-on", "error"]) == 1
    assert main(["check", "--fail-on", "never", "gone.py"]) == 2
    write("conv1d-lsp.toml", 'fail-on = "error"\nrules = { window-too-long = "warning" }\n')
    assert main(["check"]) == 0
    assert main(["check", "--fail-on", "warning"]) == 1


def test_statistics(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("conv1d-lsp.toml", 'per-path = { sub = { window-too-long = "hint" } }\n')
    assert main(["check", "--statistics"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "1  error        window-too-long",
        "1  hint         window-too-long",
    ]
    assert main(["check", "--statistics", "--output-format", "json", "a.py"]) == 1
    assert json.loads(capsys.readouterr().out) == [{"rule": "window-too-long", "severity": "error", "count": 1}]
    assert main(["check", "--statistics", "--ignore", "window-too-long"]) == 0
    assert capsys.readouterr().out.startswith("No shape faults found in 2 files")


def test_quiet_runs_tell_what_is_found_and_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "-q", "--output-format", "concise"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in out] == ["a.py", "sub/b.py"]
    assert main(["check", "--quiet", "--ignore", "window-too-long"]) == 0
    assert capsys.readouterr() == ("", "")


def test_rules_and_files_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--per-file-ignores", "sub/**:window-too-long", "a.py"]) == 1
    assert main(["check", "--per-file-ignores", "sub/**:window-too-long", "sub"]) == 0
    assert main(["check", "--exclude", "a.py,sub"]) == 0
    capsys.readouterr()
    assert main(["check", "--extend-exclude", "sub", "--statistics", "--output-format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["count"] == 1


def test_what_git_ignores(write: Write) -> None:
    write(".gitignore", "*.py\n")
    assert main(["check"]) == 0
    assert main(["check", "--no-respect-gitignore"]) == 1


def test_a_configuration_that_is_named(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    write("conv1d-lsp.toml", 'ignore = ["window-too-long"]\n')
    other = write("ci.toml", 'select = ["window-too-long"]\n')
    assert main(["check"]) == 0
    assert main(["check", "--config", str(other)]) == main(["check", "--isolated"]) == 1
    capsys.readouterr()
    for words, sentence in (
        ("none.toml", "conv1d-lsp: none.toml cannot be read: there is no such file\n"),
        ("sub", "conv1d-lsp: sub cannot be read: it is a folder\n"),
    ):
        assert main(["check", "--config", words]) == main(["shapes", "--config", words, "a.py"]) == 2
        assert capsys.readouterr() == ("", sentence * 2)


def test_colours() -> None:
    for choice, before, after in (
        ("auto", {"NO_COLOR": "1"}, {"NO_COLOR": "1"}),
        ("never", {"FORCE_COLOR": "1"}, {"FORCE_COLOR": "1", "NO_COLOR": "1"}),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, {"FORCE_COLOR": "1"}),
    ):
        choose_colours(choice, before)
        assert before == after
