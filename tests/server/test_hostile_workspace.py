"""A workspace that nobody should trust: nothing of it runs, and nothing outside of it is read or written."""

import os
import pickle
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import conv1d_lsp
from conv1d_lsp.server.workplace import LONG as LARGE
from tests.server.speaking import Speaking

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes")

AUDITED = Path(__file__).with_name("audited.py")
FAULT = "import keras\ny = keras.layers.Conv1D(8, 30)(keras.Input((10, 4)))\n"
MAIN = """\
import linked.secret
import numpy as np
import out
import pipe
import sitecustomize

import keras

for name in ("wrong.npy", "pickled.npy", "../outside/secret.npy", "/etc/passwd", "linked/secret.npy", "pipe.npy"):
    np.load(name)
w = np.load("wrong.npy")
p = np.load("pickled.npy", allow_pickle=True)
s = np.load("../outside/secret.npy")
link = np.load("linked/secret.npy")
f = np.load("pipe.npy")
open("/tmp/written", "w").write("x")
__import__("os").system("touch ran")
exec("open('ran', 'w')")
"""
MODULES = ("sitecustomize", "usercustomize", "conv1d_lsp", "libcst", "random", "multiprocessing", "json")


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, ("ran", "w")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.py").write_text(FAULT, encoding="utf-8")
    (outside / "rules.toml").write_text("[rules]\n", encoding="utf-8")
    np.save(outside / "secret.npy", np.zeros((4, 5)))
    for name in MODULES:
        (inside / f"{name}.py").write_text("open('ran', 'w')\nimport os; os.system('touch ran')\n", encoding="utf-8")
    (inside / "main.py").write_text(MAIN + FAULT, encoding="utf-8")
    (inside / "large.py").write_text(FAULT + "x = [1, 2, 3]  # this and that\n" * (LARGE // 30), encoding="utf-8")
    (inside / "wrong.npy").write_bytes(b"\x93NUMPY\x01\x00\xff\xff{'descr': __import__('os').system('touch ran')}")
    with (inside / "pickled.npy").open("wb") as file:
        np.save(file, np.array([Evil()], dtype=object), allow_pickle=True)
    (inside / "evil.pkl").write_bytes(pickle.dumps(Evil()))
    (inside / "linked").symlink_to(outside)
    (inside / "out.py").symlink_to(outside / "secret.py")
    (inside / "loop").symlink_to(inside)
    os.mkfifo(inside / "pipe.py")
    os.mkfifo(inside / "pipe.npy")
    return inside


@pytest.mark.parametrize(
    ("settings", "read"),
    [
        ('extend = "/etc/passwd"\ninclude = ["/etc/**", "../outside"]\n', None),
        ('exclude = ["/etc/**", "../outside/**"]\n', None),
        ('baseline = "/etc/passwd"\n', "/etc/passwd"),
    ],
)
def test_nothing_runs_and_nothing_outside_is_touched(
    settings: str, read: str | None, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """read: what is read outside all the same; a project may have its baseline anywhere."""
    (workspace / "pyproject.toml").write_text(f"[tool.conv1d-lsp]\n{settings}", encoding="utf-8")
    log = tmp_path / "log"
    log.touch()
    monkeypatch.setenv("AUDIT", str(log))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = listing(workspace.parent)
    with Speaking([sys.executable, str(AUDITED)], workspace) as server:
        server.hello()
        for name in ("main.py", "out.py", "large.py"):
            uri = (workspace / name).as_uri()
            text = (workspace / name).read_text(encoding="utf-8")
            document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
            server.tell("textDocument/didOpen", {"textDocument": document})
            told = server.diagnostics(uri, 1)[0]
            server.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 0}})
        assert [found["code"] for found in told] == ["window-too-long"]
        assert server.leave() == 0
    assert not (workspace / "ran").exists()
    assert listing(workspace.parent) == before
    allowed = set() if read is None else {f"open\t{read}"}
    assert set(forbidden(log, workspace, tmp_path / "cache")) == allowed


def listing(folder: Path) -> set[Path]:
    """Python's own bytecode is put below the workspace by the client of these tests."""
    found = {each for each in folder.rglob("*") if "bytecode" not in each.parts}
    return {each for each in found if each.relative_to(folder).parts[0] != "cache"}


def forbidden(log: Path, workspace: Path, cache: Path) -> Iterator[str]:
    """What the server did that it should not."""
    bytecode = workspace / "bytecode"
    python = {Path(path).resolve() for path in (*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix)}
    own = {Path(conv1d_lsp.__file__).resolve().parent.parent, Path("/dev"), Path("/proc"), Path("/sys")}
    readable = {*python, *own, workspace, cache, *map(Path, filter(None, sys.path))}
    # The names of the packages in an environment of a folder above say which Keras there is.
    environments = [folder / name for folder in workspace.parents for name in (".venv", "venv", "env")]
    for line in log.read_text(encoding="utf-8").splitlines():
        event, _, told = line.partition("\t")
        if told.isdigit():  # a stream that is open already
            continue
        named = Path(os.path.abspath(workspace / told))  # noqa: PTH100 - links stay
        path = named.resolve()
        match event:
            case "exec":
                good = told.startswith("<") or not path.is_relative_to(workspace)
            case "open":
                good = any(path.is_relative_to(folder) for folder in readable)
            case "os.listdir" | "os.scandir":  # the root of the project is looked for above it
                listed = (*readable, *environments)
                good = any(named.is_relative_to(folder) for folder in listed) or workspace.is_relative_to(named)
            case "write" | "os.mkdir" | "os.remove" | "os.rename":
                good = any(path.is_relative_to(folder) for folder in (bytecode, cache, Path("/dev")))
            case "pickle.find_class":  # between the server and its own process
                good = told.partition(".")[0] in ("conv1d_lsp", "multiprocessing", "concurrent")
            case _:
                good = False
        if not good:
            yield line
