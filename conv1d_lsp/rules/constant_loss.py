"""A loss among classes, of an output of one unit.

## What it does

Finds a model of one unit that is compiled with `categorical_crossentropy` or `sparse_categorical_crossentropy`.

## Why it matters

These losses compare the classes with each other. Among one class that is always the same: the loss is 0 from the first
batch on, whatever the model says, and what it learns has nothing to do with the targets. Keras says nothing. For two
classes with one unit the loss is `binary_crossentropy`.

## Example

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "categorical_crossentropy")  # warning: [constant-loss] "is constant over one unit"
x, y = np.random.rand(64, 20, 3), np.random.randint(0, 2, 64)
model.fit(x, y, verbose=0)  # the loss is 0 from the start
```

## Fix

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
```

Quick fixes for the Example:

- Use `binary_crossentropy` (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 1).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import ConstantLoss
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("constant-loss", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: ConstantLoss, site: Site) -> Message:
    return Message(
        place=site.argument_at("loss", 1),
        words=f"`{fault.name}` is constant over one unit, and the model has one: it learns nothing",
        trail=site.model_made("the last layer is made here"),
        help="use `binary_crossentropy`, or a unit for each class",
        fixes=[site.call_repairs.exchange_loss("binary_crossentropy", "BinaryCrossentropy").unsafe()],
    )
