"""Large files are analysed in a process of their own, which never outlives the server."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from conv1d_lsp.server.workplace import LONG
from tests.server.raw import PRETEND
from tests.server.speaking import Speaking

SERVER = [sys.executable, "-m", "conv1d_lsp", "server", "--stdio"]
FAULT = "import keras\ny = keras.layers.Conv1D(8, 30)(keras.Input((10, 4)))\n"
LARGE = FAULT + "x = [1, 2, 3]  # this and that\n" * (LONG // 30)

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def opened(server: Speaking, path: Path, text: str, version: int = 1) -> list[str]:
    """The rules that speak."""
    document = {"uri": path.as_uri(), "languageId": "python", "version": version, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})
    return [found["code"] for found in server.diagnostics(path.as_uri(), version)[0]]


def changed(server: Speaking, path: Path, text: str, version: int) -> list[str]:
    document = {"uri": path.as_uri(), "version": version}
    server.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
    return [found["code"] for found in server.diagnostics(path.as_uri(), version)[0]]


def children(pid: int) -> list[int]:
    """The processes that a process has started and that run, what keeps track of semaphores left out."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == pid and state != "Z" and b"resource_tracker" not in words:
            found.append(int(folder.name))
    return found


def gone(pid: int) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


@linux
def test_one_process_is_for_all_large_files(tmp_path: Path) -> None:
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        assert opened(server, tmp_path / "large.py", LARGE) == ["window-too-long"]
        assert opened(server, tmp_path / "larger.py", LARGE * 2) == ["window-too-long"] * 2
        (worker,) = children(server.pid)
        assert changed(server, tmp_path / "large.py", LARGE.replace("30)", "3)"), 2) == []
        assert children(server.pid) == [worker]
        assert server.leave() == 0
    assert gone(worker)


@linux
@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGTERM])
def test_the_process_ends_with_a_server_that_is_killed(way: signal.Signals, tmp_path: Path) -> None:
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        opened(server, tmp_path / "large.py", LARGE)
        (worker,) = children(server.pid)
        os.kill(server.pid, way)
        assert gone(worker)


@linux
def test_a_process_that_is_killed_is_replaced(tmp_path: Path) -> None:
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        opened(server, tmp_path / "large.py", LARGE)
        (worker,) = children(server.pid)
        os.kill(worker, signal.SIGKILL)
        assert changed(server, tmp_path / "large.py", LARGE + "\n", 2) == ["window-too-long"]
        assert gone(worker) and len(children(server.pid)) == 1


@linux
def test_a_file_over_which_the_process_is_lost_twice_is_told(tmp_path: Path) -> None:
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        uri = (tmp_path / "large.py").as_uri()
        document = {"uri": uri, "languageId": "python", "version": 1, "text": LARGE * 5}
        server.tell("textDocument/didOpen", {"textDocument": document})
        killed: set[int] = set()
        while len(killed) < 2:
            for worker in {*children(server.pid)} - killed:
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
            time.sleep(0.01)
        assert [found["code"] for found in server.diagnostics(uri, 1)[0]] == ["analysis-failed"]
        assert changed(server, tmp_path / "large.py", LARGE, 2) == ["window-too-long"]


def test_other_files_of_the_workspace_do_not_run_in_it(tmp_path: Path) -> None:
    """A new Python would import a workspace's own `random.py` in place of the library's."""
    for name in ("random.py", "multiprocessing.py", "sitecustomize.py", "libcst.py"):
        (tmp_path / name).write_text("open('ran', 'w')\n", encoding="utf-8")
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        assert opened(server, tmp_path / "large.py", LARGE) == ["window-too-long"]
    assert not (tmp_path / "ran").exists()


def test_a_file_above_the_limit_is_told_and_not_read(tmp_path: Path) -> None:
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        assert opened(server, tmp_path / "huge.py", FAULT + "x = 1\n" * 200_000) == ["file-too-large"]
        assert opened(server, tmp_path / "ten.py", FAULT + "x = 1\n" * 1_700_000) == ["file-too-large"]
        assert server.leave() == 0


@linux
def test_a_small_file_that_imports_a_large_one_is_for_that_process_too(tmp_path: Path) -> None:
    (tmp_path / "big.py").write_text(LARGE.replace("30)", "3)"), encoding="utf-8")
    text = "import keras\nimport big\ny = keras.layers.Conv1D(8, 30)(big.keras.Input((10, 4)))\n"
    with Speaking(SERVER, tmp_path) as server:
        server.hello()
        assert opened(server, tmp_path / "small.py", text) == ["window-too-long"]
        assert len(children(server.pid)) == 1


def test_hover_does_not_wait_for_an_analysis_of_a_long_text(tmp_path: Path) -> None:
    text = "x = Layer(9)\n" * 1_000
    path = tmp_path / "long.py"
    with Speaking(PRETEND, tmp_path) as server:
        server.hello()
        opened(server, path, text)
        document = {"uri": path.as_uri(), "version": 2}
        change = {"text": "slow\n" + text}
        server.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
        place = {"textDocument": {"uri": path.as_uri()}, "position": {"line": 5, "character": 0}}
        answer, _ = server.ask("textDocument/hover", place)
        answered = time.perf_counter()
        assert answer["range"]["start"]["line"] == 5 and "(None, 9)" in answer["contents"]["value"]
        _, came = server.diagnostics(path.as_uri(), 2)
        assert came > answered
