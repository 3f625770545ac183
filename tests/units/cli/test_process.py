"""The command as a process of its own: statuses, streams that fail, bad input, and what it does not import."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.units.cli.started import run, run_in_shell, write

FULL = Path("/dev/full")

_IMPORTS = """
import sys
from conv1d_lsp.__main__ import main
status = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize(
    "words",
    [["--help"], ["--version"], ["check", "--help"], ["check"], ["check", "--output-format", "json", "plain.py"]],
)
def test_what_needs_no_keras_imports_no_heavy_module(words: Sequence[str]) -> None:
    write("plain.py", "import os\n")
    done = subprocess.run(
        [sys.executable, "-c", _IMPORTS, *words], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0
    imported = set(done.stderr.split())
    assert not imported & {
        *("libcst", "pygls", "lsprotocol", "asyncio", "numpy", "concurrent.futures", "rich", "tomllib", "difflib"),
        *("keras", "tensorflow", "multiprocessing", "conv1d_lsp.interpreter", "conv1d_lsp.server"),
        "conv1d_lsp.project.baseline",
    }


def test_names_of_rules_import_no_rule() -> None:
    write("plain.py", "import os\n")
    write("conv1d-lsp.toml", 'ignore = ["open-size"]\n')
    words = ["check", "--select", "input-rank", "plain.py"]
    done = subprocess.run([sys.executable, "-c", _IMPORTS, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert [name for name in done.stderr.split() if name.startswith(("conv1d_lsp.rules.", "msgspec"))] == [
        "conv1d_lsp.rules.index"
    ]


def test_version_and_no_command() -> None:
    done = run("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("conv1d-lsp 0.")
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert "check" in done.stderr


def test_streams_that_are_closed() -> None:
    write("plain.py", "x = 1\n")
    for redirection, out, err in (
        (">&-", "", "conv1d-lsp: the output cannot be written: stdout is closed\n"),
        ("2>&-", "", ""),  # the sentence about the missing file must not get into stdout
        ("2>/dev/full", "", ""),
    ):
        done = run_in_shell(f"check missing.py {redirection}")
        assert (done.returncode, done.stdout, done.stderr) == (2, out, err), redirection


def test_a_working_directory_that_is_gone() -> None:
    done = run_in_shell("check", before="mkdir gone; cd gone; rmdir ../gone;")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "conv1d-lsp: the working directory is gone\n")


def test_a_terminal_that_knows_ascii_only() -> None:
    write("plain.py", "x = 1\n")
    done = run("check", "plain.py", "模型.py", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 2
    assert done.stderr == "conv1d-lsp: \\u6a21\\u578b.py cannot be read: there is no such file\n"
    assert done.stdout.startswith("No shape faults found in 1 file")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.py", "there is no such file"),
        ("latin.py", "it is not UTF-8 at line 2, byte 5 of the line"),
        ("wide.py", "it is UTF-16, which Python does not take as source"),
        ("loop.py", "its links lead in a circle"),
        ("notebook.ipynb", "it is no notebook: it has no cells"),
        ("null.py", "it has a null byte on line 1, so it is hardly Python source"),
        ("plain.py/inside.py", "a part of its path is not a folder"),
        ("a" * 300 + ".py", "its name is too long"),
    ],
)
def test_a_named_path_that_cannot_be_read(name: str, reason: str) -> None:
    write("plain.py", "x = 1\n")
    write("latin.py", "import keras\n# gr\xfc\xdfe\n".encode("latin-1"))
    write("wide.py", "import keras\n".encode("utf-16"))
    write("null.py", b"import keras\0\n")
    write("notebook.ipynb", "{}")
    Path("loop.py").symlink_to("loop.py")
    done = run("check", name, "plain.py")
    assert done.returncode == 2
    assert done.stderr == f"conv1d-lsp: {name} cannot be read: {reason}\n"
    assert done.stdout == "No shape faults found in 1 file (it does not use Keras)\n"


def test_odd_things_in_a_folder_do_no_harm() -> None:
    for folder in ("folder.py", "inner", "__pycache__"):
        Path(folder).mkdir()
    Path("inner/back").symlink_to("..")
    os.mkfifo("pipe.py")
    write("empty.py", "")
    write("folder.py/plain.py", "x = 1\n")
    write("__pycache__/a.py", "x = 1\n")
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No shape faults found in 2 files (none of them uses Keras)\n"


def test_a_folder_without_rights(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from conv1d_lsp.__main__ import main

    write("plain.py", "x = 1\n")
    Path("closed").mkdir()
    listed = os.scandir

    def refusing(folder: Path) -> object:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return listed(folder)

    monkeypatch.setattr("os.scandir", refusing)
    assert main(["check", "closed", "plain.py"]) == 2
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert err == "conv1d-lsp: closed cannot be read: there is no permission to read it\n" * 2
    assert out.count("No shape faults found in 1 file") == 2


_SLOW = """
import sys, time
from conv1d_lsp.__main__ import main
from conv1d_lsp.cli import check

def slow(*_):
    print("begun", file=sys.stderr, flush=True)
    time.sleep(60)

check.diagnosed = slow
sys.exit(main(["check"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c() -> None:
    write("a.py", "import keras\n")
    with subprocess.Popen(
        [sys.executable, "-c", _SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.parametrize("words", [["check", "plain.py"], ["server", "--help"]])
def test_modules_of_the_working_folder_are_not_imported(words: Sequence[str]) -> None:
    write("plain.py", "import keras\n")
    for name in ("attr", "random", "copy", "argparse", "logging", "json"):
        write(f"{name}.py", "raise SystemExit(77)\n")
    result = run(*words)
    assert (result.returncode, result.stderr) == (0, "")
