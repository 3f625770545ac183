"""Training of a model that was not compiled.

## What it does

Finds `fit`, `evaluate`, `train_on_batch` and `test_on_batch` of a model on which `compile` was never called.

## Why it matters

`compile` tells the model its optimizer and its loss. Without them Keras refuses to train or to measure.

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.fit(np.zeros((8, 10, 4)), np.zeros((8, 1)), verbose=0)  # error: [not-compiled] "`fit` needs a compiled model"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(np.zeros((8, 10, 4)), np.zeros((8, 1)), verbose=0)
```

Quick fixes for the Example:

- Compile it before that, with loss="mse" (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
You must call `compile()` before using the model.
```

Under Keras 2 it raises `RuntimeError`:

```text
You must compile your model before training/testing. Use `model.compile(optimizer, loss)`.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NotCompiled
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site

#: Of which the proof leaves those that the output and the targets fit.
_LOSSES = ("mse", "binary_crossentropy", "sparse_categorical_crossentropy", "categorical_crossentropy")


@rule("not-compiled", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: NotCompiled, site: Site) -> Message:
    owner = site.owner
    return Message(
        place=site.call,
        words=f"`{fault.call}` needs a compiled model, but {owner or 'this model'} was never compiled",
        trail=site.model_made("the model is made here"),
        help='call compile(optimizer="adam", loss=...) before it',
        fixes=[
            site.call_repairs.compile_first(loss, f'Compile it before that, with loss="{loss}"').unsafe()
            for loss in _LOSSES
        ],
    )
