"""`check -`: a program from stdin, with the real engine."""

import io
import json
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from tests.units.cli.test_notebooks import HEAD, INPUT, MISSPELT, write

Captured = pytest.CaptureFixture[str]

FAULTY = "import keras\nx = keras.Input(100)\n"
MENDED = "import keras\nx = keras.Input((100,))\n"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts `FAULTY` on stdin."""
    _give(monkeypatch, FAULTY.encode())


def _give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.usefixtures("given")
def test_a_program_without_a_name(capsys: Captured) -> None:
    assert main(["check", "-", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("-:2:17: error[input-not-a-tuple]")


def test_stdin_that_is_closed_is_no_empty_program(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["check", "-"]) == 2
    assert capsys.readouterr().err == "conv1d-lsp: stdin is closed\n"


@pytest.mark.usefixtures("given")
def test_its_name_says_what_holds_and_nobody_looks_for_the_file(capsys: Captured) -> None:
    Path("old").mkdir()
    Path("old/conv1d-lsp.toml").write_text('fail-on = "error"\nrules = { input-not-a-tuple = "hint" }\n')
    assert main(["check", "--stdin-filename", "old/a.py", "--output-format", "concise", "-q"]) == 0
    assert capsys.readouterr().out.startswith("old/a.py:2:17: hint[input-not-a-tuple]")


@pytest.mark.usefixtures("given")
def test_the_repaired_program_goes_to_stdout_and_words_to_stderr(capsys: Captured) -> None:
    assert main(["check", "--fix", "-"]) == 0
    out, err = capsys.readouterr()
    assert out == MENDED
    assert err.endswith("1 finding repaired in 1 file\n")


@pytest.mark.usefixtures("given")
def test_quiet_repairs_say_nothing(capsys: Captured) -> None:
    assert main(["check", "--fix", "--quiet", "-"]) == 0
    assert capsys.readouterr() == (MENDED, "")


@pytest.mark.usefixtures("given")
def test_comments_are_written_to_stdout_too(capsys: Captured) -> None:
    assert main(["check", "--add-ignore", "-q", "-"]) == 0
    assert capsys.readouterr() == (FAULTY[:-1] + "  # conv1d: ignore[input-not-a-tuple]\n", "")


@pytest.mark.usefixtures("given")
def test_a_diff_has_the_name(capsys: Captured) -> None:
    assert main(["check", "--diff", "--stdin-filename", "a.py", "-"]) == 1
    assert capsys.readouterr().out.startswith("--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n")


@pytest.mark.parametrize(
    ("words", "status", "out"),
    [(["--fix"], 0, FAULTY), (["--diff"], 0, ""), ([], 0, ""), (["--add-ignore"], 0, FAULTY)],
)
@pytest.mark.usefixtures("given")
def test_what_is_left_out_is_passed_on(words: list[str], status: int, out: str, capsys: Captured) -> None:
    Path("conv1d-lsp.toml").write_text('extend-exclude = ["old"]\nforce-exclude = true\n')
    assert main(["check", *words, "--stdin-filename", "old/a.py", "-"]) == status
    assert capsys.readouterr().out == out


def test_bytes_are_passed_on_as_they_are(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for data in (b"\xef\xbb\xbfimport os\r\n", b"import keras\n\xff\n", b""):
        _give(monkeypatch, data)
        main(["check", "--fix", "-q", "-"])
        assert capfdbinary.readouterr().out == data


def test_notebooks_are_repaired_as_notebooks(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    text = write("a.ipynb", HEAD, INPUT, MISSPELT).read_text()
    _give(monkeypatch, text.encode())
    assert main(["check", "--fix", "-q", "--stdin-filename", "b.ipynb"]) == 0
    assert capsys.readouterr().out == text.replace("kernel_sz=", "kernel_size=")
    _give(monkeypatch, text.encode())
    assert main(["check", "--output-format", "json", "--stdin-filename", "b.ipynb", "-"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["cell"] == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["-", "a.py"], "- (stdin) does not go with other paths"),
        (
            ["--stdin-filename", "a.py", "b.py"],
            "--stdin-filename is a name for what stdin holds, and does not go with b.py",
        ),
        (["--watch", "-"], "--watch and stdin do not go together"),
    ],
)
def test_what_does_not_go_together(words: list[str], sentence: str, capsys: Captured) -> None:
    assert main(["check", *words]) == 2
    assert capsys.readouterr().err == f"conv1d-lsp check: {sentence}\n"
