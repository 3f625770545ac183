"""Signals that end a command: nothing half-written is left, nor a worker, and the status says which it was."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.units.cli.started import COMMAND, FAULTY, SECONDS, write
from tests.units.project.test_work import children_of
from tests.units.runtime.processes import alive, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

STATUSES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}

#: Commands that write when they are at their end.
WRITING = [
    ("check", "--no-cache", "--jobs", "1", "--output-file", "old.sarif", "."),
    ("check", "--no-cache", "--jobs", "2", "--output-file", "old.sarif", "."),
    ("check", "--jobs", "1", "--cache-dir", "kept", "--output-file", "old.sarif", "."),
    ("check", "--no-cache", "--jobs", "1", "--write-baseline", "old.json", "."),
]


@pytest.fixture
def much_to_do() -> None:
    more = "z = keras.Sequential([layers.Conv1D(8, 3), layers.Dense(1)])(x)\n" * 300
    for number in range(200):
        write(f"m{number:03}.py", FAULTY + more)
    write("old.sarif", "before\n")
    write("old.json", '{"version": 1, "findings": []}')


def state() -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in Path().rglob("*") if each.is_file() and "kept" not in each.parts}


@pytest.mark.usefixtures("much_to_do")
@pytest.mark.parametrize("words", WRITING, ids=lambda words: " ".join(words[1:4]))
@pytest.mark.parametrize("sent", STATUSES, ids=lambda sent: sent.name)
def test_nothing_half_written_is_left(sent: signal.Signals, words: tuple[str, ...]) -> None:
    before = state()
    process = subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    two = "2" in words
    begun = (
        (lambda: len(children_of(process.pid)) >= 2)
        if two
        else (lambda: any(each.name.startswith(".old") for each in Path().iterdir()))
    )
    if "--write-baseline" in words:
        time.sleep(1)
    else:
        assert wait_until(begun)
        time.sleep(0.2)
    children = children_of(process.pid)
    assert process.poll() is None, "it was done before it could be disturbed"
    process.send_signal(sent)
    process.send_signal(sent)  # `timeout` sends a second one at once
    _, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (STATUSES[sent], "")
    assert state() == before
    assert not [each.name for each in Path().rglob(".new-*")]
    assert wait_until(lambda: not any(map(alive, children)))


@pytest.mark.usefixtures("much_to_do")
def test_files_are_repaired_whole_or_not_at_all() -> None:
    before = state()
    process = subprocess.Popen(
        [*COMMAND, "check", "--fix", "--unsafe-fixes", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    first = Path("m000.py")
    assert wait_until(lambda: first.read_bytes() != before[str(first)])
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, err) == (143, "")
    after = state()
    assert after.keys() == before.keys()
    repaired = before[str(first)].replace(b"(64, 30)", b"(64, 10)")
    assert set(after.values()) <= {repaired, *before.values()}


@pytest.mark.usefixtures("much_to_do")
def test_a_signal_that_is_ignored_stays_so() -> None:
    """As under `nohup`."""
    line = f"trap '' HUP; exec \"{sys.executable}\" -m conv1d_lsp check -q --no-cache --jobs 1 m000.py m001.py m002.py"
    process = subprocess.Popen(["/bin/sh", "-c", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    process.send_signal(signal.SIGHUP)
    out, err = process.communicate(timeout=SECONDS)
    assert (process.returncode, out.count("window-too-long"), err) == (1, 3, "")


def test_handlers_are_those_of_before(monkeypatch: pytest.MonkeyPatch) -> None:
    from conv1d_lsp.__main__ import main

    write("plain.py", "x = 1\n")
    handlers = [signal.getsignal(each) for each in STATUSES]
    assert main(["check", "plain.py"]) == 0
    assert [signal.getsignal(each) for each in STATUSES] == handlers
