"""A label that is none of the classes.

## What it does

Finds labels for `sparse_categorical_crossentropy` that are negative, or not below the number of units of the last
layer, and labels other than 0 and 1 for `binary_crossentropy`: where they are written down, come with Keras or
scikit-learn, or are drawn at random so often that each is among them.

## Why it matters

Labels count from 0: four classes are 0, 1, 2 and 3. On a CPU training fails in the batch that holds another label; on
a GPU nothing is raised and the loss becomes NaN. `binary_crossentropy` never raises: with a label 2 it falls
below 0, and the model learns to say 1 to everything.

## Example

```python
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
x, labels = np.zeros((4, 4)), np.array([1, 2, 3, 1])
model.fit(x, labels, verbose=0)  # warning: [label-out-of-range] "3 is among the labels" raises
```

## Fix

```python
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
x, labels = np.zeros((4, 4)), np.array([1, 2, 3, 1])
model.fit(x, labels - 1, verbose=0)
```

Quick fixes for the Example:

- Let the labels count from 0: subtract 1 (`--unsafe-fixes`)
- Give the last layer 4 units (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `InvalidArgumentError`:

```text
Graph execution error:

[…] Received a label value of 3 which is outside the valid range of [0, 3). Label values: […]
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.target_faults import LabelOutOfRange
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.reading.compared import Comparison
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("label-out-of-range", Severity.WARNING, family=Family.DATA, since="0.1")
def speak(fault: LabelOutOfRange, site: Site) -> Message:
    comparison = Comparison(fault.compared, site)
    binary = fault.compared.usual == "binary_crossentropy"
    return Message(
        place=comparison.place,
        words=f"{fault.label} is among the labels in {comparison.target_name}, but {_what(fault)}",
        trail=comparison.trail,
        help="for more than two classes: a unit for each, `softmax` and `sparse_categorical_crossentropy`"
        if binary and fault.label > 1 and fault.least <= 0
        else f"labels are 0 and 1 for `{fault.compared.name}`"
        if binary
        else "labels count from 0",
        fixes=_fixes(fault, comparison),
    )


def _what(fault: LabelOutOfRange) -> str:
    if fault.compared.usual == "binary_crossentropy":
        return f"`{fault.compared.name}` is made for 0 and 1: it runs, and means nothing"
    return f"the classes are 0 to {fault.classes - 1}: this fails on a CPU and gives NaN on a GPU"


def _fixes(fault: LabelOutOfRange, comparison: Comparison) -> list[Fix | None]:
    """Labels that count from 1 are lowered; else a unit for each."""
    from_one = fault.least == 1 and fault.label == fault.classes
    lowered = [comparison.repairs.lower_labels().unsafe()] if from_one else []
    if fault.label < 1 or fault.compared.usual == "binary_crossentropy":
        return lowered
    return [*lowered, comparison.repairs.set_units(str(fault.label + 1)).unsafe()]
