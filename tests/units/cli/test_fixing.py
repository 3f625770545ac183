"""`check --fix` and `--diff`, with the real engine."""

import json
import subprocess
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main

Captured = pytest.CaptureFixture[str]

HEAD = "import numpy as np\nimport keras\nfrom keras import layers\n"
SAFE = HEAD + "x = keras.Input(100)\n"
SAFE_MENDED = HEAD + "x = keras.Input((100,))\n"
CHOICE = HEAD + "y = layers.Conv1D(8, 15)(keras.Input((10, 4)))\n"


def write(name: str, text: str) -> Path:
    file = Path(name)
    file.write_text(text, newline="")
    return file


def test_safe_fixes_are_written(capsys: Captured) -> None:
    safe, choice = write("a.py", SAFE), write("b.py", CHOICE)
    assert main(["check", "--fix"]) == 1
    out = capsys.readouterr().out
    assert (safe.read_text(), choice.read_text()) == (SAFE_MENDED, CHOICE)
    assert "fix (unsafe): Pad" in out
    assert out.endswith("\n1 finding repaired in 1 file (1 more with --unsafe-fixes)\n")
    assert "input-not-a-tuple" not in out


def test_unsafe_fixes_are_written_and_listed(capsys: Captured) -> None:
    file = write("b.py", CHOICE)
    assert main(["check", "--fix", "--unsafe-fixes", "--show-fixes"]) == 0
    out = capsys.readouterr().out
    assert file.read_text() == CHOICE.replace("15)", '15, padding="same")')
    assert 'b.py\n  line 4: window-too-long: Pad with padding="same" (unsafe)\n    or: Set kernel_size to 10' in out
    assert out.endswith("\n1 finding repaired in 1 file\n")


def test_nothing_is_left_to_do_the_second_time(capsys: Captured) -> None:
    write("a.py", SAFE)
    assert [main(["check", "--fix"]) for _ in range(2)] == [0, 0]
    assert capsys.readouterr().out.endswith("nothing repaired\n")


def test_what_does_not_parse_is_left_though_nobody_wants_to_hear_of_it() -> None:
    write("pyproject.toml", '[tool.conv1d-lsp.rules]\nsyntax-error = "off"\n')
    file = write("a.py", f"{SAFE}y = (\n")
    assert main(["check", "--fix"]) == 1
    assert file.read_text() == f"{SAFE}y = (\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_diff_can_be_applied(capsys: Captured, newline: str) -> None:
    file = write("a.py", SAFE.replace("\n", newline).removesuffix(newline))
    before = file.read_bytes()
    assert main(["check", "--diff", "--show-fixes"]) == 1
    out, err = capsys.readouterr()
    assert file.read_bytes() == before
    assert err == "a.py\n  line 4: input-not-a-tuple: Make it a tuple: (100,)\n\n1 finding to repair in 1 file\n"
    Path("a.diff").write_text(out, newline="")
    subprocess.run(["patch", "-p0", "--binary", "-i", "a.diff"], check=True, capture_output=True)
    assert file.read_bytes() == SAFE_MENDED.replace("\n", newline).removesuffix(newline).encode()
    assert main(["check", "--diff"]) == 0


def test_a_file_that_cannot_be_written(capsys: Captured) -> None:
    file = write("a.py", SAFE)
    file.chmod(0o444)
    assert main(["check", "--fix"]) == 2
    out, err = capsys.readouterr()
    assert err == "conv1d-lsp: a.py is not written: it is read-only\n"
    assert "error[input-not-a-tuple]" in out
    assert file.read_text() == SAFE


def test_json_tells_what_is_left(capsys: Captured) -> None:
    write("a.py", SAFE + CHOICE.removeprefix(HEAD))
    assert main(["check", "--fix", "--output-format", "json"]) == 1
    out, err = capsys.readouterr()
    (entry,) = json.loads(out)
    assert entry["rule"] == "window-too-long"
    assert [fix["safe"] for fix in entry["fixes"]] == [False, False]
    assert err == "1 finding repaired in 1 file (1 more with --unsafe-fixes)\n"


def test_under_both_generations() -> None:
    file = write("a.py", "import keras\nfrom keras import layers\nlayers.Conv1D(8, 3, border_mode='same')\n")
    assert main(["check", "--fix", "--keras", "both"]) == 0
    assert "padding='same'" in file.read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes goes with --fix or --diff"),
        (["--show-fixes"], "--show-fixes goes with --fix or --diff"),
        (["--diff", "--output-format", "json"], "--diff prints a diff, and no JSON"),
    ],
)
def test_options_that_make_no_sense(capsys: Captured, words: list[str], sentence: str) -> None:
    assert main(["check", *words]) == 2
    assert sentence in capsys.readouterr().err
