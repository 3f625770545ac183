"""What a rule says of an output and its target: their names, where they come from, how they differ."""

from typing import TYPE_CHECKING

from conv1d_lsp.diagnostics import Place, Step
from conv1d_lsp.interpreter.target_faults import Compared
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Dim, Truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst as cst

    from conv1d_lsp.interpreter.values import Array, Tensor
    from conv1d_lsp.rules.fixes.targets import TargetRepairs

SPARSE = "sparse_categorical_crossentropy"
ONE_HOT = "categorical_crossentropy"

_CONVOLUTIONS = ("Conv1D", "SeparableConv1D", "DepthwiseConv1D")


class Comparison:
    """An output and its target, as the rules speak of them."""

    def __init__(self, compared: Compared, site: Site) -> None:
        self.facts, self._site = compared, site

    @property
    def repairs(self) -> "TargetRepairs":
        """Proposals for the code of the finding."""
        from conv1d_lsp.rules.fixes.targets import TargetRepairs

        return TargetRepairs(self, self._site)

    @property
    def output(self) -> "Tensor | None":
        from conv1d_lsp.interpreter.values import Tensor

        found = self._site.input(0)
        return found if isinstance(found, Tensor) else None

    @property
    def target(self) -> "Array | None":
        from conv1d_lsp.interpreter.values import Array

        found = self._site.input(1)
        return found if isinstance(found, Array) else None

    @property
    def place(self) -> Place:
        """The argument that holds the target; of `validation_data=(x, y)` the second part."""
        from conv1d_lsp.rules.reading.calls import argument_at

        given = argument_at(self._site.finding.site.node, self.facts.part, self.facts.index)
        parts: Sequence[cst.BaseElement] = getattr(given.value, "elements", ()) if given is not None else ()
        if self.facts.part == "validation_data" and len(parts) > 1:
            return self._site.positions.place(parts[1].value, self._site.file)
        return self._site.argument_at(self.facts.part, self.facts.index)

    @property
    def target_name(self) -> str:
        """`y_train` as code, if it is written as a short expression; else words for it."""
        from conv1d_lsp.interpreter.values import OF_DATASET
        from conv1d_lsp.rules.reading.calls import argument_at, short_name

        if self.facts.part == "x" or (self.target is not None and self.target.library == OF_DATASET):
            return "a batch of targets"
        given = argument_at(self._site.finding.site.node, self.facts.part, self.facts.index)
        name = None if given is None or self.facts.part not in ("y", "y_true") else short_name(given.value)
        return name or ("the target in `validation_data`" if self.facts.part == "validation_data" else "the target")

    @property
    def output_number(self) -> str:
        """Which of several outputs it is, in front of a sentence."""
        return "" if self.facts.number is None else f"output {self.facts.number + 1}: "

    def target_as(self, kind: str) -> str:
        """`y_train` is one-hot (800, 3)."""
        return f"{self.target_name} {'holds labels' if kind == 'labels' else f'is {kind}'} {self.facts.target}"

    @property
    def shapes(self) -> str:
        """`the model gives (None, 1), `y_train` has (800, 3)`."""
        if not self.facts.call:
            return f"{self._output_name} has {self.facts.output}, {self.target_name} has {self.facts.target}"
        which = "the model" if self.facts.number is None else f"output {self.facts.number + 1} of the model"
        return f"{which} gives {self.facts.output}, {self.target_name} has {self.facts.target}"

    @property
    def _output_name(self) -> str:
        from conv1d_lsp.rules.reading.calls import argument_at, short_name

        given = argument_at(self._site.finding.site.node, "y_pred", 1)
        return (None if given is None else short_name(given.value)) or "the output"

    @property
    def trail(self) -> tuple[Step, ...]:
        """Where the target was made, the last layer, and where the loss was chosen."""
        from conv1d_lsp.rules.reading.shrinking import Shrinking

        made, site, trail = self._site.finding.made, self._site.finding.site, self._site.trail
        node = None if self.output is None else self.output.node
        target = [] if self.target is None else trail.of(self.target)
        if self.other_steps is not None and self.output is not None:
            target += trail.of_shrinking(Shrinking(self.output, 1, "steps"))
        last = (
            [] if node is None else [trail.step(node.site, f"the output comes from {node.label}: {self.facts.output}")]
        )
        chosen = [] if made is None else [trail.step(made, f"compiled with `{self.facts.name}` here")]
        return (*target, *last, *chosen, *trail.callers(site))

    # How they differ

    @property
    def output_axes(self) -> tuple[Dim, ...]:
        return self.facts.output.known_axes

    @property
    def target_axes(self) -> tuple[Dim, ...]:
        return self.facts.target.known_axes

    @property
    def has_labels(self) -> bool:
        """Whether the target has a number for each place of the output, where that has classes."""
        output, target = self.output_axes, self.target_axes
        plain = target[:-1] if len(target) == len(output) and target[-1].value == 1 else target
        return len(plain) == len(output) - 1 and output[-1].value != 1 and _like(plain[1:], output[1:-1])

    @property
    def has_one_hot(self) -> bool:
        """Whether the target is of the output's shape."""
        return len(self.output_axes) == len(self.target_axes) and _like(self.output_axes[1:], self.target_axes[1:])

    @property
    def other_units(self) -> Dim | None:
        """How many units the last layer would need, if that is all that differs."""
        output, target = self.output_axes, self.target_axes
        if len(output) != len(target) or len(output) < 2 or not _like(output[1:-1], target[1:-1]):
            return None
        return target[-1] if output[-1].equals(target[-1]) is Truth.NO else None

    @property
    def wants_labels(self) -> bool:
        """Whether the target has another number of classes where the output has its own: not labels, nor as many."""
        return self.other_units is not None and self.target_axes[-1].value not in (None, 1)

    @property
    def other_steps(self) -> tuple[Dim, Dim] | None:
        """How many steps output and target have, if that is all that differs; a target may lack the last axis of 1."""
        output, target = self.output_axes, self.target_axes
        if len(output) != 3 or len(target) not in (2, 3) or target[1].value == 1:
            return None
        labels = self.facts.usual == SPARSE
        alike = (labels or output[2].value == 1) if len(target) == 2 else output[2].equals(target[2]) is not Truth.NO
        return (output[1], target[1]) if alike and output[1].equals(target[1]) is Truth.NO else None

    def shortened_from(self, steps: Dim) -> bool:
        """Whether convolutions alone, that do not pad, have made the output shorter than so many steps."""
        node = None if self.output is None else self.output.node
        shortened = False
        while node is not None and node.inputs:
            before, after = node.inputs[0].shape, node.outputs[0]
            if before.axes is None or after.axes is None or len(before.axes) != len(after.axes) or len(before.axes) < 3:
                return False
            changed = before.axes[1].equals(after.axes[1]) is not Truth.YES
            if changed and node.label not in _CONVOLUTIONS:
                return False
            shortened = shortened or changed
            node = node.inputs[0].node
        return shortened and node is not None and node.outputs[0].known_axes[1].equals(steps) is Truth.YES

    @property
    def left_out(self) -> str | None:
        """What pooling left out on the way, if it did: "MaxPooling1D leaves 1 of 75 steps out"."""
        node = None if self.output is None else self.output.node
        while node is not None and node.inputs:
            before, after = node.inputs[0].shape, node.outputs[0]
            if node.label in ("MaxPooling1D", "AveragePooling1D") and before.ranked and after.ranked:
                many, few = before[1].value, after[1].value
                if many and few and many // few > 1 and many % few:
                    return f"{node.label} leaves {many % few} of {many} steps out"
            node = node.inputs[0].node
        return None

    @property
    def per_step(self) -> bool:
        """Whether the output has steps and the target has none."""
        return len(self.output_axes) == 3 and len(self.target_axes) <= 2

    @property
    def lacks_steps(self) -> bool:
        """Whether the target has steps and the output has none."""
        return len(self.output_axes) == 2 and len(self.target_axes) == 3


def _like(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> bool:
    return len(left) == len(right) and all(a.equals(b) is not Truth.NO for a, b in zip(left, right, strict=True))
