"""Random chains of methods of `tf.data`, held against real TensorFlow: what an element is like after each."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from conv1d_lsp.engine import analyze
from conv1d_lsp.runtime.answers import Died
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Settings
from tests.judge.cases import TODAY
from tests.judge.claims import Shapes
from tests.judge.drawers.dice import Dice
from tests.judge.real import fits, known
from tests.judge.static import shapes_at

HEAD = """import numpy as np
import tensorflow as tf
import keras
x, y, z = np.zeros((40, 12, 3), "float32"), np.zeros((40, 1), "float32"), np.zeros(40, "int32")
def rows(): yield np.zeros((5, 2), "float32"), 1
def turned(a, *others): return (tf.transpose(a), *others)
spec = (tf.TensorSpec((None, 2), tf.float32), tf.TensorSpec(shape=(), dtype=tf.int32))
"""

SOURCES = (
    "from_tensor_slices(x)",
    "from_tensor_slices((x, y))",
    "from_tensor_slices({'b': x, 'a': (y, z)})",
    "from_tensor_slices(((x, z), y))",
    "from_tensor_slices([[1, 2, 3], [4, 5, 6]])",
    "from_tensor_slices((x,))",
    "from_tensors((x, z))",
    "range(30)",
    "from_generator(rows, output_signature=spec)",
    "from_generator(rows, (tf.float32, tf.int32), ([None, 2], []))",
    "zip((tf.data.Dataset.from_tensor_slices(x), tf.data.Dataset.range(9)))",
    "zip({'q': tf.data.Dataset.from_tensor_slices((x, y)), 'p': tf.data.Dataset.range(9)})",
)

METHODS = (
    "batch({n})",
    "batch({n}, drop_remainder=True)",
    "batch({n}, True)",
    "padded_batch({n})",
    "padded_batch({n}, drop_remainder=True)",
    "unbatch()",
    "rebatch({n})",
    "rebatch({n}, drop_remainder=True)",
    "shuffle({n})",
    "repeat()",
    "take({n})",
    "skip({n})",
    "prefetch(tf.data.AUTOTUNE)",
    "cache()",
    "shard(2, 0)",
    "enumerate()",
    "filter(lambda *parts: True)",
    "map(lambda *parts: parts)",
    "map(lambda *parts: parts[0])",
    "map(lambda *parts: (parts[-1], parts[0]), num_parallel_calls=2)",
    "map(lambda *parts: {{'last': parts[-1], 'first': parts[0]}})",
    "map(lambda first, *rest: (tf.expand_dims(first, -1), *rest))",
    "map(lambda first, *rest: [first, first])",
    "map(lambda first, *rest: (first[:{n}], *rest))",
    "map(lambda first, *rest: (first[0], 1.0))",
    "map(lambda first, *rest: tf.concat([first, first], axis=-1))",
    "map(turned)",
    "window({n}, drop_remainder=True).flat_map(lambda w: w.batch({n}))",
    "window({n}).flat_map(lambda w: w.batch({n}, drop_remainder=True))",
    "window({n}).flat_map(lambda a, *b: tf.data.Dataset.zip((a.batch({n}), *b)))",
    "concatenate(tf.data.Dataset.from_tensor_slices(x[:, :{n}]))",
    "apply(lambda data: data.batch({n}))",
    "interleave(lambda *parts: tf.data.Dataset.from_tensors(parts))",
)

#: Chains in one program, and the longest.
BATCH = 40
LONGEST = 5


@dataclass(slots=True)
class DatasetFigures:
    """steps: methods that TensorFlow took; told: those of them whose shapes are all known."""

    steps: int = 0
    told: int = 0
    refused: int = 0
    disagreements: list[str] = field(default_factory=list)


def run_datasets(worker: Worker, seed: int, numbers: range) -> DatasetFigures:
    """Compare the chains of these numbers."""
    rows, steps = HEAD.splitlines(), []
    for number in numbers:
        dice = Dice(f"datasets:{seed}:{number}", 0)
        name = f"d{number}"
        rows.append(f"{name} = tf.data.Dataset.{dice.choice(SOURCES)}")
        steps.append(len(rows))
        for _ in range(dice.randint(1, LONGEST)):
            method = dice.choice(METHODS).format(n=dice.randint(1, 6))
            rows.append(f"{name} = {name}.{method}")
            steps.append(len(rows))
    return _compared(worker, "\n".join(rows) + "\n", rows, steps)


def _compared(worker: Worker, text: str, rows: list[str], steps: list[int]) -> DatasetFigures:
    figures = DatasetFigures()
    trace = worker.trace(text, steps)
    analysis = analyze(text, "program.py", Settings(keras=worker.generation, releases=TODAY, budget=500_000))
    if isinstance(trace, Died) or not analysis.complete:
        figures.disagreements.append(trace.reason if isinstance(trace, Died) else "not analysed to its end")
        return figures
    figures.disagreements += [f"line {each.place.line}: {each.message}" for each in analysis.diagnostics]
    tree = ast.parse(text)
    for line in steps:
        real = trace.passes.get(line, ())
        if not real:
            figures.refused += 1
            continue
        figures.steps += 1
        ours: Shapes = next(iter(shapes_at(tree, text, analysis, line)), ("?",))
        figures.told += all(map(known, ours))
        if ours != ("?",) and not fits(ours, real[0]):
            figures.disagreements.append(f"{_chain(rows, line)}\n  predicted: {ours}\n  TensorFlow: {real[0]}")
    return figures


def _chain(rows: list[str], line: int) -> str:
    """The lines of a chain up to this one."""
    name = rows[line - 1].partition(" ")[0]
    return "\n".join(row for row in rows[:line] if row.startswith(f"{name} "))
