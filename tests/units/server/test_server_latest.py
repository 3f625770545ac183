"""Only the newest version counts."""

import asyncio
import logging

import pytest

from conv1d_lsp.server.latest import Latest


class Desk:
    """Counts what is computed; each computation takes `seconds`."""

    def __init__(self, delay: float, seconds: float = 0.0) -> None:
        self.version = 0
        self.begun: list[int] = []
        self.told: list[int] = []
        self.seconds = seconds
        self.latest: Latest[int] = Latest(self.compute, lambda _, result: self.told.append(result), delay)

    def edit(self) -> None:
        self.version += 1
        self.latest.ask("a")

    async def compute(self, key: str) -> int:
        assert key == "a"
        version = self.version
        self.begun.append(version)
        await asyncio.sleep(self.seconds)
        return version


async def test_typing_is_waited_out() -> None:
    desk = Desk(delay=0.02)
    for _ in range(20):
        desk.edit()
        await asyncio.sleep(0.001)
    await asyncio.sleep(0.1)
    assert desk.begun == desk.told == [20]


async def test_what_is_quick_does_not_wait_for_a_pause() -> None:
    desk = Desk(delay=60)
    desk.edit()
    desk.latest.hurry("a")
    async with asyncio.timeout(5):
        await desk.latest.get("a")
        desk.edit()
        await desk.latest.get("a")
    assert desk.told == [1, 2]


async def test_what_was_slow_waits_for_a_pause() -> None:
    desk = Desk(delay=60, seconds=0.15)
    desk.edit()
    desk.latest.hurry("a")
    await desk.latest.get("a")
    desk.edit()
    await asyncio.sleep(0.02)
    assert desk.begun == [1]
    desk.latest.close()


async def test_a_request_does_not_wait_for_the_pause() -> None:
    desk = Desk(delay=60)
    desk.edit()
    async with asyncio.timeout(5):
        waiting = asyncio.create_task(desk.latest.get("a"))
        desk.latest.hurry("a")
        assert await waiting == 1
        assert await desk.latest.get("a") == 1
    assert desk.begun == [1]


async def test_a_request_gets_the_newest_version() -> None:
    desk = Desk(delay=0, seconds=0.02)
    desk.edit()
    waiting = asyncio.create_task(desk.latest.get("a"))
    await asyncio.sleep(0.01)
    desk.edit()
    assert await waiting == 2
    assert desk.told == [2]


async def test_a_closed_document_has_no_result() -> None:
    desk = Desk(delay=60)
    desk.edit()
    waiting = asyncio.create_task(desk.latest.get("a"))
    await asyncio.sleep(0)
    desk.latest.close()
    assert await waiting is None
    assert await desk.latest.get("a") is None
    assert desk.told == []


async def test_a_cancelled_request_leaves_the_work_alone() -> None:
    desk = Desk(delay=0, seconds=0.02)
    desk.edit()
    waiting = asyncio.create_task(desk.latest.get("a"))
    await asyncio.sleep(0.005)
    waiting.cancel()
    assert await desk.latest.get("a") == 1


async def test_everything_is_computed_again_when_asked() -> None:
    desk = Desk(delay=0)
    desk.edit()
    await desk.latest.get("a")
    desk.latest.ask_again()
    await desk.latest.get("a")
    assert desk.begun == [1, 1]


async def test_a_failure_is_logged_and_told_to_who_asks(caplog: pytest.LogCaptureFixture) -> None:
    async def fail(key: str) -> int:
        raise ValueError(f"no {key}")

    told: list[int] = []
    latest: Latest[int] = Latest(fail, lambda _, result: told.append(result), delay=0)
    latest.ask("a")
    with caplog.at_level(logging.CRITICAL + 1), pytest.raises(ValueError, match="no"):
        await latest.get("a")
    assert told == []
