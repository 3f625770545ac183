"""Files to measure with, written by this program: a tree, and how the cost of a check grows with a program.

python -m tests.benchmarks.bench_tree write FOLDER [FILES]     FILES of them (5,000), one in fifty uses Keras
python -m tests.benchmarks.bench_tree growth                   layers in a file, files in a tree, depth of calls, faults

The growth is the exponent of the seconds, by the slope between the smallest and the largest size.
"""

import math
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from conv1d_lsp.engine import check, prove_all
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.batch import check_files
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.discover import discover

_HEAD = "from tensorflow import keras\nfrom tensorflow.keras import layers\n\n"

#: Twelve lines with one fault.
SMALL = f"""{_HEAD}
model = keras.Sequential([
    keras.Input(shape=(128, 3)),
    layers.Conv1D(32, kernel_size=5, strides=2, activation="relu"),
    layers.MaxPooling1D(pool_size=4),
    layers.Conv1D(64, kernel_size=31),
])
"""

_BLOCK = """
def block_{n}(x, filters, kernel_size=3):
    skip = layers.Conv1D(filters, 1, padding="same")(x)
    x = layers.Conv1D(filters, kernel_size, padding="same", activation="relu")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Dropout(0.2)(x)
    return layers.Add()([x, skip])


def build_{n}(steps={steps}, channels=3):
    inputs = keras.Input((steps, channels))
    x = inputs
    for filters in (16, 32, 64):
        x = block_{n}(x, filters)
        x = layers.MaxPooling1D(2)(x)
    x = layers.GlobalAveragePooling1D()(x)
    return keras.Model(inputs, layers.Dense(5, activation="softmax")(x))


model_{n} = build_{n}()
"""

#: A hundred and fifty lines.
TYPICAL = _HEAD + "".join(_BLOCK.format(n=number, steps=128 + number) for number in range(6))

_PLAIN = "import os\nimport re\n\n\nclass Thing:\n" + "".join(
    f"    def method_{number}(self, a, b=None):\n        return [a, b, os.sep, re.escape(str(a)), {number}]\n\n"
    for number in range(150)
)


def write(folder: Path, files: int) -> None:
    """A tree of folders of a hundred files."""
    for number in range(files):
        path = folder / f"part{number // 100:03}" / f"module{number:05}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        uses_keras = number % 50 == 0
        text = (SMALL if number % 100 else TYPICAL) + f"# {number}\n" if uses_keras else f"{_PLAIN}# {number}\n"
        path.write_text(text, encoding="utf-8")


def layers_in_a_file(count: int) -> Callable[[], object]:
    """A check of one program with so many layers."""
    rows = [f"x{number} = layers.Conv1D(8, 3, padding='same')(x{number - 1})" for number in range(1, count)]
    text = "\n".join([_HEAD, "x0 = keras.Input((100, 8))", *rows, ""])
    return lambda: check(text, "many.py", Settings())


def depth_of_calls(depth: int) -> Callable[[], object]:
    """A check of a program whose functions call each other so deep."""
    functions = [f"def f{number}(x):\n    return f{number + 1}(x)\n" for number in range(depth)]
    last = f"def f{depth}(x):\n    return layers.Conv1D(8, 3)(x)\n"
    text = "\n".join([_HEAD, *functions, last, "y = f0(keras.Input((100, 8)))", ""])
    return lambda: check(text, "deep.py", Settings())


def faults_with_fixes(count: int) -> Callable[[], object]:
    """The proofs of the fixes of so many faults, each in a function of its own."""
    row = "def f{0}(steps=20):\n    return layers.Conv1D(8, 30 + {0})(keras.Input((steps, 3)))\n\n\nm{0} = f{0}()\n"
    text = _HEAD + "\n\n".join(row.format(number) for number in range(count))
    found = check(text, "faults.py", Settings())
    return lambda: prove_all(text, "faults.py", Settings(), found)


def files_in(folder: Path) -> Callable[[], object]:
    """A check of a folder in one process."""
    return lambda: sum(1 for _ in check_files(discover([folder]), [folder], ProjectSettings(), diagnosed))


def seconds(way: Callable[[], object]) -> float:
    """Of the processor, the least of three runs."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        way()
        taken.append(time.process_time() - start)
    return min(taken)


def told(what: str, sizes: Sequence[int], ways: Sequence[Callable[[], object]]) -> None:
    """Prints a line for each size, and the exponent."""
    taken = [seconds(way) for way in ways]
    for size, spent in zip(sizes, taken, strict=True):
        print(f"{size:8,} {what:18} {spent * 1000:10.1f} ms")
    steps = [math.log(b / a) / math.log(n / m) for (m, n), (a, b) in zip(pairwise(sizes), pairwise(taken), strict=True)]
    whole = math.log(taken[-1] / taken[0]) / math.log(sizes[-1] / sizes[0])
    print(f"exponent {whole:.2f} (step by step {', '.join(f'{each:.2f}' for each in steps)})")


def growth() -> None:
    """Prints all four."""
    seconds(layers_in_a_file(10))  # so that all modules are there
    sizes = (100, 1_000, 10_000)
    told("layers", sizes, [layers_in_a_file(size) for size in sizes])
    depths = (1, 10, 100)
    told("calls deep", depths, [depth_of_calls(depth) for depth in depths])
    counts = (5, 50, 500)
    told("faults proven", counts, [faults_with_fixes(count) for count in counts])
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / str(size) for size in sizes]
        for folder, size in zip(folders, sizes, strict=True):
            write(folder, size)
        told("files", sizes, [files_in(folder) for folder in folders])


def main(arguments: Sequence[str]) -> None:
    """See the module."""
    match arguments:
        case ["write", folder]:
            write(Path(folder), 5_000)
        case ["write", folder, files]:
            write(Path(folder), int(files))
        case ["growth"]:
            growth()
        case _:
            print(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
