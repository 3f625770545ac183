"""Training of a model that has no loss.

## What it does

Finds `fit`, `evaluate` and their like of a model that was compiled without a `loss`, where no layer adds a loss of its
own and no regularizer does. Keras 2 refuses to train such a model and measures it all the same.

## Why it matters

The loss is what training makes small. Without one there is nothing to do, and Keras stops in the first batch.

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", metrics=["mae"])
model.fit(np.zeros((8, 10, 4)), np.zeros((8, 1)), verbose=0)  # error: [no-loss] "`fit` needs a loss"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse", metrics=["mae"])
model.fit(np.zeros((8, 10, 4)), np.zeros((8, 1)), verbose=0)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
No loss to compute. Provide a `loss` argument in `compile()`.
```

Under Keras 2 it raises `ValueError`:

```text
No loss found. You may have forgotten to provide a `loss` argument in the `compile()` method.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import NoLoss
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("no-loss", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: NoLoss, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"`{fault.call}` needs a loss, but {site.owner or 'this model'} was compiled without one",
        trail=site.model_made("compiled here"),
        help='give one to compile: loss="mse" for numbers, loss="sparse_categorical_crossentropy" for classes',
    )
