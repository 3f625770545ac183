"""`check --show-files` and `--show-settings`, and the settings of a run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.project.options import OPTIONS, OUTPUT_FORMATS
from conv1d_lsp.reports.formats import FORMATS
from conv1d_lsp.settings import Settings

Captured = pytest.CaptureFixture[str]
Write = Callable[[str, str], Path]

CONFIGURATION = """keras = 3
ignore = ["open-size"]
extend-exclude = ["sub/old"]
fail-on = "error"

[rules]
unscaled-data = "off"

[[overrides]]
files = ["sub/**"]
keras = 2
"""


@pytest.fixture(autouse=True)
def tree(write: Write) -> None:
    write("conv1d-lsp.toml", CONFIGURATION)
    for name in ("a.py", "b.py", "sub/c.py", "sub/old/d.py", "notes.txt"):
        write(name, "import keras\nkeras.layers.Conv1D(8, 30)\n")


def settings(capsys: Captured, *words: str) -> list[dict[str, Any]]:
    assert main(["check", "--show-settings", "--output-format", "json", *words]) == 0
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return told


def test_files(capsys: Captured) -> None:
    assert main(["check", "--show-files"]) == 0
    assert capsys.readouterr().out == "a.py\nb.py\nsub/c.py\n"
    assert main(["check", "--show-files", "sub/old", "--output-format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == ["sub/old/d.py"]
    assert main(["check", "--show-files", "gone.py", "a.py"]) == 2
    assert capsys.readouterr() == ("a.py\n", "conv1d-lsp: gone.py cannot be read: there is no such file\n")


def test_files_that_are_named_and_left_out_all_the_same(capsys: Captured) -> None:
    named = ["sub/old/d.py", ".venv/e.py", "b.py"]
    assert main(["check", "--show-files", "--force-exclude", *named]) == 0
    assert capsys.readouterr().out == "b.py\n"
    assert main(["check", "--show-files", "--force-exclude", "sub/old"]) == 0
    assert capsys.readouterr().out == ""


def test_settings_are_told_once_for_files_that_have_the_same(capsys: Captured) -> None:
    first, second = settings(capsys)
    assert (first["files"], second["files"]) == (["a.py", "b.py"], ["sub/c.py"])
    file = first["configuration"]
    assert file == str(Path("conv1d-lsp.toml").absolute())
    assert first["settings"]["keras"] == {"value": 3, "source": file}
    assert second["settings"]["keras"] == {"value": 2, "source": f"[[overrides]] 1 in {file}"}
    assert first["settings"]["rules"] == {"value": {"unscaled-data": "off"}, "source": file}
    assert first["settings"]["jobs"] == {"value": "auto", "source": "default"}
    assert first["settings"].keys() == OPTIONS.keys() - {"per-path", "overrides"}


def test_options_have_the_last_word(capsys: Captured) -> None:
    words = ["--ignore", "claim-differs", "--no-data-files", "--exit-zero", "--keras", "both", "a.py"]
    (told,) = settings(capsys, *words)
    held, file = told["settings"], told["configuration"]
    assert held["ignore"] == {"value": ["claim-differs", "open-size"], "source": f"--ignore and {file}"}
    assert held["read-data-files"] == {"value": False, "source": "--no-data-files"}
    assert held["fail-on"] == {"value": "never", "source": "--exit-zero"}
    assert held["keras"] == {"value": "both", "source": "--keras"}
    (told,) = settings(capsys, "--select", "input-rank", "a.py")
    assert told["settings"]["select"] == {"value": ["input-rank"], "source": "--select"}
    assert told["settings"]["ignore"] == {"value": [], "source": "--select"}
    (told,) = settings(capsys, "--isolated", "a.py")
    assert told["configuration"] is None
    assert {each["source"] for each in told["settings"].values()} == {"default", "--output-format"}


def test_text_is_a_configuration(capsys: Captured) -> None:
    import tomllib

    assert main(["check", "--show-settings", "a.py"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# a.py\n# /")
    assert "# baseline is not set\n" in out
    assert tomllib.loads(out)["rules"] == {"unscaled-data": "off"}
    assert next(line for line in out.splitlines() if line.startswith("fail-on")).endswith("# this file")


def test_what_cannot_be_followed_is_told(write: Write, capsys: Captured) -> None:
    write("sub/conv1d-lsp.toml", "kears = 2\n")
    assert main(["check", "--show-settings"]) == 2
    out, err = capsys.readouterr()
    assert out.startswith("# a.py and 1 more file\n")
    assert err.endswith('conv1d-lsp.toml has no setting "kears"; did you mean "keras"?\n')


def test_the_configuration_of_what_is_named_says_what_a_run_is_like(
    write: Write, capsys: Captured, asked: list[Settings]
) -> None:
    write("sub/conv1d-lsp.toml", 'output-format = "concise"\nfail-on = "never"\njobs = 1\ncache-dir = "cache"\n')
    assert main(["check", "sub"]) == 0
    assert capsys.readouterr().out.startswith("sub/c.py:")
    assert Path("sub/cache").is_dir()
    assert main(["check", "a.py", "sub"]) == 1
    assert main(["check", "sub/c.py", "--fail-on", "warning"]) == 1
    assert asked


def test_formats_may_be_configured() -> None:
    assert ("text", *FORMATS) == OUTPUT_FORMATS
