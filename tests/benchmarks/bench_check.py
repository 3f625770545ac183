"""Cost of one file's check in a warm process, as a ratio to LibCST's own parse of the same text in the same run.

python tests/benchmarks/bench_check.py [--every] FILE-OR-FOLDER...

Of a folder, the Python files that contain "Conv1D"; with `--every`, all that mention Keras. At the end come the median
and the 95th percentile over all files, and a new process's `check` against one that only imports LibCST. Times are
the processor's, so that other work on the machine counts less.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import libcst as cst

from conv1d_lsp.engine import check
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.read import Unreadable, read

#: Runs of each measurement; fewer where a file takes long.
_RUNS = 7
_SECONDS_A_FILE = 2.0

_SMALL = """\
from tensorflow import keras

model = keras.Sequential([keras.Input((100, 9)), keras.layers.Conv1D(64, 3), keras.layers.Dense(1)])
"""


def files_of(arguments: Sequence[str]) -> Iterator[Path]:
    """The files to measure."""
    words = ("keras", "tensorflow") if "--every" in arguments else ("Conv1D",)
    for path in (Path(each) for each in arguments if each != "--every"):
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            text = _text(file)
            if text is not None and (not path.is_dir() or any(word in text for word in words)):
                yield file


def _text(file: Path) -> str | None:
    try:
        return read(file)
    except Unreadable:
        return None


def interleaved(ways: Sequence[Callable[[], object]], runs: int) -> list[float]:
    """Seconds of each way: the medians of runs that take turns."""
    taken: list[list[float]] = [[] for _ in ways]
    until = time.perf_counter() + _SECONDS_A_FILE
    for number in range(runs):
        for way, seconds in zip(ways, taken, strict=True):
            start = _processor_time()
            way()
            seconds.append(_processor_time() - start)
        if time.perf_counter() > until and number >= 2:
            break
    return [statistics.median(each) for each in taken]


def _processor_time() -> float:
    """Seconds of this process and of those that it has waited for."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def ratio(file: Path) -> tuple[float, float] | None:
    """LibCST's seconds, and how many times as long the whole check takes; None for what LibCST does not parse."""
    text = read(file)
    try:
        cst.parse_module(text)
    except cst.ParserSyntaxError:
        return None
    check(text, file.name, Settings())
    parse, whole = interleaved([lambda: cst.parse_module(text), lambda: check(text, file.name, Settings())], _RUNS)
    return parse, whole / parse


def process_ratio() -> float:
    """`conv1d-lsp check` of a small file against `import libcst`, each in a new process."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "model.py").write_text(_SMALL, encoding="utf-8")
        # An installed package has its byte code beside it: the first run of each writes it here, and is not counted.
        own = {"PYTHONPYCACHEPREFIX": str(Path(folder) / "cache"), "PYTHONDONTWRITEBYTECODE": ""}

        def run(*words: str) -> Callable[[], object]:
            command = [sys.executable, *words]
            return lambda: subprocess.run(
                command, cwd=folder, env=os.environ | own, check=False, stdout=subprocess.DEVNULL
            )

        ways = [run("-c", "import libcst"), run("-m", "conv1d_lsp", "check", "--no-cache", "model.py")]
        for way in ways:
            way()
        bare, whole = interleaved(ways, _RUNS)
    return whole / bare


def main(arguments: Sequence[str]) -> None:
    """Prints a line for each file, the slowest first, and the totals."""
    measured = [(found, file) for file in files_of(arguments) if (found := ratio(file)) is not None]
    for (parse, ratio_of_it), file in sorted(measured, key=lambda each: -each[0][1]):
        print(f"{ratio_of_it:7.2f}  {parse * 1000:7.1f} ms  {file}")
    ratios = sorted(ratio_of_it for (_, ratio_of_it), _ in measured)
    if ratios:
        high = ratios[min(len(ratios) - 1, int(len(ratios) * 0.95))]
        print(f"{len(ratios)} files: median {statistics.median(ratios):.2f}, 95th percentile {high:.2f}")
    print(f"a new process: {process_ratio():.2f} times `import libcst`")


if __name__ == "__main__":
    main(sys.argv[1:])
