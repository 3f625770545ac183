"""Output that cannot be written: a reader that goes away, a disk that is full, a file that may grow no more."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.units.cli.started import COMMAND, FAULTY, SAID, SECONDS, run_in_shell, write

FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other streams")

#: What prints something, with the least that it takes.
PRINTING = [
    "check .",
    "check -q --no-cache --output-format concise .",
    "check --output-format json .",
    "check --output-format json-lines .",
    "check --output-format sarif .",
    "check --output-format junit .",
    "check --statistics .",
    "check --diff --unsafe-fixes .",
    "check --write-baseline new.json .",
    "shapes a.py",
    "shapes --output-format json a.py",
    "summary a.py",
    "graph a.py",
    "graph --format json a.py",
    "rule",
    "rule window-too-long",
    "clean --cache-dir gone",
    "--help",
    "check --help",
    "--version",
    "merge old.json",
]

MODEL = FAULTY + "m = keras.Sequential([keras.Input((10, 8)), layers.Conv1D(8, 3)])\n"


@pytest.fixture(autouse=True)
def files() -> None:
    write("a.py", MODEL)
    write("old.json", "[]")


def started(words: str, stdout: int, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words.split()],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **variables},
        timeout=SECONDS,
        check=False,
    )


@pytest.mark.parametrize("words", PRINTING)
def test_a_reader_that_goes_away(words: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = started(words, writing)
    finally:
        os.close(writing)
    assert done.returncode == 141
    assert done.stderr in ("", "conv1d-lsp: a.py has 1 error, so not all is known; see conv1d-lsp check a.py\n")


def test_a_reader_that_has_had_enough() -> None:
    for number in range(40):
        write(f"m{number:02}.py", FAULTY)
    line = "check --no-cache --output-format concise ."
    done = run_in_shell(line, before="(", after="; echo $? >&2) | head -1")
    assert (done.stdout, done.stderr) == (f"a.py:4:23: {SAID}", "141\n")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["", "unbuffered"])
@pytest.mark.parametrize("words", PRINTING)
def test_a_full_disk(words: str, unbuffered: str) -> None:
    with FULL.open("w") as full:
        done = started(words, full.fileno(), PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "conv1d-lsp: the output cannot be written: No space left on device"
    assert "Traceback" not in done.stderr and done.stderr.count("\n") <= 2


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["", "unbuffered"])
def test_a_file_that_may_grow_no_more(unbuffered: str) -> None:
    """As on a disk that has room for a part: Python without buffers would drop the rest and say nothing."""
    with Path("out.sarif").open("w") as out:
        done = subprocess.run(
            [*COMMAND, "check", "--no-cache", "--output-format", "sarif", "."],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            timeout=SECONDS,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024)),
        )
    assert (done.returncode, done.stderr) == (2, "conv1d-lsp: the output cannot be written: File too large\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("check -q --no-cache --output-file new.sarif .", "new.sarif is not written"),
        ("graph --output-file new.svg a.py", "new.svg is not written"),
        ("check -q --no-cache --write-baseline old.json .", "the baseline old.json is not written"),
        ("check -q --fix --unsafe-fixes a.py", "a.py is not written"),
        ("check -q --add-ignore a.py", "a.py is not written"),
    ],
)
def test_files_that_there_is_no_room_for(words: str, told: str) -> None:
    write("old.json", '{"version": 1, "findings": []}')
    before = sorted((each.name, each.read_text()) for each in Path().iterdir() if each.is_file())
    done = run_in_shell(words, before="ulimit -f 0;")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"conv1d-lsp: {told}: it would be larger than files may be here"
    assert sorted((each.name, each.read_text()) for each in Path().iterdir() if each.is_file()) == before


def test_a_cache_that_there_is_no_room_for() -> None:
    line = "check -q --output-format concise --cache-dir kept a.py"
    for _ in range(2):
        done = run_in_shell(line, before="ulimit -f 0;", after="| cat")
        assert (done.stdout, done.stderr) == (f"a.py:4:23: {SAID}", "")
    assert not [each for each in Path("kept").rglob("*") if each.is_file()]


def test_a_report_and_the_others_are_told_apart() -> None:
    """One is full, the other is not."""
    done = run_in_shell("check --no-cache --output-format json --output-file /dev/full a.py")
    assert (done.returncode, done.stdout) == (2, "1 error in 1 file\n")
    assert done.stderr == "conv1d-lsp: /dev/full is not written: there is no room left on its disk\n"
    done = run_in_shell("check --no-cache --output-format json --output-file out.json a.py", after=">/dev/full")
    assert done.returncode == 2
    assert not Path("out.json").exists() or json.loads(Path("out.json").read_text())
