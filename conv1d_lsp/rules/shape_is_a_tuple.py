"""`get_shape` or `as_list` of a symbolic tensor.

## What it does

Finds `x.get_shape()` and `x.shape.as_list()` of symbolic tensors.

## Why it matters

They are TensorFlow's. In Keras 3 the shape of a symbolic tensor is a tuple, and the tensor has no `get_shape`: Python
raises AttributeError. Inside layers, tensors are TensorFlow's and have both.

## Example

```python
x = keras.Input((100, 8))
n = x.get_shape().as_list()[-1]  # keras 3: error: [shape-is-a-tuple] "has no `get_shape`"
```

## Fix

```python
x = keras.Input((100, 8))
n = list(x.shape)[-1]
y = layers.Dense(n)(x)  # shape: (None, 100, 8)
```

Quick fixes for the Example:

- Use the tuple `shape` (`--fix`, Keras 3)

## Keras says

Under Keras 3 it raises `AttributeError`:

```text
'KerasTensor' object has no attribute 'get_shape'
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import ShapeIsATuple
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("shape-is-a-tuple", Severity.ERROR, family=Family.GENERATION, since="0.1")
def speak(fault: ShapeIsATuple, site: Site) -> Message:
    words = (
        "a symbolic tensor has no `get_shape`"
        if fault.name == "get_shape"
        else "the shape is a tuple, without `as_list`"
    )
    return Message(
        place=site.call,
        words=f"{words} in Keras 3",
        trail=site.how_it_came(),
        help="`x.shape` is a tuple of sizes, `list(x.shape)` a list",
        fixes=[site.code_repairs.tuple_of_sizes("Use the tuple `shape`").safe()],
    )
