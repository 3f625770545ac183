"""Files and folders that the user may not read or write, as somebody who is not root."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.units.cli.started import FAULTY, SAID, run_without_rights, write

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")

#: `check`, in a line for each finding.
CHECK = ("check", "-q", "--output-format", "concise", "--no-cache")


@pytest.fixture(autouse=True)
def in_a_folder_that_all_may_enter(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder)
    yield
    for each in folder.rglob("*"):
        if each.is_dir():
            each.chmod(0o700)
    shutil.rmtree(folder)


def closed(name: str, rights: int = 0o000) -> None:
    """Nobody may use it; root could all the same."""
    Path(name).chmod(rights)


def test_a_file_that_may_not_be_read() -> None:
    write("a.py", FAULTY)
    write("b.py", FAULTY)
    closed("a.py")
    named = run_without_rights(*CHECK, "a.py", "b.py")
    assert named.stderr == "conv1d-lsp: a.py cannot be read: there is no permission to read it\n"
    assert (named.returncode, named.stdout) == (2, f"b.py:4:23: {SAID}")
    below = run_without_rights(*CHECK, ".")
    assert (below.returncode, below.stdout, below.stderr) == (1, named.stdout, named.stderr)


@pytest.mark.parametrize("rights", [0o000, 0o111, 0o444])
def test_a_folder_that_may_not_be_looked_into(rights: int) -> None:
    """Without any rights, with that to enter alone, with that to list alone."""
    Path("inner").mkdir()
    write("inner/a.py", FAULTY)
    write("b.py", FAULTY)
    if os.geteuid() == 0:
        closed("inner/a.py", 0o600)
    closed("inner", rights)
    below = run_without_rights(*CHECK, ".")
    assert (below.returncode, below.stdout) == (1, f"b.py:4:23: {SAID}")
    missed = "inner/a.py" if rights & 0o444 else "inner"
    assert below.stderr == f"conv1d-lsp: {missed} cannot be read: there is no permission to read it\n"
    named = run_without_rights(*CHECK, "inner/a.py", "inner", "b.py")
    assert (named.returncode, named.stdout) == (2, below.stdout)
    assert named.stderr.startswith("conv1d-lsp: inner/a.py cannot be read: there is no permission to read it\n")
    assert "Traceback" not in named.stderr


def test_a_configuration_that_may_not_be_read_fails_its_own_folder_alone() -> None:
    Path("inner").mkdir()
    write("inner/conv1d-lsp.toml", "")
    write("inner/a.py", FAULTY)
    write("b.py", FAULTY)
    closed("inner/conv1d-lsp.toml")
    done = run_without_rights(*CHECK, ".")
    assert (done.returncode, done.stdout) == (2, f"b.py:4:23: {SAID}")
    told = f"conv1d-lsp: {Path.cwd()}/inner/conv1d-lsp.toml cannot be read: there is no permission to read it\n"
    assert done.stderr == told
    done = run_without_rights(*CHECK, "--config", "inner/conv1d-lsp.toml", "b.py")
    told = "conv1d-lsp: inner/conv1d-lsp.toml cannot be read: there is no permission to read it\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_what_git_ignores_may_not_be_read() -> None:
    write(".gitignore", "b.py\n")
    write("b.py", FAULTY)
    closed(".gitignore")
    done = run_without_rights(*CHECK, ".")
    assert (done.returncode, done.stdout, done.stderr) == (1, f"b.py:4:23: {SAID}", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "-q", "--output-file", "new.json", "b.py"], "new.json is not written"),
        (["graph", "--output-file", "new.json", "b.py"], "new.json is not written"),
        (["check", "--write-baseline", "new.json", "b.py"], "the baseline new.json is not written"),
        (["check", "-q", "--fix", "--unsafe-fixes", "b.py"], "b.py is not written"),
        (["check", "-q", "--add-ignore", "b.py"], "b.py is not written"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_folder_that_may_not_be_written(words: list[str], told: str) -> None:
    write("b.py", FAULTY)
    closed("b.py", 0o444)
    closed(".", 0o555)
    done = run_without_rights(*words)
    closed(".", 0o755)
    assert done.returncode == 2
    reason = "it is read-only" if "b.py is" in told else "there is no permission to write there"
    assert done.stderr.splitlines()[-1] == f"conv1d-lsp: {told}: {reason}"
    assert Path("b.py").read_text() == FAULTY
    assert sorted(each.name for each in Path().iterdir()) == [".git", "b.py"]


def test_a_file_that_may_be_written_in_a_folder_that_may_not() -> None:
    write("b.py", FAULTY)
    closed("b.py", 0o666)
    closed(".", 0o555)
    done = run_without_rights("check", "-q", "--fix", "--unsafe-fixes", "b.py")
    closed(".", 0o755)
    assert done.returncode == 2
    assert done.stderr == "conv1d-lsp: b.py is not written: there is no permission to write there\n"
    assert Path("b.py").read_text() == FAULTY


def test_a_baseline_that_may_not_be_read() -> None:
    write("b.py", FAULTY)
    write("old.json", "{}")
    closed("old.json")
    done = run_without_rights(*CHECK, "--baseline", "old.json", "b.py")
    told = f"conv1d-lsp: the baseline {Path.cwd()}/old.json cannot be read: there is no permission to read it\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


@pytest.mark.parametrize("rights", [0o000, 0o555])
def test_a_cache_that_may_not_be_used_is_none(rights: int) -> None:
    write("b.py", FAULTY)
    Path("kept").mkdir()
    closed("kept", rights)
    done = run_without_rights("check", "-q", "--output-format", "concise", "--cache-dir", "kept", "b.py")
    assert (done.returncode, done.stdout, done.stderr) == (1, f"b.py:4:23: {SAID}", "")
    done = run_without_rights("clean", "--cache-dir", "kept")
    assert done.returncode == 2
    assert done.stderr == "conv1d-lsp: kept is no cache of conv1d-lsp, and is left as it is\n"
