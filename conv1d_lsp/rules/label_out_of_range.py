"""A label that is none of the classes.

## What it does

Finds labels for `sparse_categorical_crossentropy` that are negative, or not below the number of units of the last
layer.

## Why it matters

Labels count from 0: four classes are 0, 1, 2 and 3. On a CPU training fails in the batch that holds another label; on
a GPU nothing is raised and the loss becomes NaN.

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
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import LabelOutOfRange
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.reading.compared import Comparison
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("label-out-of-range", Severity.WARNING, family=Family.DATA, since="0.1")
def speak(fault: LabelOutOfRange, site: Site) -> Message:
    comparison = Comparison(fault.compared, site)
    units = str(fault.label + 1)
    fixes = [comparison.repairs.set_units(units).unsafe()] if fault.label > 0 else []
    return Message(
        place=comparison.place,
        words=f"{fault.label} is among the labels in {comparison.target_name}, and the classes are "
        f"0 to {fault.classes - 1}: this fails on a CPU and gives NaN on a GPU",
        trail=comparison.trail,
        help="labels count from 0",
        fixes=fixes,
    )
