"""A real worker ends when its client is killed, even while user code hangs."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.units.runtime.processes import alive, wait_until

CLIENT = """
import sys
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
with Worker(sys.executable, Generation.KERAS_3) as worker:
    worker.start()
    worker.trace("import os, pathlib, time\\npathlib.Path(%r).write_text(str(os.getpid()))\\nwhile True: pass", [])
"""


def test_no_orphan(tmp_path: Path, ask: Callable[[Generation], Worker]) -> None:
    ask(Generation.KERAS_3)  # skips where it is missing
    note = tmp_path / "worker"
    with subprocess.Popen([sys.executable, "-c", CLIENT % str(note)]) as client:
        assert wait_until(lambda: note.exists() and note.read_text() != "")
        client.send_signal(signal.SIGKILL)
    worker = int(note.read_text())
    assert wait_until(lambda: not alive(worker))
