"""Batches of another size than a stateful layer keeps states for.

## What it does

Finds `fit`, `evaluate` and `predict` of a model with a stateful recurrent layer on batches of another size than its
input has.

## Why it matters

A stateful layer keeps a state for each place in the batch, as many as the `batch_shape` of its input says. Keras fails
where a batch has another size: also the last one, if the number of samples can't be divided by the size of the batch.
A last batch of one sample is spread over all states, and `predict` gives too many answers.

## Example

```python
model = keras.Sequential([keras.Input(batch_shape=(4, 10, 3)), layers.LSTM(2, stateful=True), layers.Dense(1)])
model.compile("adam", "mse")
x, y = np.zeros((10, 10, 3)), np.zeros((10, 1))
model.fit(x, y, batch_size=4, verbose=0)  # error: [state-of-batch] "the last batch has 2 samples"
```

## Fix

```python
model = keras.Sequential([keras.Input(batch_shape=(4, 10, 3)), layers.LSTM(2, stateful=True), layers.Dense(1)])
model.compile("adam", "mse")
x, y = np.zeros((10, 10, 3)), np.zeros((10, 1))
model.fit(x[:8], y[:8], batch_size=4, verbose=0)
```

## Keras says

Under Keras 3 it raises `InvalidArgumentError`:

```text
Graph execution error:

[…] Incompatible shapes: […]
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import StateOfBatch
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("state-of-batch", Severity.ERROR, family=Family.DATA, since="0.2")
def speak(fault: StateOfBatch, site: Site) -> Message:
    which = "the last batch" if fault.last else "a batch"
    size = counted(fault.found, "sample")
    spread = "it runs: the one sample is spread over all states; " if site.runs else ""
    return Message(
        place=site.call,
        words=f"{fault.call}: {which} has {size}, but the stateful {fault.layer} keeps the states of {fault.batch}",
        trail=site.model_made("the model is made here"),
        help=spread + _help(fault),
        fixes=[
            site.call_repairs.set_keyword("batch_size", str(fault.batch), f"Pass batch_size={fault.batch}").unsafe()
        ],
    )


def _help(fault: StateOfBatch) -> str:
    """The states are there for as many samples as the Input's batch size says."""
    if fault.last:
        return f"pass a multiple of {fault.batch} samples, or give Input a batch size that goes into their number"
    return f"pass `batch_size={fault.batch}`, and a multiple of {fault.batch} samples"
