"""`.gitignore` with lines that mean nothing: the others hold, as they do for git."""

import os
import subprocess
import warnings
from pathlib import Path

import pytest

from conv1d_lsp.project.excluding import GitIgnored

NAMES = ["a.py", "b.py", "c.py", "m.py", "[.py", "!x.py", "a]", "back\\slash.py", "x .py", "caf\udce9.py"]

LINES = {
    "a lone mark": "!",
    "a lone backslash": "\\",
    "a backslash at the end": "a\\",
    "an open bracket": "[a",
    "an open bracket at the end": "a[",
    "empty brackets": "[]",
    "a range that runs backwards": "[z-b].py",
    "brackets in brackets": "[[a].py",
    "a slash": "/",
    "two slashes": "//",
    "nothing, not": "!/",
    "stars": "***",
    "a star after a star": "**a.py",
    "words of a regular expression": "(?<a",
    "a null byte": "a\0.py",
    "blanks": "   ",
    "a comment": "# a.py",
    "a carriage return": "a.py\r",
    "a form feed": "a\x0cb.py",
    "a line separator": "m\u2028b.py",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    return tmp_path


def by_git(folder: Path) -> list[str]:
    listed = subprocess.run(
        ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "-z", "--no-index", "--stdin"],
        cwd=folder,
        input=b"\0".join(map(os.fsencode, NAMES)),
        capture_output=True,
        check=False,
    )
    assert not listed.stderr
    return [os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]


def by_us(folder: Path) -> list[str]:
    with warnings.catch_warnings(action="error"):
        judges = GitIgnored().in_folder(str(folder))
    return [name for name in NAMES if any(judge(name, False) for judge in judges)]


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_that_means_nothing_leaves_the_others(line: str, repository: Path) -> None:
    (repository / ".gitignore").write_bytes(f"b.py\n{line}\nc.py\n".encode())
    assert by_us(repository) == by_git(repository)
    assert line == "***" or {"b.py", "c.py"} <= set(by_us(repository)) < set(NAMES)


def test_a_file_that_is_not_utf_8(repository: Path) -> None:
    (repository / ".gitignore").write_bytes(b"\xef\xbb\xbfb.py\ncaf\xe9.py\n\xff\xfe\n")
    assert by_us(repository) == by_git(repository) == ["b.py", "caf\udce9.py"]


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "nowhere", "zeros"])
def test_what_is_no_file_leaves_nothing_out(kind: str, repository: Path) -> None:
    path = repository / ".gitignore"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(path.name)
        case "nowhere":
            path.symlink_to("gone")
        case "zeros":
            path.symlink_to("/dev/zero")
    assert by_us(repository) == []
