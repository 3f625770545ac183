"""Finding files: what is walked, what is left out, and that it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conv1d_lsp.project.configuration import Configurations
from conv1d_lsp.project.excluding import Excludes, Excluding
from conv1d_lsp.source.discover import Found, Missed, discover


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


#: What a project that says nothing leaves out.
usually = Excluding(Configurations(isolated=True), Excludes()).in_folder


def found(*paths: Path) -> list[str]:
    return [outcome.path.as_posix() for outcome in discover(paths, usually) if isinstance(outcome, Found)]


@pytest.fixture(autouse=True)
def _in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_walks_in_sorted_order_and_leaves_out_what_is_not_the_projects_own(tmp_path: Path) -> None:
    put(tmp_path, "b.py", "a.pyw", "c.txt", "sub/z.py", "sub/deep/y.ipynb", "Sub2/x.py")
    put(tmp_path, ".git/a.py", "__pycache__/a.py", "node_modules/a.py", "build/a.py", "dist/a.py", ".venv/a.py")
    put(tmp_path, "mine/pyvenv.cfg", "mine/lib/a.py", "lib/site-packages/a.py", "env/kept.py")
    assert found(Path()) == ["a.pyw", "b.py", "Sub2/x.py", "env/kept.py", "sub/z.py", "sub/deep/y.ipynb"]


def test_what_is_named_is_taken() -> None:
    put(Path(), "script", ".hidden/a.py", "build/b.py", "env/pyvenv.cfg", "env/c.py")
    assert found(Path("script"), Path(".hidden"), Path("build"), Path("env")) == [
        "script",
        ".hidden/a.py",
        "build/b.py",
        "env/c.py",
    ]
    outcomes = list(discover([Path("script"), Path("build")], usually))
    assert outcomes == [Found(Path("script"), named=True), Found(Path("build/b.py"), named=False)]


def test_a_file_is_found_once(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "sub/b.py")
    assert found(Path("a.py"), Path(), tmp_path / "sub", tmp_path / "a.py") == ["a.py", "sub/b.py"]


def test_link_loops_end(tmp_path: Path) -> None:
    put(tmp_path, "sub/a.py")
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub" / "self").symlink_to(tmp_path / "sub" / "self")
    (tmp_path / "sub" / "gone.py").symlink_to(tmp_path / "nowhere.py")
    assert found(Path()) == ["sub/a.py", "sub/gone.py"]


def test_a_missing_path_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    put(tmp_path, "a.py")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert list(discover([Path("none"), Path("a\0"), Path("loop"), Path("a.py")], usually)) == [
        Missed(Path("none"), "there is no such file"),
        Missed(Path("a\0"), "its name is not a possible file name"),
        Missed(Path("loop"), "its links lead in a circle"),
        Found(Path("a.py"), named=True),
    ]


def test_pipes_are_no_source_and_deep_trees_are_walked(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    put(tmp_path, "/".join(["d"] * 300) + "/a.py")
    assert found(Path()) == ["/".join(["d"] * 300) + "/a.py"]


def test_finding_and_reading_do_without_libcst() -> None:
    code = (
        "import sys, conv1d_lsp.source.discover, conv1d_lsp.source.read, conv1d_lsp.source.syntax\n"
        "sys.exit('libcst' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
