"""Work shared among processes: the same results in the same order, whatever becomes of a worker."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.project.analyse import Analyse, diagnosed
from conv1d_lsp.project.batch import Means, check_files
from conv1d_lsp.project.processes import processes
from conv1d_lsp.project.results import FileResult, Lost
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.project.shards import Shard
from conv1d_lsp.project.work import Crew, Workers
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.discover import discover
from tests.units.runtime.processes import alive, wait_until

MODEL = """from tensorflow import keras

model = keras.Sequential([keras.Input(({steps}, 3)), keras.layers.Conv1D(8, 31)])
{more}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for number in range(24):
        name = tmp_path / f"inner{number % 3}" / f"m{number:02}.py"
        name.parent.mkdir(exist_ok=True)
        name.write_text(MODEL.format(steps=20 + number, more="x = 1\n" * (8_000 if number == 3 else 400)))
    (tmp_path / "plain.py").write_text("print(1)\n")
    (tmp_path / "latin.py").write_bytes(b"import keras\n# \xe9\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def results(folder: Path, workers: Workers | None, analyse: Analyse = diagnosed) -> list[FileResult]:
    means = Means(workers=lambda: workers)
    return [*check_files(discover([folder]), [folder], ProjectSettings(), analyse, means)]


def deadly(source: str, path: str, settings: Settings, project: ProjectImports, *, folder: str) -> Analysis:
    """Ends its process at one file each time, at another one the first time."""
    once = Path(folder) / "once"
    if path.endswith("m05.py") or (path.endswith("m11.py") and not once.exists()):
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return diagnosed(source, path, settings, project)


def test_processes_give_what_one_gives(folder: Path) -> None:
    alone = results(folder, None)
    assert len(alone) == 26
    assert results(folder, processes(2)) == alone


def test_any_executor_will_do(folder: Path) -> None:
    executor = ThreadPoolExecutor(3)

    def crew() -> Crew:
        return Crew(executor, lambda: None)

    with executor:
        assert results(folder, Workers(crew, crew, 0)) == results(folder, None)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_worker_that_is_killed_costs_no_file_but_the_one_that_kills_it(folder: Path) -> None:
    analyse = partial(deadly, folder=str(folder))
    found = results(folder, processes(2), analyse)
    (lost,) = (each for each in found if isinstance(each, Lost))
    assert lost.shown == "inner2/m05.py" and lost.reason.startswith("inner2/m05.py is not analysed: ")
    alone = results(folder, None)
    assert [each for each in found if each is not lost] == [each for each in alone if each.shown != lost.shown]
    assert [each.shown for each in found] == [each.shown for each in alone]


def test_shards_are_a_partition_that_stays(folder: Path) -> None:
    whole = [*discover([folder])]
    parts = [[*Shard(part, 5).of(discover([folder]))] for part in range(1, 6)]
    assert sorted(each for part in parts for each in part) == sorted(whole)
    (folder / "new.py").write_text("")
    again = [*Shard(2, 5).of(discover([folder]))]
    assert [each for each in again if each.path.name != "new.py"] == parts[1]
    assert [*Shard(1, 1).of(discover([Path()]))] == [*discover([Path()])]


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "conv1d_lsp", "check", "--no-cache", *words]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_outlives_a_run_that_is_stopped(sent: signal.Signals, folder: Path) -> None:
    for number in range(200):
        (folder / f"more{number}.py").write_text(MODEL.format(steps=64, more="y = model(1)\n" * 2_000))
    process = subprocess.Popen(command("--jobs", "2", "."), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert wait_until(lambda: len(children_of(process.pid)) >= 2)
    children = children_of(process.pid)
    process.send_signal(sent)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == (130 if sent is signal.SIGINT else -sent)
    assert b"Traceback" not in complaint
    assert wait_until(lambda: not any(map(alive, children)))


def children_of(pid: int) -> list[int]:
    lists = Path(f"/proc/{pid}/task").glob("*/children")  # of each thread
    return [int(word) for each in lists for word in each.read_text().split()]
