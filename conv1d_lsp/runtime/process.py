"""A child process that answers in lines, with time limits, and that leaves no orphans."""

import contextlib
import os
import queue
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Sequence
from typing import IO

#: Lines of the child's stderr that are remembered.
REMEMBERED_LINES = 50

#: What TensorFlow logs while it is well: information and warnings.
CHATTER = re.compile(r"[IW]\d{4} |WARNING: All log messages")

#: Seconds to wait for a process that was killed.
LAST_WAIT = 2.0


class EndedError(Exception):
    """The process is gone; the message says how, and its last words."""


class Process:
    """A child in a process group of its own. Two threads drain its streams, so that it never blocks on them."""

    def __init__(self, command: Sequence[str]) -> None:
        """Raises OSError if the program cannot be run."""
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=REMEMBERED_LINES)
        self._threads = [
            threading.Thread(target=self._drain_answers, args=[self._child.stdout], daemon=True),
            threading.Thread(target=self._drain_words, args=[self._child.stderr], daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _drain_answers(self, stream: IO[str]) -> None:
        for line in stream:
            self._lines.put(line)
        self._lines.put(None)

    def _drain_words(self, stream: IO[str]) -> None:
        self._last_words.extend(stream)

    def write(self, line: str) -> None:
        """A process that is gone cannot take the line; `read` tells."""
        assert self._child.stdin is not None
        self._last_words.clear()
        with contextlib.suppress(OSError):
            self._child.stdin.write(line + "\n")
            self._child.stdin.flush()

    def read(self, seconds: float) -> str:
        """The next line. Raises TimeoutError, or `EndedError`."""
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if line is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._child.wait(LAST_WAIT)  # killing it now would hide what it died of
            self.kill()
            raise EndedError(self._end())
        return line

    def _end(self) -> str:
        code = self._child.returncode
        how = f"exit status {code}" if code >= 0 else signal.Signals(-code).name
        telling = [line.strip() for line in self._last_words if line.strip() and not CHATTER.match(line)]
        words = telling[-1] if telling else ""
        return f"the worker ended with {how}" + (f": {words}" if words else "")

    def kill(self) -> None:
        """End the child and what it started, and wait for it."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)
        else:
            self._child.kill()
        self._child.wait(LAST_WAIT)
        for thread in self._threads:
            thread.join(LAST_WAIT)
        if not any(thread.is_alive() for thread in self._threads):  # closing a stream that is being read would block
            for stream in (self._child.stdin, self._child.stdout, self._child.stderr):
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
