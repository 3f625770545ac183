"""Data and targets of different numbers of samples.

## What it does

Finds `fit` and `evaluate` on data and targets whose first axes differ.

## Why it matters

Each sample has its target. Keras refuses arrays that do not count the same samples: "Data cardinality is ambiguous".

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((8, 10, 4)), np.zeros((6, 1))
model.fit(x, y, verbose=0)  # error: [samples-differ] "8 samples of data, but 6 targets"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((8, 10, 4)), np.zeros((8, 1))
model.fit(x, y, verbose=0)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import SamplesDiffer
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("samples-differ", Severity.ERROR, since="0.1")
def speak(fault: SamplesDiffer, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"{fault.call} gets {counted(fault.samples, 'sample')} of data, but {counted(fault.targets, 'target')}",
        trail=site.how_all_came(),
        help="the first axes of data and targets must be equal",
    )
