"""Targets that the loss refuses.

## What it does

Finds `fit`, `evaluate` and their like on targets whose shape the loss can't compare with what the model gives.

## Why it matters

The loss compares what the last layer gives with the targets, number by number or class by class. Where the shapes do
not go together, training stops in the first batch, with a message about the inside of the loss. The usual cases:
integer labels with `categorical_crossentropy`, which wants one-hot targets; one-hot targets with
`sparse_categorical_crossentropy`, which wants labels; a last layer of another number of units than there are classes;
an output for each step and one target for each sequence.

## Example

```python
model = keras.Sequential([keras.Input((50, 3)), layers.LSTM(8), layers.Dense(4, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
x, labels = np.random.rand(80, 50, 3), np.random.randint(0, 4, 80)
model.fit(x, labels, verbose=0)  # error: [target-does-not-fit] "targets (None, 4), but `labels` holds labels (80,)"
```

## Fix

```python
model = keras.Sequential([keras.Input((50, 3)), layers.LSTM(8), layers.Dense(4, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
x, labels = np.random.rand(80, 50, 3), np.random.randint(0, 4, 80)
model.fit(x, labels, verbose=0)
```

Quick fixes for the Example:

- Use `sparse_categorical_crossentropy` (`--unsafe-fixes`)
- Make the labels one-hot, of 4 classes (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Arguments `target` and `output` must have the same rank (ndim). Received: target.shape=(None,), output.shape=(None, 4)
```

Under Keras 2 it raises `ValueError`:

```text
Shapes (None, 1) and (None, 4) are incompatible
```
"""

from typing import TYPE_CHECKING

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.target_faults import TargetDoesNotFit, TargetsSwapped
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.reading.compared import ONE_HOT, SPARSE, Comparison
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Dim, Shape

if TYPE_CHECKING:
    from conv1d_lsp.rules.fixes.targets import TargetRepairs


@rule("target-does-not-fit", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: TargetDoesNotFit | TargetsSwapped, site: Site) -> Message:
    if isinstance(fault, TargetsSwapped):
        return _of_two(fault, site)
    comparison = Comparison(fault.compared, site)
    when = "" if fault.compared.batch is None else f", in the last batch, of {fault.compared.batch}"
    runs = "" if fault.why is not None else ", or broadcasts where a batch happens to be as large as another axis"
    return Message(
        place=comparison.place,
        words=f"{_words(fault, comparison)}{when}{runs}",
        trail=comparison.trail,
        help="exchange the arguments: the targets come first" if fault.exchanged else _help(comparison),
        fixes=_fixes(comparison),
    )


def _words(fault: TargetDoesNotFit, comparison: Comparison) -> str:
    if fault.exchanged:
        return f"`{comparison.facts.name}` takes the targets first, then the output: {comparison.shapes}"
    usual = comparison.facts.usual
    if usual == ONE_HOT and comparison.has_labels:
        return f"{_wants(comparison)} one-hot targets {comparison.facts.output}, but {comparison.target_as('labels')}"
    labels = Shape(comparison.output_axes[:-1])
    if usual == SPARSE and comparison.has_one_hot:
        return f"{_wants(comparison)} labels {labels}, but {comparison.target_as('one-hot')}"
    if usual == SPARSE and comparison.wants_labels:
        return f"{_wants(comparison)} labels {labels}, but {comparison.target_name} has {comparison.facts.target}"
    return f"{comparison.shapes}: {_case(comparison)}"


def _wants(comparison: Comparison) -> str:
    return f"{comparison.output_number}`{comparison.facts.name}` wants"


def _of_two(fault: TargetsSwapped, site: Site) -> Message:
    outputs, targets = (" and ".join(map(str, shapes)) for shapes in (fault.outputs, fault.targets))
    return Message(
        place=site.argument_at(fault.part, fault.index),
        words=f"the targets are in the other order: the model gives {outputs}, and they have {targets}",
        trail=site.model_made("compiled here"),
        help="targets stand in the order of the outputs",
        fixes=[site.call_repairs.exchange_parts(fault.part, fault.index, "Exchange the targets").unsafe()],
    )


def _case(comparison: Comparison) -> str:
    usual, name = comparison.facts.usual, comparison.facts.name
    if comparison.other_steps is not None and usual != ONE_HOT:
        return "{} steps against {}".format(*comparison.other_steps)
    if comparison.other_units is not None:
        return f"{comparison.output_axes[-1]} against {comparison.target_axes[-1]} in the last axis"
    if comparison.per_step:
        return "an output for each step, and no target for each step"
    if comparison.has_labels:
        return f"`{name}` wants {comparison.output_axes[-1]} numbers for each sample, and gets one"
    if comparison.lacks_steps:
        return "targets for each step, and one output for each sequence"
    return f"`{name}` can't compare them"


def _help(comparison: Comparison) -> str | None:
    usual = comparison.facts.usual
    if usual == ONE_HOT and comparison.has_labels:
        return f"use `{SPARSE}`, or make the labels one-hot with `to_categorical`"
    if usual == SPARSE and comparison.has_one_hot:
        return f"use `{ONE_HOT}`"
    if usual == SPARSE and comparison.wants_labels:
        labels = Shape(comparison.target_axes[:-1])
        return (
            f"labels are whole numbers, of shape {labels}; one-hot targets want `{ONE_HOT}` and a unit for each class"
        )
    if comparison.other_steps is not None and usual != ONE_HOT:
        return _help_of_steps(comparison, *comparison.other_steps)
    if usual == "binary_crossentropy" and comparison.has_labels:
        units = comparison.output_axes[-1]
        return f"for one of {units} classes: softmax and `{SPARSE}`; for yes or no: a last layer of 1 unit"
    if comparison.per_step:
        return "take the steps away before the last layer: GlobalMaxPooling1D, Flatten, or the last step of an LSTM"
    if comparison.other_units is not None:
        return f"give the last layer {comparison.other_units} units, or make targets of {comparison.output_axes[-1]}"
    return None


def _help_of_steps(comparison: Comparison, given: Dim, wanted: Dim) -> str:
    if comparison.shortened_from(wanted):
        return f'`padding="same"` lets convolutions give all {wanted} steps; or make targets of {given}'
    if (rest := comparison.left_out) is not None:
        return f"{rest}: choose a length that pooling divides, or fill the output up with ZeroPadding1D"
    return f"let the model give {wanted} steps, or make targets of {given}"


def _fixes(comparison: Comparison) -> list[Fix | None]:
    repairs = comparison.repairs
    found = []
    if comparison.has_labels or comparison.has_one_hot:
        found.append(repairs.other_crossentropy().unsafe())
    usual, classes = comparison.facts.usual, comparison.output_axes[-1].value if comparison.output_axes else None
    if comparison.has_labels and usual == ONE_HOT and classes is not None:
        found.append(repairs.one_hot(str(classes)).unsafe())
    if comparison.has_labels and usual == "binary_crossentropy":
        found += [repairs.loss(SPARSE, "SparseCategoricalCrossentropy").unsafe(), repairs.set_units("1").unsafe()]
    units = comparison.other_units
    if units is not None and units.value is not None:
        found.append(repairs.set_units(str(units)).unsafe())
    steps = comparison.other_steps
    if steps is not None and steps[1].value is not None:
        found += [repairs.repeat(str(steps[1])).unsafe(), repairs.pad_all().unsafe()]
        found += _other_length(steps[0].value, steps[1].value, repairs)
    if comparison.per_step:
        found += [
            repairs.one_output_a_sequence().unsafe(),
            repairs.without_steps("GlobalAveragePooling1D", "Average over the steps before the last layer").unsafe(),
            repairs.without_steps("Flatten", "Make the steps flat before the last layer").unsafe(),
        ]
        if comparison.output_axes[1].value == 1:
            found.append(repairs.behind("Flatten", "", "Take the one step out of the output with Flatten").unsafe())
    if comparison.lacks_steps:
        found.append(repairs.in_steps([size.value for size in comparison.target_axes[1:]]).unsafe())
    if comparison.lacks_steps or (usual == SPARSE and comparison.wants_labels):
        found.append(repairs.every_step().unsafe())
    return found


def _other_length(given: int | None, wanted: int, repairs: "TargetRepairs") -> list[Fix | None]:
    """As many steps as the targets have, at the end of the model."""
    if given is None or given == wanted:
        return []
    if given < wanted and wanted % given == 0:
        title = f"Repeat each step at the end with UpSampling1D: {wanted} steps"
        return [repairs.behind("UpSampling1D", str(wanted // given), title).unsafe()]
    longest, apart = max(given, wanted), abs(given - wanted)
    if apart > longest // 4:
        return []
    layer, words = ("Cropping1D", "Cut") if given > wanted else ("ZeroPadding1D", "Fill")
    return [repairs.behind(layer, f"(0, {apart})", f"{words} the output to {wanted} steps with {layer}").unsafe()]
