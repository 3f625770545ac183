"""A real scheduler and two workers of Dask, one of which is killed half way."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.batch import Means, check_files
from conv1d_lsp.project.cluster import cluster
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.source.discover import discover
from tests.units.readme import ROOT

pytest.importorskip("distributed")

MODEL = """from tensorflow import keras

model = keras.Sequential([keras.Input(({steps}, 3)), keras.layers.Conv1D(8, 31)])
"""


def started(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def address() -> str:
    return f"127.0.0.1:{free_port()}"


@pytest.fixture
def workers(address: str, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    host, port = address.split(":")
    scheduler = started("distributed.cli.dask_scheduler", "--host", host, "--port", port, "--no-dashboard")
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask")]
    running = [started("distributed.cli.dask_worker", f"tcp://{address}", *options) for _ in range(2)]
    try:
        yield running
    finally:
        for each in [*running, scheduler]:
            with contextlib.suppress(ProcessLookupError):
                each.kill()
            each.wait()


def test_the_report_is_the_same_when_a_worker_is_killed_half_way(
    address: str, workers: list[subprocess.Popen[bytes]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import Client

    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    for number in range(40):
        (folder / f"m{number:02}.py").write_text(MODEL.format(steps=20 + number) + "y = model(1)\n" * 1_500)
    monkeypatch.chdir(folder)
    with Client(f"tcp://{address}", timeout=60, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(2, timeout=60)
    means = Means(workers=lambda: cluster(address))
    results = check_files(discover([folder]), [folder], ProjectSettings(), diagnosed, means)
    found = [next(results), next(results)]
    os.kill(workers[0].pid, signal.SIGKILL)
    found += results
    assert found == [*check_files(discover([folder]), [folder], ProjectSettings(), diagnosed)]


def test_no_scheduler_is_one_sentence(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("conv1d_lsp.project.cluster._PATIENCE", 1)
    (tmp_path / "model.py").write_text(MODEL.format(steps=20))
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--no-cache", "--executor", f"dask://{address}", "."]) == 2
    assert capsys.readouterr().err == f"conv1d-lsp: there is no Dask scheduler at {address}\n"
