"""Files that are none, names that are no text, configuration of any kind: a sentence each, and the others are told."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.units.cli.started import COMMAND, FAULTY, SAID, SECONDS, run, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and devices among its files")

CHECK = ("check", "-q", "--output-format", "concise", "--no-cache")
FOUND = f"a.py:4:23: {SAID}"
KINDS = {
    "pipe": "it is not a regular file",
    "socket": "it is not a regular file",
    "zeros": "it is not a regular file",
    "folder": "it is a folder",
    "loop": "its links lead in a circle",
}


@pytest.fixture(autouse=True)
def faulty() -> None:
    write("a.py", FAULTY)


def make(kind: str, name: str) -> None:
    match kind:
        case "pipe":
            os.mkfifo(name)
        case "socket":
            with socket.socket(socket.AF_UNIX) as opened:
                opened.bind(name)
        case "zeros":
            Path(name).symlink_to("/dev/zero")
        case "folder":
            Path(name).mkdir()
        case "loop":
            Path(name).symlink_to(name)


@pytest.mark.parametrize(("kind", "reason"), KINDS.items())
def test_a_configuration_that_is_no_file(kind: str, reason: str) -> None:
    make(kind, "odd.toml")
    done = run(*CHECK, "--config", "odd.toml", "a.py")
    told = f"conv1d-lsp: odd.toml cannot be read: {reason}\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


@pytest.mark.parametrize(("kind", "reason"), KINDS.items())
def test_a_baseline_that_is_no_file(kind: str, reason: str) -> None:
    make(kind, "odd.json")
    told = f"conv1d-lsp: the baseline {Path.cwd()}/odd.json cannot be read: {reason}"
    done = run(*CHECK, "--baseline", "odd.json", "a.py")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{told}\n")
    if kind != "loop":  # which a file takes the place of
        done = run("check", "--write-baseline", "odd.json", "a.py")
        assert (done.returncode, done.stderr) == (2, f"{told}; it is left as it is\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_cache_whose_files_are_none(kind: str) -> None:
    words = ("check", "-q", "--output-format", "concise", "--cache-dir", "kept", "a.py")
    assert run(*words).stdout == FOUND
    (entry,) = [each for each in Path("kept").rglob("*") if len(each.parent.name) == 2]
    for name in (entry, Path("kept/CACHEDIR.TAG")):
        name.unlink()
        make(kind, str(name))
        done = run(*words)
        assert (done.returncode, done.stdout, done.stderr) == (1, FOUND, "")
    done = run("clean", "--cache-dir", "kept")
    assert (done.returncode, done.stderr) == (2, "conv1d-lsp: kept is no cache of conv1d-lsp, and is left as it is\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"a = [", "is not valid TOML: "),
        (b"\xff\xfea", "is not valid TOML: it is not UTF-8 at byte 1"),
        (b"keras = " + b"9" * 5_000, "is not valid TOML: "),
        (b"a = " + b"[" * 100_000, "is nested too deep"),
        (b".".join([b"a"] * 100_000) + b" = 1", "is nested too deep"),
        (b"[" + b" . ".join([b'"a"'] * 100_000) + b"]", "is nested too deep"),
        (b"#" * 2_000_001, "cannot be read: it has 2,000,001 bytes, more than the limit of 2,000,000"),
    ],
    ids=["cut", "latin", "number", "lists", "keys", "quoted keys", "large"],
)
def test_a_configuration_that_cannot_be_followed(text: bytes, told: str) -> None:
    write("odd.toml", text)
    done = run(*CHECK, "--config", "odd.toml", "a.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"conv1d-lsp: odd.toml {told}") and done.stderr.count("\n") == 1


FORMATS = ("json", "json-lines", "sarif", "gitlab", "rdjson")


def name_that_is_no_text() -> str:
    name = os.fsdecode(b"caf\xe9.py")
    try:
        Path("a.py").rename(name)
    except OSError:
        pytest.skip("this system takes text alone")
    return name


def test_a_name_that_is_no_text() -> None:
    name_that_is_no_text()
    for words in (["--no-cache"], ["--cache-dir", "kept"]):
        done = run("check", "-q", "--output-format", "concise", *words, ".")
        assert (done.returncode, done.stdout, done.stderr) == (1, f"caf\\udce9.py:4:23: {SAID}", "")
    for output_format in FORMATS:
        done = run("check", "--output-format", output_format, ".")
        assert (done.returncode, done.stderr) == (1, "")
        assert json.loads(done.stdout) is not None
    assert run("check", "--write-baseline", "old.json", ".").returncode == 0
    assert run("check", "-q", "--baseline", "old.json", ".").returncode == 0
    for output_format in ("json", "json-lines"):
        report = write("new.json", run("check", "--output-format", output_format, ".").stdout)
        done = run("merge", "--output-format", "concise", report)
        assert (done.returncode, done.stdout.splitlines()[0]) == (1, f"caf\\udce9.py:4:23: {SAID.rstrip()}")
    assert run("check", "--fix", "--unsafe-fixes", ".").returncode == 0


def test_a_name_of_several_lines() -> None:
    Path("a.py").rename("a\nb\x1b[31m.py")
    done = run(*CHECK, ".")
    assert (done.returncode, done.stdout, done.stderr) == (1, f"a␊b␛[31m.py:4:23: {SAID}", "")


def test_a_report_out_of_a_pipe() -> None:
    """`merge <(conv1d-lsp check ...)`."""
    report = run("check", "--output-format", "json", "a.py").stdout
    done = subprocess.run(
        [*COMMAND, "merge", "--output-format", "concise", "/dev/stdin"],
        input=report,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, FOUND.rstrip())


@pytest.mark.parametrize(
    "variables",
    [
        {"HOME": "/nonexistent"},
        {"HOME": ""},
        {"HOME": "/dev/null", "XDG_CACHE_HOME": "/proc/none"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "dumb", "FORCE_COLOR": "1"},
        {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        {"COLUMNS": "0"},
        {"COLUMNS": "many", "LINES": "-1"},
        {"PYTHONUNBUFFERED": "1"},
    ],
    ids=str,
)
def test_odd_surroundings(variables: dict[str, str]) -> None:
    done = run("check", "-q", "--output-format", "concise", "a.py", CONV1D_LSP_CACHE_DIR="", **variables)
    assert (done.returncode, done.stdout, done.stderr) == (1, FOUND, "")
