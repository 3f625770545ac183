"""Strides together with dilation.

## What it does

Finds a convolution with both `strides` and `dilation_rate` above 1.

## Why it matters

TensorFlow computes either, not both at once, and Keras refuses to make the layer.

## Example

```python
y = layers.Conv1D(8, 3, strides=2, dilation_rate=2)  # error: [strides-and-dilation] "can't have strides of 2"
```

## Fix

Dilate first, then take every second step:

```python
x = keras.Input((20, 4))
y = layers.Conv1D(8, 3, dilation_rate=2)(x)
z = layers.MaxPooling1D(1, strides=2)(y)  # shape: (None, 8, 8)
```

Quick fixes for the Example:

- Do without dilation (`--unsafe-fixes`)
- Do without strides (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides=(2,) and dilation_rate=(2,)
```

Under Keras 2 the same.
"""

from collections.abc import Sequence

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import StridedAndDilated
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Dim


@rule("strides-and-dilation", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: StridedAndDilated, site: Site) -> Message:
    strides, rate = _shown(fault.strides), _shown(fault.dilation_rate)
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.layer} can't have strides of {strides} and a dilation_rate of {rate} at once",
        trail=site.layer_made(),
        help="set one of them to 1",
        fixes=[
            site.argument_repairs.set_argument("dilation_rate", "1", "Do without dilation").unsafe(),
            site.argument_repairs.set_argument("strides", "1", "Do without strides").unsafe(),
        ],
    )


def _shown(sizes: Sequence[Dim]) -> str:
    return str(sizes[0]) if len(sizes) == 1 else f"({', '.join(map(str, sizes))})"
