"""What an entry says about a function: its names, and how its arguments are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conv1d_lsp.settings import Generation
from tests.judge.functions.scene import NUMPY, Scene, Whose

#: Draws the text of the arguments, or of a whole expression.
Draw = Callable[[Scene], str]

#: The roots of names, by whose they are, and what they stand for in a program. `array.` begins a method.
ROOTS: Mapping[Whose, Mapping[str, str]] = {
    Generation.KERAS_3: {"ops": "keras.ops"},
    Generation.KERAS_2: {"tf": "tf", "K": "keras.backend"},
    NUMPY: {"np": "np", "array": ""},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """called_by: names with their roots, or none for an expression in both generations, which `label` names then.

    whose: of whom alone the expression is drawn.
    """

    draw: Draw
    called_by: tuple[str, ...] = ()
    label: str = ""
    whose: Whose | None = None

    def names(self, whose: Whose) -> tuple[str, ...]:
        """What a case is called by."""
        if self.label:
            return (self.label,) if self.whose in (None, whose) else ()
        return tuple(name for name in self.called_by if name.partition(".")[0] in ROOTS[whose])

    def expression(self, name: str, scene: Scene) -> str:
        if self.label:
            return self.draw(scene)
        root, _, rest = name.partition(".")
        if root == "array":
            owner, _, others = self.draw(scene).partition(", ")
            return f"{owner}.{rest}({others})"
        return f"{ROOTS[scene.whose][root]}.{rest}({self.draw(scene)})"


def called(names: str, draw: Draw) -> Entry:
    """A function by its names."""
    return Entry(draw, tuple(names.split()))


def written(label: str, draw: Draw) -> Entry:
    """An expression such as `x[1:]`."""
    return Entry(draw, label=label)


def on_arrays(label: str, draw: Draw) -> Entry:
    """An expression such as `x[mask]`, of NumPy's arrays alone."""
    return Entry(draw, label=label, whose=NUMPY)
