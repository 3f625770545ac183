"""A cropping that leaves nothing.

## What it does

Finds a layer that takes away as many steps as its input has, or more.

## Why it matters

A tensor without steps has nothing to compute on, and Keras refuses the call.

## Example

```python
x = keras.Input((10, 8))
y = layers.Cropping1D(5)(x)  # error: [cropped-away] "takes away 10 steps, but `x` has only 10"
```

## Fix

```python
x = keras.Input((10, 8))
y = layers.Cropping1D((2, 3))(x)  # shape: (None, 5, 8)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Exception encountered when calling Cropping1D.call().

`cropping` parameter of `Cropping1D` layer must be smaller than the input length. Received: input_shape=(None, 10, 8),
cropping=(5, 5)

[…]
```

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "cropping1d" (type Cropping1D).

cropping parameter of Cropping layer must be greater than the input shape. Received: inputs.shape=(None, 10, 8), and
cropping=(5, 5)

[…]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import NothingLeft
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


@rule("cropped-away", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: NothingLeft, site: Site) -> Message:
    shrinking = site.shrinking(fault.input, fault.length, fault.axis)
    began = None if shrinking is None else shrinking.began
    left = f"{fault.length}" if began is None else f"{fault.length} of {began} left"
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.layer} takes away {sized(fault.taken, fault.axis)}, "
        f"but {site.subject()} has only {left}: {fault.input}",
        trail=site.how_it_shrank(shrinking),
        help="take less away, so that something is left",
    )
