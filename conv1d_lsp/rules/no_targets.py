"""Training without targets.

## What it does

Finds `fit` on data alone, where the model is compiled with a loss.

## Why it matters

A loss compares what the model gives with a target: Keras fails with "None values not supported" or "Target data is
missing". An autoencoder is trained on its own data as the target: `fit(x, x)`.

## Example

```python
model = keras.Sequential([keras.Input((8, 2)), layers.Conv1D(2, 3, padding="same")])
model.compile("adam", "mse")
x = np.zeros((4, 8, 2))
model.fit(x, verbose=0)  # error: [no-targets] "fit gets no targets"
```

## Fix

```python
model = keras.Sequential([keras.Input((8, 2)), layers.Conv1D(2, 3, padding="same")])
model.compile("adam", "mse")
x = np.zeros((4, 8, 2))
model.fit(x, x, verbose=0)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
None values not supported.
```

Under Keras 2 it raises `ValueError`:

```text
Target data is missing. Your model was compiled with loss=mse, and therefore expects target data to be provided in
`fit()`.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import NoTargets
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("no-targets", Severity.ERROR, family=Family.DATA, since="0.2")
def speak(fault: NoTargets, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"{fault.call} gets no targets, but the model is compiled with {fault.loss}",
        trail=site.model_made("it is compiled here"),
        help="pass them as `y`, or with the data in each batch: `(x, y)`",
    )
