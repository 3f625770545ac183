"""What a process costs."""

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


@dataclass(frozen=True)
class Way:
    """A command. slow: it is not run as often as the others."""

    name: str
    command: Sequence[str]
    slow: bool = False


class Cost(NamedTuple):
    """Seconds of the processor and on the clock, and the bytes of the largest process."""

    processor: float
    clock: float
    memory: int


def cost_of(command: Sequence[str], folder: Path) -> Cost:
    """Of one run, with all processes that it waited for. What it prints is thrown away."""
    # An installed package has its byte code beside it: a first run writes it here.
    own = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": "", "TF_CPP_MIN_LOG_LEVEL": "3"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss * 1024)


def measured(ways: Sequence[Way], folder: Path, runs: int, slow_runs: int) -> list[tuple[str, Cost]]:
    """Medians of runs that take turns. The first round fills caches and is not counted, but for what is slow."""
    taken: dict[str, list[Cost]] = {way.name: [] for way in ways}
    for number in range(runs + 1):
        for way in ways:
            if (number < slow_runs) if way.slow else True:
                cost = cost_of(way.command, folder)
                if way.slow or number:
                    taken[way.name].append(cost)
    return [(name, Cost(*map(statistics.median, zip(*costs, strict=True)))) for name, costs in taken.items() if costs]


def version_of(program: str) -> str:
    """What a program says of itself, in one line."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().splitlines()[-1]
