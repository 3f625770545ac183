"""A layer that is called again on another number of channels.

## What it does

Finds a layer object that is called on inputs of different channels (or features).

## Why it matters

The first call makes the layer's weights, for as many channels as there are then. The same weights can't take another
number of them, and Keras refuses the second call. Other steps are fine.

## Example

```python
conv = layers.Conv1D(8, 3)
a = conv(keras.Input((10, 4)))
b = conv(keras.Input((10, 6)))  # error: [channels-changed] "Conv1D was made for 4 channels"
```

## Fix

Use a layer for each:

```python
a = layers.Conv1D(8, 3)(keras.Input((10, 4)))  # shape: (None, 8, 8)
b = layers.Conv1D(8, 3)(keras.Input((10, 6)))  # shape: (None, 8, 8)
```

Quick fixes for the Example:

- Make a Conv1D of its own for this input (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Input 0 with name 'None' of layer 'conv1d' is incompatible with the layer: expected axis -1 of input shape to have
value 4, but received input with shape (None, 10, 6)
```

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "conv1d" (type Conv1D).

Depth of input (6) is not a multiple of input depth of filter (4) for […] with input shapes: [?,1,10,6], [1,3,4,8].

[…]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import AxisChanged
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


@rule("channels-changed", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: AxisChanged, site: Site) -> Message:
    return Message(
        place=site.passed(),
        words=f"{fault.layer} was made for {sized(fault.built, fault.axis)} at its first call, "
        f"but {site.subject()} has {fault.found}: {fault.input}",
        trail=site.how_it_came(),
        help="make a layer of its own for each input; a layer that stands twice in a list is one layer",
        fixes=[site.layer_repairs.own_layer(f"Make a {fault.layer} of its own for this input").unsafe()],
    )
