"""A list of losses that is too short for the outputs.

## What it does

Finds `fit` and `train_on_batch` of a model of several outputs whose list of losses ends before the outputs do.

## Why it matters

Keras takes the losses in the order of the outputs, and leaves the rest without one. It runs: the last outputs are never
trained, and no word says so. An output that is to have no loss has `None` in its place.

## Example

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1)(h), layers.Dense(1)(h), layers.Dense(1)(h)])
model.compile("adam", ["mse", "mse"])
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, [y, y, y], verbose=0)  # warning: [output-without-loss] "2 losses for 3 outputs"
```

## Fix

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1)(h), layers.Dense(1)(h), layers.Dense(1)(h)])
model.compile("adam", ["mse", "mse", "mse"])
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, [y, y, y], verbose=0)
```

## Keras says

Under Keras 3 nothing: it runs.

Under Keras 2 nothing either.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import OutputWithoutLoss
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("output-without-loss", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: OutputWithoutLoss, site: Site) -> Message:
    losses = "1 loss" if fault.losses == 1 else f"{fault.losses} losses"
    rest = fault.outputs - fault.losses
    which = "the last one is" if rest == 1 else f"the last {rest} are"
    return Message(
        place=site.call,
        words=f"{losses} for {fault.outputs} outputs: {which} never trained",
        trail=site.model_made("compiled here"),
        help="give each output its loss, and None to one that is to have none",
    )
