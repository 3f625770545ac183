"""A model whose outputs depend on an Input that it is not given.

## What it does

Finds `Model(inputs, outputs)` where the way back from the outputs ends at an `Input` that is not among the inputs.

## Why it matters

A model computes its outputs from its inputs alone. A second `Input` on the way, often made by running a cell of a
notebook again, leaves the graph disconnected, and Keras refuses to make the model.

## Example

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3)(x)
x = keras.Input((10, 4))
model = keras.Model(x, y)  # error: [disconnected-graph] "depend on an Input of shape (None, 10, 4)"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3)(x)
model = keras.Model(x, y)  # shape: (None, 8, 8)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Output with path `` is not connected to `inputs`
```

Under Keras 2 it raises `ValueError`:

```text
Graph disconnected: cannot obtain value for tensor KerasTensor(type_spec=TensorSpec(shape=(None, 10, 4),
dtype=tf.float32, name='input_1'), name='input_1', description="created by layer 'input_1'") at layer "conv1d". The
following previous layers were accessed without issue: []
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import DisconnectedGraph
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("disconnected-graph", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: DisconnectedGraph, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"the outputs depend on an Input of shape {fault.missing} that is not among the model's inputs",
        trail=site.how_all_came(),
        help="pass that Input too, or build the outputs on the inputs that are passed",
    )
