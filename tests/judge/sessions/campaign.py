"""One session, from `initialize` to `exit`, and what was wrong in it."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.judge.figures import Figures
from tests.judge.sessions.buffer import Buffer
from tests.judge.sessions.folder import write
from tests.judge.sessions.typist import Typist
from tests.server.speaking import Silent, Speaking

COMMAND = [sys.executable, "-m", "conv1d_lsp", "server", "--stdio"]

#: The memory at the end, as a multiple of that after the first tenth.
MOST_GROWTH = 1.3


@dataclass(slots=True)
class SessionFigures(Figures):
    """What sessions have shown. growth: memory at the end over that after the first tenth, of each."""

    edits: int = 0
    seconds: float = 0
    growth: list[float] = field(default_factory=list)
    disagreements: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        growth = ", ".join(f"{each:.2f}" for each in self.growth)
        each = 1000 * self.seconds / max(self.edits, 1)
        return f"{self.edits} edits, {each:.0f} ms each, memory × {growth}, {len(self.disagreements)} failures"


def run_session(seed: int, number: int, edits: int) -> SessionFigures:
    """So many edits in one life of a server."""
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        paths = write(Path(name))
        figures = SessionFigures()
        start = time.monotonic()
        try:
            with Speaking(COMMAND, Path(name), log.fileno()) as server:
                server.hello()
                buffers = [Buffer(path) for path in paths]
                figures.growth = [_played(server, buffers, f"{seed}:{number}", edits, figures)]
                for buffer in buffers:
                    if not buffer.is_open:
                        server.tell("textDocument/didOpen", buffer.opened())
                told = _told(server, buffers)
                if server.leave() != 0:
                    figures.disagreements.append("the server does not end with 0")
            figures.disagreements += _differences(told, _fresh(Path(name), buffers), buffers)
        except (Silent, OSError) as error:
            figures.disagreements.append(f"after {figures.edits} edits: {error or type(error).__name__}")
        figures.seconds = time.monotonic() - start
        log.seek(0)
        figures.disagreements += [f"in the log: {line.rstrip()}" for line in log if "ERROR" in line][:3]
    if figures.growth and figures.growth[0] > MOST_GROWTH:
        figures.disagreements.append(f"at the end {figures.growth[0]:.2f} times the memory after the first tenth")
    figures.disagreements = [f"seed {seed}, session {number}: {each}" for each in figures.disagreements]
    return figures


def _played(server: Speaking, buffers: Sequence[Buffer], seed: str, edits: int, figures: SessionFigures) -> float:
    """Type; the growth of the server's memory."""
    typist = Typist(server, buffers, seed)
    early = 0
    while typist.edits < edits:
        typist.step()
        figures.edits = typist.edits
        if server.status is not None:
            raise Silent(f"the server has ended with status {server.status}")
        if not early and typist.edits >= edits // 10:
            early = memory(server.pid)
    return memory(server.pid) / early if early else 1.0


def _told(server: Speaking, buffers: Sequence[Buffer]) -> dict[Path, list[Any]]:
    """What the server tells of the files as they are, once more."""
    place = {"textDocument": buffers[0].document, "position": {"line": 0, "character": 0}}
    server.ask("textDocument/hover", place)  # what it said before, of closed files without a version, has come
    server.forget()
    found = {}
    for buffer in buffers:
        if buffer.is_open:
            server.tell("textDocument/didChange", buffer.again())
            found[buffer.path] = server.diagnostics(buffer.uri, buffer.version)[0]
    return found


def _fresh(folder: Path, buffers: Sequence[Buffer]) -> dict[Path, list[Any]]:
    """What a new server tells of them."""
    opened = [buffer for buffer in buffers if buffer.is_open]
    with Speaking(COMMAND, folder) as server:
        server.hello()
        for buffer in opened:
            server.tell("textDocument/didOpen", buffer.opened())
        return _told(server, buffers)


def _differences(told: dict[Path, list[Any]], fresh: dict[Path, list[Any]], buffers: Sequence[Buffer]) -> Iterator[str]:
    texts = {buffer.path: buffer.text for buffer in buffers}
    for path, found in told.items():
        if _compared(found) != _compared(fresh[path]):
            more = [f"{each['code']}: {each['message']}" for each in found if each not in fresh[path]]
            less = [f"{each['code']}: {each['message']}" for each in fresh[path] if each not in found]
            yield f"only in the session {more}, only in a fresh run {less}, of {path.name}:\n{texts[path]!r}"


def _compared(told: list[Any]) -> list[Any]:
    """All of a file that parses; of another one the session still knows what was there before."""
    return [each for each in told if each["code"].startswith("syntax")] or told


def memory(pid: int) -> int:
    """Bytes that a process holds; 1 where the system does not say."""
    file = Path(f"/proc/{pid}/statm")
    return int(file.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if file.exists() else 1
