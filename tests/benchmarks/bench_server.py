"""The language server beside others: what a person who types waits for.

python -m tests.benchmarks.bench_server [--peers FOLDER] [--rounds N] [--edits N]

For the typical script (150 lines) and the large file (2,000), as Markdown tables: from the start of the process to the
answer to `initialize` and to the first diagnostics; from an edit to its diagnostics; inlay hints and hover of what is
analysed; hover that is asked right behind an edit. Times are medians on the clock, in milliseconds; those of edits and
requests also as ratios to P, the time of `libcst.parse_module` of the same text in this process, taken between them.
What a server does not do is "-". An edit changes one number in the middle of the file and takes it back.

--peers: the folder with `ruff`, `ty`, `pyrefly` and `pyright-langserver`.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import libcst

from tests.benchmarks.bench_peers import Peers
from tests.benchmarks.inputs import tree
from tests.benchmarks.inputs.large import large
from tests.server.speaking import Silent, Speaking

_INPUTS = Path(tree.__file__).parent

#: A number that can be another one without a fault: that of filters or units.
_NUMBER = re.compile(r"(?:Conv1D|Dense)\((\d+)")

COLUMNS = ("initialize", "first diagnostics", "edit", "hints", "hover", "hover behind an edit")


def servers(peers: Peers) -> Iterator[tuple[str, list[str]]]:
    """Names and commands of those that are there."""
    yield "conv1d-lsp", [sys.executable, "-m", "conv1d_lsp", "server", "--stdio"]
    words = {"ruff": ["server"], "ty": ["server"], "pyrefly": ["lsp"], "pyright-langserver": ["--stdio"]}
    for name, rest in words.items():
        program = peers.find(name)
        if program is not None:
            yield name, [program, *rest]


@dataclass
class Taken:
    """Seconds of each thing that was measured."""

    seconds: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, seconds: float) -> None:
        self.seconds.setdefault(what, []).append(seconds)

    def median(self, what: str) -> float | None:
        return statistics.median(self.seconds[what]) if self.seconds.get(what) else None


class Document:
    """A file that is open in a server, with one number that is edited."""

    def __init__(self, server: Speaking, path: Path, whole: bool) -> None:
        """whole: the server is sent the whole text at each change."""
        self.uri, self.text, self.version = path.as_uri(), path.read_text("utf-8"), 1
        self._server, self._whole = server, whole
        places = [*_NUMBER.finditer(self.text)]
        found = places[len(places) // 2]
        self._begin, self._old = found.start(1), found[1]
        before = self.text[: self._begin]
        self.line, self.column = before.count("\n"), len(before) - before.rfind("\n") - 1
        above = self.text[: places[len(places) // 4].start()]
        self._looked_at = {"line": above.count("\n"), "character": len(above) - above.rfind("\n") - 1}

    def open(self) -> None:
        document = {"uri": self.uri, "languageId": "python", "version": 1, "text": self.text}
        self._server.tell("textDocument/didOpen", {"textDocument": document})

    def edit(self) -> float:
        """Change the number, or take it back; says when."""
        now = self._old if self.version % 2 == 0 else f"{self._old}0"
        then = f"{self._old}0" if self.version % 2 == 0 else self._old
        self.text = self.text[: self._begin] + now + self.text[self._begin + len(then) :]
        self.version += 1
        change: dict[str, Any] = {"text": self.text}
        if not self._whole:
            start = {"line": self.line, "character": self.column}
            end = {"line": self.line, "character": self.column + len(then)}
            change = {"range": {"start": start, "end": end}, "text": now}
        params = {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]}
        start_of_edit = time.perf_counter()
        self._server.tell("textDocument/didChange", params)
        return start_of_edit

    @property
    def hover(self) -> Mapping[str, Any]:
        """On another line than the one that is edited."""
        return {"textDocument": {"uri": self.uri}, "position": self._looked_at}

    @property
    def hints(self) -> Mapping[str, Any]:
        end = {"line": self.text.count("\n"), "character": 0}
        return {"textDocument": {"uri": self.uri}, "range": {"start": {"line": 0, "character": 0}, "end": end}}


def parse_seconds(text: str) -> float:
    start = time.perf_counter()
    libcst.parse_module(text)
    return time.perf_counter() - start


def takes_whole(capabilities: Mapping[str, Any]) -> bool:
    sync = capabilities.get("textDocumentSync")
    kind = sync.get("change") if isinstance(sync, dict) else sync
    return kind != 2


def session(command: Sequence[str], path: Path, edits: int, taken: Taken) -> None:
    """One life of a server with one file."""
    start = time.perf_counter()
    with Speaking(command, path.parent) as server:
        capabilities = server.hello()
        taken.add("initialize", time.perf_counter() - start)
        document = Document(server, path, takes_whole(capabilities))
        document.open()
        taken.add("first diagnostics", server.diagnostics(document.uri, 1)[1] - start)
        time.sleep(1.0)  # some publish more than once while they warm up
        for _ in range(edits):
            server.forget()
            edited = document.edit()
            taken.add("edit", server.diagnostics(document.uri, document.version)[1] - edited)
            taken.add("P", parse_seconds(document.text))
            for column, provider, method, params in (
                ("hints", "inlayHintProvider", "textDocument/inlayHint", document.hints),
                ("hover", "hoverProvider", "textDocument/hover", document.hover),
            ):
                if capabilities.get(provider):
                    taken.add(column, server.ask(method, params)[1])
            if capabilities.get("hoverProvider"):
                document.edit()
                taken.add("hover behind an edit", server.ask("textDocument/hover", document.hover)[1])
                server.diagnostics(document.uri, document.version)


def shown(title: str, rows: Mapping[str, Taken]) -> str:
    """A table in Markdown."""
    lines = [f"## {title}", "", "| | " + " | ".join(COLUMNS) + " |", "| --- |" + " ---: |" * len(COLUMNS)]
    for name, taken in rows.items():
        unit = taken.median("P")
        cells = [cell(taken.median(column), None if column in COLUMNS[:2] else unit) for column in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, ""])


def cell(seconds: float | None, unit: float | None) -> str:
    if seconds is None:
        return "-"
    text = f"{seconds * 1000:.0f} ms"
    return text if unit is None else f"{text} ({seconds / unit:.2f} P)"


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers")
    parser.add_argument("--rounds", type=int, default=3, help="lives of each server")
    parser.add_argument("--edits", type=int, default=10, help="edits in each life")
    arguments = parser.parse_args()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load}\n", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(_INPUTS / "typical.py", folder)
        (folder / "large.py").write_text(large(), encoding="utf-8")
        for title, file in (("The typical script", "typical.py"), ("The large file", "large.py")):
            rows: dict[str, Taken] = {}
            for _ in range(arguments.rounds):
                for server, command in servers(Peers(arguments.peers)):
                    try:
                        session(command, folder / file, arguments.edits, rows.setdefault(server, Taken()))
                    except Silent as reason:
                        print(f"{server}, {file}: {reason}", file=sys.stderr)
            print(shown(title, rows), flush=True)


if __name__ == "__main__":
    main()
