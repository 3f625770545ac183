"""`check --watch`: checks again when what has a say changes, until Ctrl-C."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

SOUND = "import keras\nx = keras.Input((10, 4))\n"
FAULTY = "import keras\nx = keras.Input(10)\n"


class Watching:
    """A run of `check --watch` in the working folder."""

    def __init__(self, *words: str) -> None:
        command = [sys.executable, "-m", "conv1d_lsp", "check", "--watch", "--output-format", "concise", *words]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self._lines = Queue[str]()
        Thread(target=self._read, daemon=True).start()

    def told(self) -> list[str]:
        """What one check has told."""
        lines = list[str]()
        while "Waiting for changes" not in (line := self._lines.get(timeout=60)):
            lines.append(line.rstrip())
        return lines

    def is_silent(self) -> bool:
        return self._lines.empty()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)


@pytest.fixture
def watching() -> Iterator[Watching]:
    Path("a.py").write_text(SOUND)
    found = Watching()
    yield found
    found.process.kill()
    found.process.wait()
    assert found.process.stdout is not None
    found.process.stdout.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_changes_are_checked_until_it_is_interrupted(watching: Watching) -> None:
    assert watching.told() == ["No shape faults found in 1 file (it uses Keras)"]
    Path("a.py").write_text(FAULTY)
    assert watching.told()[0].startswith("a.py:2:17: error[input-not-a-tuple]")
    Path("conv1d-lsp.toml").write_text('ignore = ["input-not-a-tuple"]\n')
    assert watching.told() == ["No shape faults found in 1 file (it uses Keras)"]
    Path("sub").mkdir()
    Path("sub/b.py").write_text(FAULTY)
    assert watching.told()[-1].startswith("No shape faults found in 2 files")
    Path("conv1d-lsp.toml").write_text('ignroe = ["input-not-a-tuple"]\n')
    assert watching.told()[0].endswith('has no setting "ignroe"; did you mean "ignore"?')
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(timeout=60) == 130
    assert watching.is_silent()


def test_what_is_not_there_is_not_waited_for() -> None:
    command = [sys.executable, "-m", "conv1d_lsp", "check", "--watch", "gone.py"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (2, "conv1d-lsp: gone.py cannot be read: there is no such file\n")
