"""Shapes, and what a tensor sees, as every output shows them."""

from msgspec import Struct

#: An axis as every output shows it: a number; None, which the model leaves open; "window - 2", known by name; "?".
Axis = int | str | None

#: A shape as every output shows it; "?" where not even the number of axes is known.
ShownShape = tuple[Axis, ...] | str


def show_shape(shape: ShownShape) -> str:
    """A shape as people write it: `(None, window - 2, 64)`, `(9,)`, `?`."""
    if isinstance(shape, str):
        return shape
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


class ReceptiveField(Struct, frozen=True):
    """How much of a model's input one step of a tensor sees.

    input: the name of the input. of: the number of its steps. steps: how many of them lie in the widest window, padding
    included; None for all of them. stride: input steps between neighbouring ones here, such as "2" or "1/2".
    padding: how many steps before the input the first window begins (below 0: inside); both None where not known.
    """

    input: str
    of: Axis
    steps: int | None
    stride: str | None = None
    padding: int | None = None


def show_field(field: ReceptiveField) -> str:
    """What it sees, as a clause: `sees 61 of the 1,000 steps`."""
    if field.steps is None:
        return f"sees all {field.of:,} steps" if isinstance(field.of, int) else "sees all steps"
    if not isinstance(field.of, int):
        return f"sees {_steps(field.steps)}"
    if field.steps >= field.of:
        return f"sees all {field.of:,} steps (a window of {field.steps:,})"
    return f"sees {field.steps:,} of the {field.of:,} steps"


def _steps(number: int) -> str:
    return f"{number:,} step" if number == 1 else f"{number:,} steps"
