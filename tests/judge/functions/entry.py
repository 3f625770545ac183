"""What an entry says about a function: its names, and how its arguments are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conv1d_lsp.settings import Generation
from tests.judge.functions.scene import Scene

#: Draws the text of the arguments, or of a whole expression.
Draw = Callable[[Scene], str]

#: The roots of names, by generation, and what they stand for in a program.
ROOTS = {
    Generation.KERAS_3: {"ops": "keras.ops"},
    Generation.KERAS_2: {"tf": "tf", "K": "keras.backend"},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """called_by: names with their roots, or none for an expression in both generations, which `label` names then."""

    draw: Draw
    called_by: tuple[str, ...] = ()
    label: str = ""

    def names(self, keras: Generation) -> tuple[str, ...]:
        """What a case of this generation is called by."""
        if self.label:
            return (self.label,)
        return tuple(name for name in self.called_by if name.partition(".")[0] in ROOTS[keras])

    def expression(self, name: str, scene: Scene) -> str:
        if self.label:
            return self.draw(scene)
        root, _, rest = name.partition(".")
        return f"{ROOTS[scene.keras][root]}.{rest}({self.draw(scene)})"


def called(names: str, draw: Draw) -> Entry:
    """A function by its names."""
    return Entry(draw, tuple(names.split()))


def written(label: str, draw: Draw) -> Entry:
    """An expression such as `x[1:]`."""
    return Entry(draw, label=label)
