"""The streams of a client that does not read while it writes: both pipes full, each side would wait for the other."""

import queue
import threading
from contextlib import suppress
from typing import BinaryIO

#: Bytes of answers that may wait for a client before nothing more is read of it.
_MOST_WAITING = 64 * 1024 * 1024


class Outbox:
    """A sink that never blocks: a thread writes what is put into it."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._bytes = 0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._drain, daemon=True)
        self._thread.start()

    def write(self, data: bytes) -> int:
        with self._changed:
            self._bytes += len(data)
        self._waiting.put(data)
        return len(data)

    def flush(self) -> None:
        """It is written as soon as it can be."""

    def close(self) -> None:
        """Nothing more comes."""
        self._waiting.put(None)

    def finish(self, seconds: float) -> None:
        """Wait until all is written, but not for ever: the client may be gone."""
        self.close()
        self._thread.join(seconds)

    def wait_for_room(self) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._bytes < _MOST_WAITING)

    def _drain(self) -> None:
        while (data := self._waiting.get()) is not None:
            with suppress(OSError, ValueError):  # nobody reads it any more
                self._sink.write(data)
                if self._waiting.empty():
                    self._sink.flush()
            with self._changed:
                self._bytes -= len(data)
                self._changed.notify_all()
        with suppress(OSError, ValueError):
            self._sink.close()


class Inbox:
    """A source that waits while there is no room for answers. It is read from another thread than the event loop's."""

    def __init__(self, source: BinaryIO, outbox: Outbox) -> None:
        self._source = source
        self._outbox = outbox

    def readline(self) -> bytes:
        self._outbox.wait_for_room()
        return self._source.readline()

    def read(self, size: int) -> bytes:
        return self._source.read(size)

    def close(self) -> None:
        self._source.close()
