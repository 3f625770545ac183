"""Adaptive pooling to one place.

## What it does

Finds `AdaptiveMaxPooling` and `AdaptiveAveragePooling` layers of which an axis has one place, before or after.

## Why it matters

Keras tells the shape and builds the model. With TensorFlow the model then can't run: `predict` and `fit` raise
ValueError, since one of the two windows that the layer works with is longer than the sequence. `AdaptiveMaxPooling`
called on an array may end the whole process. (Seen in Keras 3.15; other backends work.)

## Example

```toml
keras = 3
```

```python
x = keras.Input((10, 4))
y = layers.AdaptiveMaxPooling1D(1)(x)  # warning: [pooled-to-one-place] "`fit` and `predict` will fail"
```

## Fix

Pool over all places instead:

```python
x = keras.Input((10, 4))
y = layers.GlobalMaxPooling1D(keepdims=True)(x)  # shape: (None, 1, 4)
```

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 1, 4).
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import OnePlace
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("pooled-to-one-place", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: OnePlace, site: Site) -> Message:
    comes = "may end the whole process" if site.holds_numbers() else "is built, but `fit` and `predict` will fail"
    instead = f"Global{fault.layer.removeprefix('Adaptive')}"
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.layer} to or from a single place in {fault.axis} {comes}",
        trail=site.layer_made(),
        help=f"TensorFlow can't run it; pool over all places with {instead}(keepdims=True)",
    )
