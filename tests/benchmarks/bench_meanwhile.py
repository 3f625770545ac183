"""Hover in a small file while the server is at something long.

python -m tests.benchmarks.bench_meanwhile

For each kind of long work, as a Markdown table: seconds from opening the file, and from an edit of it, to its
diagnostics; and of the hovers that are asked meanwhile, one every 30 ms, the median and the slowest, in milliseconds.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.inputs.large import large
from tests.server.speaking import Speaking

_SERVER = [sys.executable, "-m", "conv1d_lsp", "server", "--stdio"]
_SMALL = "import keras\ny = keras.layers.Conv1D(8, 30)(keras.Input((10, 4)))\n"
_ENDLESS = "import keras\nn = 0\nwhile True:\n    n += 1\n    y = keras.layers.Conv1D(n, 3)(keras.Input((n, 3)))\n"
_PAUSE = 0.03


class Work(NamedTuple):
    """A file to be opened, and the modules beside it."""

    name: str
    text: str
    modules: Mapping[str, str] = {}


def works() -> Iterator[Work]:
    text = large()
    several = text * (300_000 // len(text))
    yield Work("nothing", _SMALL)
    yield Work("2,000 lines", text)
    yield Work("imports 300 kB", f"import module\n{_SMALL}", {"module.py": several})
    yield Work("600 kB", several * 2)
    yield Work("takes the whole budget", _ENDLESS)


def hovers(server: Speaking, small: str, uri: str, version: int) -> list[float]:
    """Seconds of each, until the diagnostics of a version have come."""
    place = {"textDocument": {"uri": small}, "position": {"line": 1, "character": 20}}
    taken: list[float] = []
    while not taken or not server.has_diagnostics(uri, version):
        taken.append(server.ask("textDocument/hover", place)[1])
        time.sleep(_PAUSE)
    return taken


def measured(work: Work, folder: Path) -> str:
    """A row of the table."""
    for name, text in work.modules.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Speaking(_SERVER, folder) as server:
        server.hello()
        small, uri = (folder / "small.py").as_uri(), (folder / "long.py").as_uri()
        document: dict[str, Any] = {"uri": small, "languageId": "python", "version": 1, "text": _SMALL}
        server.tell("textDocument/didOpen", {"textDocument": document})
        server.diagnostics(small, 1)
        cells = []
        for version in (1, 2):
            start = time.perf_counter()
            if version == 1:
                server.tell("textDocument/didOpen", {"textDocument": {**document, "uri": uri, "text": work.text}})
            else:
                changes = [{"text": f"{work.text}last = 1\n"}]
                params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": changes}
                server.tell("textDocument/didChange", params)
            taken = hovers(server, small, uri, version)
            _, came = server.diagnostics(uri, version)
            middle, most = 1000 * statistics.median(taken), 1000 * max(taken)
            cells += [f"{came - start:.2f} s", f"{middle:.0f} ms", f"{most:.0f} ms"]
    return f"| {work.name} | {' | '.join(cells)} |"


def main() -> None:
    print("| | open | hover | slowest | edit | hover | slowest |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for work in works():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            print(measured(work, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
