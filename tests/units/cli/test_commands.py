"""What the commands print and how they end, with known findings in place of the engine's."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.cli.targets import split_target
from conv1d_lsp.engine.reading import check_keras
from conv1d_lsp.settings import Generation, Settings
from tests.units.reports.records import SOURCE

Write = Callable[[str, str], Path]
Captured = pytest.CaptureFixture[str]

FAULTY = "import keras\n" + "\n".join(SOURCE)
SOUND = "import keras\n"


def test_nothing_found(asked: list[Settings], write: Write, capsys: Captured) -> None:
    write("a.py", SOUND)
    write("b/c.py", "x = 1\n")
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("No shape faults found in 2 files (1 of them uses Keras)\n", "")
    assert len(asked) == 1


@pytest.mark.usefixtures("asked")
def test_faults_are_told_with_the_path_from_here(write: Write, capsys: Captured) -> None:
    file = write("b/c.py", FAULTY)
    write("a.py", SOUND)
    assert main(["check", str(file), "a.py"]) == 1
    text = capsys.readouterr().out
    assert text.startswith("b/c.py:2:23: error[window-too-long] the window covers 30 steps")
    assert text.endswith(
        "\n1 error in 1 file (2 files looked at, all of them use Keras)\n"
        "--diff --unsafe-fixes tries to repair that and prints what works\n"
    )


@pytest.mark.usefixtures("asked")
def test_a_missing_path_wins_and_the_others_are_checked(write: Write, capsys: Captured) -> None:
    write("a.py", FAULTY)
    assert main(["check", "nope.py", "a.py"]) == 2
    out, err = capsys.readouterr()
    assert err == "conv1d-lsp: nope.py cannot be read: there is no such file\n"
    assert "error[window-too-long]" in out


@pytest.mark.usefixtures("asked")
def test_files_that_nobody_named_fail_nothing(write: Write, capsys: Captured) -> None:
    write("a.ipynb", "{}")
    write("b.ipynb", "{}")
    write("c.py", SOUND)
    assert main(["check"]) == 0
    assert (
        capsys.readouterr().err == "conv1d-lsp: a.ipynb and 1 more cannot be read: it is no notebook: it has no cells\n"
    )
    assert main(["check", "a.ipynb"]) == 2


@pytest.mark.usefixtures("asked")
def test_a_file_whose_analysis_failed_is_not_said_to_have_no_faults(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def failed(_path: str, *_given: object) -> None:
        raise ValueError("too many digits")

    write("a.py", "import keras\n")
    monkeypatch.setattr("conv1d_lsp.cli.check.diagnosed", check_keras)
    monkeypatch.setattr("conv1d_lsp.engine.reading._examine", failed)
    assert main(["check", "a.py"]) == 2
    out = capsys.readouterr().out
    assert "[analysis-failed]" in out
    assert "No shape faults" not in out


def test_settings_of_the_project_and_of_the_command_line(asked: list[Settings], write: Write) -> None:
    write("pyproject.toml", "[tool.conv1d-lsp]\nkeras = 2\n")
    write("a.py", SOUND)
    main(["check"])
    main(["check", "--keras", "3"])
    main(["check", "--keras", "auto"])
    main(["shapes", "a.py"])
    assert [settings.keras for settings in asked] == [*(Generation(one) for one in (2, 3, 2, 2))]


@pytest.mark.usefixtures("asked")
def test_settings_that_cannot_be_followed_are_told_once(write: Write, capsys: Captured) -> None:
    write("bad/pyproject.toml", "[tool.conv1d-lsp]\nkears = 2\n")
    write("bad/a.py", SOUND)
    write("bad/b.py", SOUND)
    write("good.py", FAULTY)
    assert main(["check"]) == 2
    out, err = capsys.readouterr()
    assert err.count("\n") == 1
    assert 'has no setting "kears"; did you mean "keras"?' in err
    assert "good.py:2:23: error" in out


@pytest.mark.usefixtures("asked")
def test_severities_of_the_project_and_of_one_run(write: Write, capsys: Captured) -> None:
    write("pyproject.toml", '[tool.conv1d-lsp]\nper-path.old = { window-too-long = "hint" }\n')
    write("old/a.py", FAULTY)
    assert main(["check"]) == 0
    assert "hint[window-too-long]" in capsys.readouterr().out
    write("b.py", FAULTY)
    assert main(["check"]) == 1
    assert main(["check", "--select", "input-rank,open-size", "--select", "open-axis"]) == 0
    capsys.readouterr()
    assert main(["check", "--ignore", "window-too-long"]) == 0
    assert capsys.readouterr().out == "No shape faults found in 2 files (all of them use Keras)\n"


def test_no_files_at_all(capsys: Captured) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "conv1d-lsp: there are no Python files to check\n")


@pytest.mark.usefixtures("asked")
def test_json_is_whole_even_where_a_path_is_missing(write: Write, capsys: Captured) -> None:
    write("a.py", FAULTY)
    assert main(["check", "--output-format", "json", "a.py", "nope"]) == 2
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["file"], entry["line"], entry["column"], entry["rule"]) == ("a.py", 2, 23, "window-too-long")
    assert [fix["title"] for fix in entry["fixes"]] == ["Pad, so that the number of steps stays"]
    assert main(["check", "--output-format", "json", "nope"]) == 2
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.usefixtures("asked")
def test_shapes(write: Write, capsys: Captured) -> None:
    write("a.py", FAULTY)
    assert main(["shapes", "a.py"]) == 0
    out, err = capsys.readouterr()
    assert "1 │ (None, 9, 8)           │ import keras\n" in out
    assert err == "conv1d-lsp: a.py has 1 error, so not all is known; see conv1d-lsp check a.py\n"
    assert main(["shapes", "a.py", "--output-format", "json"]) == 0
    assert [entry["layer"] for entry in json.loads(capsys.readouterr().out)] == ["Input", "Conv1D"]


@pytest.mark.usefixtures("asked")
def test_shapes_of_what_is_no_file(write: Write, capsys: Captured) -> None:
    write("sound.py", SOUND)
    write("plain.py", "x = 1\n")
    Path("folder.py").mkdir()
    assert main(["shapes", "folder.py", "sound.py", "plain.py"]) == 2
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        "conv1d-lsp: folder.py cannot be read: it is a folder",
        "conv1d-lsp: plain.py does not use Keras",
    ]
    assert out.startswith("sound.py\n1 │ (None, 9, 8)")


@pytest.mark.usefixtures("asked")
def test_summary_of_all_and_of_one(write: Write, capsys: Captured) -> None:
    write("a.py", SOUND)
    assert main(["summary", "a.py"]) == 0
    assert capsys.readouterr().out.count('Model: "') == 2
    assert main(["summary", "a.py:net"]) == 0
    assert capsys.readouterr().out.startswith('train.py:3: net = Sequential\nModel: "sequential"\n')
    assert main(["summary", "a.py:functional", "--output-format", "json"]) == 0
    assert [model["variable"] for model in json.loads(capsys.readouterr().out)] == ["model"]


@pytest.mark.usefixtures("asked")
def test_summary_of_a_model_that_is_not_there(write: Write, capsys: Captured) -> None:
    write("a.py", SOUND)
    assert main(["summary", "a.py:modle"]) == 2
    sentence = 'conv1d-lsp: a.py has no model "modle": it has model, net; did you mean "model"?\n'
    assert capsys.readouterr() == ("", sentence)


def test_a_target_is_split_at_its_last_colon() -> None:
    Path("odd:name").touch()
    assert split_target("a.py:model") == (Path("a.py"), "model")
    assert split_target("a.py") == (Path("a.py"), None)
    assert split_target("odd:name") == (Path("odd:name"), None)
    assert split_target("C:\\models\\a.py") == (Path("C:\\models\\a.py"), None)
    assert split_target("C:\\models\\a.py:m") == (Path("C:\\models\\a.py"), "m")


def test_no_command(capsys: Captured) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: conv1d-lsp")


def test_ctrl_c_leaves_nothing_half_written(write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    write("a.py", SOUND)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("conv1d_lsp.cli.check.diagnosed_and_proven", stopped)
    assert main(["check", "--output-format", "json"]) == 130
    assert capsys.readouterr() == ("", "")
