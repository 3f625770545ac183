"""Whole processes beside each other: conv1d-lsp, what it stands on, other checkers, and the program itself.

python -m tests.benchmarks.bench_peers [--peers FOLDER] [--runs N] [--slow-runs N] [--without-tree] [--only WORD]

A file without Keras, a small script, a typical one, a large one, the files with Keras of a tree and the tree of 5,000
files, as Markdown tables. Ratios are of the processor's time (all processes of a command, user and system) to that of
`import libcst` in the same run; commands take turns, and other work on the machine counts less so. Peak memory is that
of the largest process of a command, and no less than this program's own. What is not installed is left out with a line
that says so.

--peers: the folder with `ruff`, `ty`, `pyrefly` and `pyright`, such as the `bin` of a virtual environment of their own.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.inputs import tree
from tests.benchmarks.inputs.large import large
from tests.benchmarks.measuring import Cost, Way, measured, version_of

_INPUTS = Path(tree.__file__).parent

_PARSE = """
import sys, pathlib, libcst
for name in sys.argv[1:]:
    path = pathlib.Path(name)
    for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
        text = file.read_bytes()
        if b"keras" in text or b"tensorflow" in text:
            libcst.parse_module(text)
"""


@dataclass(frozen=True)
class Peers:
    """Where the other checkers are."""

    folder: str | None

    def find(self, name: str) -> str | None:
        """The program, in the folder of peers, beside this Python or on the path; None where it is not there."""
        near = [self.folder] if self.folder else []
        path = os.pathsep.join([*near, str(Path(sys.executable).parent), os.environ.get("PATH", "")])
        found = shutil.which(name, path=path)
        return None if found is None else str(Path(found).absolute())

    def commands(self) -> Iterator[tuple[str, list[str] | None]]:
        """Names and commands, to which what is to be checked is added; None for what is not there."""
        ways = {
            "ruff": ["check", "--no-cache", "--isolated", "--statistics"],
            "ty": ["check", "--python", sys.prefix, "--output-format", "concise"],
            "pyrefly": ["check", "--python-interpreter-path", sys.executable, "--output-format", "min-text"],
            "pyright": ["--pythonpath", sys.executable],
        }
        for name, words in ways.items():
            program = self.find(name)
            yield name, None if program is None else [program, *words]


@dataclass(frozen=True)
class Table:
    """What is measured of one input. target: a file or a folder."""

    title: str
    target: Path
    runs: bool = False
    jobs: bool = False
    slow: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def ways(self, peers: Peers, kept: Path) -> Iterator[Way]:
        """In the order of the rows."""
        python, target = [sys.executable], str(self.target)
        check = [*python, "-m", "conv1d_lsp", "check", target]
        yield Way("python -c pass", [*python, "-c", "pass"])
        yield Way("import libcst", [*python, "-c", "import libcst"])
        yield Way("import and parse_module", [*python, "-c", _PARSE, target])
        for jobs in (1, 2) if self.jobs else (1,):
            words = ["--jobs", str(jobs)] if self.jobs else []
            more = f", {jobs} jobs" if jobs > 1 else ""
            yield Way(f"conv1d-lsp check{more}", [*check, "--no-cache", *words])
            yield Way(f"conv1d-lsp check, cached{more}", [*check, "--cache-dir", str(kept), *words])
        for name, command in peers.commands():
            if command is not None and name not in self.left_out:
                yield Way(name, [*command, target], name in self.slow)
        if self.runs:
            yield Way("run it", [*python, target], slow=True)


def tables(folder: Path, whole_tree: bool) -> Iterator[Table]:
    """Writes what they measure."""
    small, typical = (Path(shutil.copy(_INPUTS / name, folder)) for name in ("small.py", "typical.py"))
    (folder / "plain.py").write_text("import os\n\nprint(os.name)\n", encoding="utf-8")
    yield Table("A file without Keras", folder / "plain.py")
    yield Table("The small script", small, runs=True)
    yield Table("The typical script", typical, runs=True)
    (folder / "large.py").write_text(large(), encoding="utf-8")
    yield Table("The large file", folder / "large.py")
    if whole_tree:
        # In another process: this one's memory is the least that is told of any.
        subprocess.run([sys.executable, "-m", "tests.benchmarks.inputs.tree", str(folder / "tree")], check=True)
        type_checkers = frozenset({"ty", "pyrefly", "pyright"})
        models = folder / "tree" / tree.MODELS
        yield Table(f"{count(models)} files with Keras", models, jobs=True, slow=type_checkers)
        # Pyright takes half an hour and gigabytes for it.
        left_out = frozenset({"pyright"})
        yield Table(f"{count(folder / 'tree'):,} files", folder / "tree", False, True, type_checkers, left_out)


def count(folder: Path) -> int:
    """Python files in a folder."""
    return sum(1 for _ in folder.rglob("*.py"))


def shown(title: str, costs: Sequence[tuple[str, Cost]]) -> str:
    """A table in Markdown."""
    unit = dict(costs)["import libcst"].processor
    rows = [
        f"| {name} | {cost.processor:.2f} s | {cost.clock:.2f} s | {cost.memory / 2**20:.0f} MB "
        f"| {cost.processor / unit:.2f} |"
        for name, cost in costs
    ]
    head = ["| | processor | clock | memory | × `import libcst` |", "| --- | ---: | ---: | ---: | ---: |"]
    return "\n".join([f"## {title}", "", *head, *rows, ""])


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--slow-runs", type=int, default=1)
    parser.add_argument("--without-tree", action="store_true")
    parser.add_argument("--only", default="", help="tables whose title has this in it")
    arguments = parser.parse_args()
    peers = Peers(arguments.peers)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}")
    for name, command in peers.commands():
        print(f"{name}: {'not there' if command is None else version_of(command[0])}")
    print(flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for table in tables(folder, not arguments.without_tree):
            if arguments.only in table.title:
                ways = [*table.ways(peers, folder / "kept")]
                costs = measured(ways, folder, arguments.runs, arguments.slow_runs)
                print(shown(table.title, costs), flush=True)


if __name__ == "__main__":
    main()
