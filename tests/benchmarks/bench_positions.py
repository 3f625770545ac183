"""Cost of parsing and of positions, as ratios to LibCST's own parse of the same text in the same run.

python tests/benchmarks/bench_positions.py FILE...
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import libcst as cst
import libcst.matchers
from libcst.metadata import MetadataWrapper, PositionProvider

from conv1d_lsp.source.layout import Layout
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.read import read
from conv1d_lsp.source.syntax import judge

_RUNS = 7


def place_all(parsed: Parsed, nodes: list[cst.CSTNode]) -> None:
    """The places of many nodes, nothing known before."""
    positions = Positions(parsed)
    for node in nodes:
        positions.place(node, "f")


def measure(text: str) -> dict[str, float]:
    """Seconds of each way, the median of interleaved runs."""
    parsed = parse(text)
    if not isinstance(parsed, Parsed):
        raise SystemExit(parsed.message)
    calls: list[cst.CSTNode] = list(libcst.matchers.findall(parsed.module, libcst.matchers.Call()))
    wrapper = MetadataWrapper(parsed.module, unsafe_skip_copy=True)

    def provide() -> None:
        MetadataWrapper(wrapper.module, unsafe_skip_copy=True).resolve(PositionProvider)

    ways: dict[str, Callable[[], object]] = {
        "LibCST's parse": lambda: cst.parse_module(text),
        "parse, with chunks": lambda: parse(text),
        "Python's verdict": lambda: judge(text),
        "PositionProvider": provide,
        "all nodes": lambda: [Layout.of((chunk.statement,), parsed.module) for chunk in parsed.chunks],
        f"{len(calls)} calls": lambda: place_all(parsed, calls),
        "the last call": lambda: place_all(parsed, calls[-1:]),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_RUNS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main(files: list[str]) -> None:
    """Prints a table for each file."""
    for file in files:
        taken = measure(read(Path(file)))
        unit = taken["LibCST's parse"]
        print(f"{file}: LibCST's parse takes {unit * 1000:.1f} ms")
        for name, seconds in taken.items():
            print(f"  {name:20} {seconds / unit:6.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
