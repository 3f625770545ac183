"""Workers of `--jobs 2` that run out of memory or are killed: what the other files have is told all the same."""

import os
import signal
import subprocess
import sys

import pytest

from tests.units.cli.started import COMMAND, FAULTY, SAID, SECONDS, write
from tests.units.project.test_work import children_of
from tests.units.runtime.processes import wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

FILES = 12

#: Stands in for a program whose analysis takes all the memory there is, or more than the system lets it have.
_DISTURBED = """
import os, resource, signal, sys
from conv1d_lsp import __main__
from conv1d_lsp.cli import check
from conv1d_lsp.project.analyse import diagnosed

def disturbed(source, path, settings, project):
    if path == "m05.py" and sys.argv[1] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "m05.py":
        resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
        bytearray(8_000_000_000)
    return diagnosed(source, path, settings, project)

check.diagnosed = disturbed
sys.exit(__main__.main(["check", "--no-cache", "--jobs", "2", "--output-format", "concise", "."]))
"""


@pytest.fixture(autouse=True)
def enough_to_do() -> None:
    for number in range(FILES):
        write(f"m{number:02}.py", FAULTY + "x = 1\n" * 1_000)


@pytest.mark.parametrize(("how", "named"), [("killed", "BrokenProcessPool"), ("hungry", "MemoryError")])
def test_the_file_that_ends_its_worker_is_told_and_the_others_are_too(how: str, named: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DISTURBED, how], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.stderr == f"conv1d-lsp: m05.py is not analysed: its analysis was ended twice ({named})\n"
    assert done.returncode == 2
    told = [line.partition(":")[0] for line in done.stdout.splitlines() if "window-too-long" in line]
    assert told == [f"m{number:02}.py" for number in range(FILES) if number != 5]


def test_a_worker_that_somebody_kills_costs_nothing() -> None:
    for number in range(FILES):
        write(f"n{number:02}.py", FAULTY + "z = keras.Sequential([layers.Conv1D(8, 3), layers.Dense(1)])(x)\n" * 300)
    process = subprocess.Popen(
        [*COMMAND, "check", "--no-cache", "--jobs", "2", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert wait_until(lambda: len(children_of(process.pid)) >= 2)
    os.kill(children_of(process.pid)[0], signal.SIGKILL)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (1, "")
    assert out.count(SAID.rstrip("\n")) == 2 * FILES
