"""Another number of losses, metrics or weights of losses than the outputs take.

## What it does

Finds `fit`, `evaluate` and their like on a model whose `compile` got a list of another length than Keras takes.

## Why it matters

A list of losses or metrics has a place for each output. Keras 3 wants `metrics=[["mae"], ["mae"]]` for two outputs,
where `metrics=["mae"]` was for all of them in Keras 2, and as many `loss_weights` as compile got losses: one loss for
all outputs is a single one. Neither looks at it before training begins.

## Example

```toml
keras = 3
```

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1)(h), layers.Dense(1)(h)])
model.compile("adam", "mse", metrics=["mae"])
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, [y, y], verbose=0)  # error: [compiled-count] "the model has 2 outputs"
```

## Fix

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1)(h), layers.Dense(1)(h)])
model.compile("adam", "mse", metrics=[["mae"], ["mae"]])
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, [y, y], verbose=0)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
tuple arity mismatch; expected: 2, got: 1; tuple: ('mae',). Invalid `metrics`. `metrics` should contain metrics
objects and either be a dict or a list matching the output names of the functional model ['dense', 'dense_1'] or match
the output structure of the model: ['X', 'X']. Received: metrics=['mae']
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import CompiledCount
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("compiled-count", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: CompiledCount, site: Site) -> Message:
    return Message(
        place=site.call,
        words=_words(fault),
        trail=site.model_made("compiled here"),
        help=_HELP[fault.part],
    )


_HELP = {
    "loss": "give a loss for each output, in the order of the outputs",
    "metrics": 'give a list of metrics for each output, in the order of the outputs: `[["mae"], ["mae"]]`',
    "loss_weights": "give as many weights as losses: for several outputs, a list of losses and a list of weights",
}


def _words(fault: CompiledCount) -> str:
    if fault.part == "loss_weights":
        losses = "1 loss" if fault.wanted == 1 else f"{fault.wanted} losses"
        return f"{losses} and {counted(fault.found, 'weight')} in `loss_weights`: {fault.call} wants a weight for each"
    outputs = counted(fault.wanted, "output")
    if fault.part == "metrics":
        return f"the model has {outputs}, and was compiled with metrics for {fault.found}"
    return f"the model has {outputs}, and was compiled with {fault.found} losses"
