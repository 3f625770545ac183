"""Cost of whole processes and trees, as ratios to others of the same run.

python -m tests.benchmarks.bench_processes [--tree FOLDER] [--runs N]

A new process's `check` of a small file, a typical one and one without Keras, cold and with what the cache has, against
`python -c pass`, `import libcst` and Ruff; with `--tree`, the same for a folder, with one process and with two.
`bench_tree.py` writes one. Times are the processor's, so that other work on the machine counts less.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmarks.bench_tree import SMALL, TYPICAL

_PLAIN = "import os\n\nprint(os.name)\n"


def ways(folder: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    for name, text in (("small.py", SMALL), ("typical.py", TYPICAL), ("plain.py", _PLAIN)):
        (folder / name).write_text(text, encoding="utf-8")
    python, ruff = [sys.executable], str(Path(sys.executable).with_name("ruff"))
    check, cached = [*python, "-m", "conv1d_lsp", "check"], ["--cache-dir", str(folder / "kept")]
    return {
        "python -c pass": [*python, "-c", "pass"],
        "import libcst": [*python, "-c", "import libcst"],
        "ruff, typical": [ruff, "check", "--no-cache", "--isolated", "typical.py"],
        "without Keras": [*check, "plain.py", *cached],
        "small, cold": [*check, "--no-cache", "small.py"],
        "small, cached": [*check, "small.py", *cached],
        "typical, cold": [*check, "--no-cache", "typical.py"],
        "typical, cached": [*check, "typical.py", *cached],
    }


def ways_of_tree(folder: Path, tree: Path) -> dict[str, list[str]]:
    """The same of a large folder."""
    check = [sys.executable, "-m", "conv1d_lsp", "check", str(tree)]
    return {
        "ruff, tree": [str(Path(sys.executable).with_name("ruff")), "check", "--no-cache", "--isolated", str(tree)],
        "tree, cold, one process": [*check, "--no-cache", "--jobs", "1"],
        "tree, cold, two processes": [*check, "--no-cache", "--jobs", "2"],
        "tree, cached": [*check, "--cache-dir", str(folder / "kept")],
    }


def measured(commands: Mapping[str, Sequence[str]], folder: Path, runs: int) -> dict[str, tuple[float, float]]:
    """Seconds of the processor and on the clock for each: medians of runs that take turns; the first is not counted."""
    # An installed package has its byte code beside it: the first run of each writes it here.
    own = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, command in commands.items():
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(command, cwd=folder, env=os.environ | own, capture_output=True, check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            taken[name].append((spent, time.perf_counter() - start))
    return {
        name: (statistics.median(spent for spent, _ in each[1:]), statistics.median(clock for _, clock in each[1:]))
        for name, each in taken.items()
    }


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tree", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = ways(folder)
        if arguments.tree is not None:
            commands |= ways_of_tree(folder, arguments.tree.resolve())
        found = measured(commands, folder, arguments.runs)
    bare, libcst = found["python -c pass"][0], found["import libcst"][0]
    print(f"{'':28}{'processor':>12}{'clock':>10}{'x libcst':>10}{'x pass':>9}")
    for way, (spent, clock) in found.items():
        print(f"{way:28}{spent * 1000:9.0f} ms{clock * 1000:7.0f} ms{spent / libcst:10.2f}{spent / bare:9.1f}")


if __name__ == "__main__":
    main()
