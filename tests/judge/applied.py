"""The models of `keras.applications` against real Keras: what the table says of each.

`python -m tests.judge.applied [NAME ...]`: all, or these. The largest take some gigabytes and a minute.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from conv1d_lsp.engine import analyze
from conv1d_lsp.layers import find_application
from conv1d_lsp.layers.application_table import TABLE
from conv1d_lsp.runtime.answers import Died
from conv1d_lsp.runtime.client import Limits, Worker
from conv1d_lsp.settings import Generation, Settings
from tests.judge import real, static
from tests.judge.cases import Program, Section, program

#: An odd and an even size, neither a multiple of a stride.
HEIGHT, WIDTH = 97, 134


#: The largest take more than a program of a user's may.
LIMITS = Limits(request=900, start=300, memory=0)


def program_of(name: str) -> Program:
    """A program that makes the model for one size, for any, and with its top, with claims from the table."""
    row = TABLE[name]
    size = f"{HEIGHT}, {WIDTH}, 3"
    either = divided(row.open_offset, row.stride)
    rows = [
        "import keras; import numpy as np",
        f"make = keras.applications.{name}",
        f"sized = make(include_top=False, weights=None, input_shape=({size}))",
        f"a = sized(keras.Input(({size})))  # shape: (None, {divided(row.offset, row.stride)}, {row.features})",
        "whole = make(weights=None, classes=7)",
        f"b = whole(keras.Input(({row.size}, {row.size}, 3)))  # shape: (None, 7)",
    ]
    if row.offset is not None:  # else the size of the images changes the number of parameters too
        rows += [
            "anyhow = make(include_top=False, weights=None)",
            f"c = anyhow(keras.Input(({size})))  # shape: (None, {either}, {row.features})",
            counted("anyhow", row.trainable + row.fixed),
            counted("whole", row.below_top + 7 * row.each_class + row.fixed),
        ]
    return program(Path("applications.md"), Section(name, dict(enumerate(["", *rows], 1))))


def divided(offset: int | None, stride: int) -> str:
    """The claim of a height and a width."""
    return "?, ?" if offset is None else f"{(HEIGHT + offset) // stride}, {(WIDTH + offset) // stride}"


def counted(model: str, parameters: int) -> str:
    """A statement whose shape tells the model's number of parameters."""
    return f"n = np.zeros(({model}.count_params() - {parameters - 3},))  # shape: (3,)"


def disagreements(name: str, worker: Worker, keras: Generation) -> list[str]:
    """A sentence for each claim that Keras or the analyzer does not bear out."""
    made = program_of(name)
    trace = worker.trace(made.text, {claim.line for claim in made.shapes(keras)}, {})
    if isinstance(trace, Died):
        return [f"{name}: {trace}"]
    analysis = analyze(made.text, "applications.py", replace(Settings(), keras=keras))
    return [*static.disagreements(made, analysis), *real.disagreements(made, trace, keras)]


def main(names: Iterable[str]) -> int:
    found = 0
    for keras in Generation:
        with Worker(sys.executable, keras, LIMITS) as worker:
            for name in names or TABLE:
                if find_application(name, keras) is not None:
                    wrong = disagreements(name, worker, keras)
                    found += len(wrong)
                    print(f"Keras {keras.value}, {name}:", *(wrong or ["agrees"]), sep="\n  ", flush=True)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
