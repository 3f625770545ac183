"""A list in the batches of a generator.

## What it does

Finds `fit` and its like on a generator that yields a list or an array in place of a tuple, and on a generator or
`Sequence` whose batches hold a list.

## Why it matters

Keras 3 takes a batch apart as a tuple: data, targets and, if there are any, weights. Several inputs or targets are a
tuple or a dict in it. Keras 2 takes lists too, so that programs that were written for it fail.

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")

def batches():
    while True:
        yield [np.zeros((8, 10, 4)), np.zeros((8, 1))]

model.fit(batches(), steps_per_epoch=2, verbose=0)  # keras 3: error: [list-for-tuple] "that yields a list"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")

def batches():
    while True:
        yield np.zeros((8, 10, 4)), np.zeros((8, 1))

model.fit(batches(), steps_per_epoch=2, verbose=0)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
When passing a Python generator to a Keras model, the generator must return a tuple, either (input,) or (inputs,
targets) or (inputs, targets, sample_weights). Received: [array([…]
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import ListForTuple
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("list-for-tuple", Severity.ERROR, family=Family.DATA, since="0.2")
def speak(fault: ListForTuple, site: Site) -> Message:
    yields = "yields" if "generator" in fault.source else "gives"
    return Message(
        place=site.passed(),
        words=f"{fault.call} gets {fault.source} whose batches hold {fault.found}, where a tuple is wanted"
        if fault.inside
        else f"{fault.call} gets {fault.source} that {yields} {fault.found}, not a tuple of data and targets",
        trail=site.layer_made(),
        help="write `(a, b), y` for `[a, b], y`" if fault.inside else "yield `x, y`; for data alone `(x,)`",
    )
