"""A call without a tensor that the layer needs.

## What it does

Finds the call of a layer that takes several tensors, where one of them is not passed.

## Why it matters

`MultiHeadAttention`, for instance, is called on a query and a value; without the value Keras refuses the call.

## Example

```python
x = keras.Input((10, 4))
y = layers.MultiHeadAttention(2, 8)(x)  # error: [missing-input] "MultiHeadAttention is called without `value`"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.MultiHeadAttention(2, 8)(x, x)  # shape: (None, 10, 4)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import MissingInput
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("missing-input", Severity.ERROR, since="0.1")
def speak(fault: MissingInput, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"{fault.layer} is called without `{fault.name}`",
        trail=site.how_it_came(),
        help=f"pass a tensor for `{fault.name}` too",
    )
