"""A process that cannot be begun, as on a system that has no room for its locks."""

import asyncio
import concurrent.futures
import errno
from pathlib import Path

import pytest

from conv1d_lsp.server.child import Child
from conv1d_lsp.server.elsewhere import Elsewhere
from conv1d_lsp.server.engine import follow
from conv1d_lsp.settings import Settings


def refused(*_: object) -> None:
    raise OSError(errno.ENOSPC, "no space")


def endless(begun: str) -> None:
    Path(begun).touch()
    while True:
        pass


async def given_up(child: Child, begun: Path) -> None:
    work = asyncio.create_task(child.run(endless, str(begun)))
    while not begun.exists():
        await asyncio.sleep(0.01)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work


def test_work_that_nobody_waits_for_is_broken_off(tmp_path: Path) -> None:
    async def asked(child: Child) -> int:
        for number in range(3):
            await given_up(child, tmp_path / str(number))
        return await asyncio.wait_for(child.run(len, "abc"), 30)

    with Child() as child:
        assert asyncio.run(asked(child)) == 3


def test_work_that_waits_and_is_given_up_is_not_begun(tmp_path: Path) -> None:
    async def asked(child: Child) -> int:
        first = asyncio.create_task(child.run(endless, str(tmp_path / "first")))
        others = [asyncio.create_task(child.run(endless, str(tmp_path / f"other{n}"))) for n in range(3)]
        while not (tmp_path / "first").exists():
            await asyncio.sleep(0.01)
        for task in (*others, first):
            task.cancel()
        await asyncio.wait([first, *others])
        return await asyncio.wait_for(child.run(len, "abc"), 30)

    with Child() as child:
        assert asyncio.run(asked(child)) == 3
    assert [file.name for file in tmp_path.iterdir()] == ["first"]


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", refused)


@pytest.mark.usefixtures("no_room")
def test_a_process_that_cannot_be_begun_is_one_that_is_lost() -> None:
    with Child() as child, pytest.raises(concurrent.futures.BrokenExecutor, match="no space"):
        asyncio.run(child.run(len, "abc"))


@pytest.mark.usefixtures("no_room")
def test_a_large_file_without_a_process_is_told() -> None:
    analysis = asyncio.run(Elsewhere().analyze(follow, "x = 1\n", "/a.py", Settings(), {}))
    assert [found.rule for found in analysis.diagnostics] == ["analysis-failed"]
