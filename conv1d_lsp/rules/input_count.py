"""The wrong number of tensors.

## What it does

Finds a layer that is called on more or fewer tensors than it takes, and a model of several inputs that gets fewer.

## Why it matters

`Subtract` and `Dot`, for instance, are made for two tensors, and Keras refuses any other number.

## Example

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Subtract()([a, b, a])  # error: [input-count] "Subtract wants 2 tensors"
```

## Fix

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Subtract()([a, b])  # shape: (None, 10, 4)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import TooFewInputs
from conv1d_lsp.layers.faults import WrongCount
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("input-count", Severity.ERROR, since="0.1")
def speak(fault: WrongCount | TooFewInputs, site: Site) -> Message:
    noun = "tensor" if fault.wanted == "1" else "tensors"
    return Message(
        place=site.call,
        words=f"{fault.layer} wants {fault.wanted} {noun}, but gets {fault.found}",
        trail=site.how_all_came(),
    )
