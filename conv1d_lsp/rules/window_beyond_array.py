"""A window longer than an array, which Keras does not notice.

## What it does

Finds a layer, or a model that is called like a function, whose window covers more steps than the array has that it is
called on. Keras itself does not look there; TensorFlow calculates with numbers that make no sense.

## Why it matters

What comes of it depends on the processor, and is worse than an exception. A pooling layer ends the whole process
without a word, raises an unclear exception, or gives an array of no steps. A convolution gives memory that nobody has
written: numbers, in the shape of its input. `predict` and `fit` raise ValueError, as they look at the sizes first.

## Example

```python
x = np.zeros((2, 5, 4), "float32")
y = layers.AveragePooling1D(8)(x)  # warning: [window-beyond-array] "the array has only 5"
```

## Fix

Use a shorter window, or pad:

```python
x = np.zeros((2, 5, 4), "float32")
y = layers.AveragePooling1D(8, padding="same")(x)  # shape: (2, 1, 4)
```

Quick fixes for the Example:

- Pad with padding="same" (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (2, 0, 4).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import BeyondArray
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


@rule("window-beyond-array", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: BeyondArray, site: Site) -> Message:
    pools = "Pooling" in fault.layer
    comes = "may end the whole process, or gives no" if pools else "may give memory that nobody has written as"
    return Message(
        place=site.argument(fault.argument),
        words=f"the window covers {sized(fault.reach, fault.axis)}, but the array has only {fault.length}, "
        "and Keras does not notice",
        trail=site.layer_made(),
        help=f'{fault.layer} {comes} {fault.axis}; use a shorter window, or padding="same"',
        fixes=[site.argument_repairs.set_word("padding", "same", 'Pad with padding="same"').unsafe()],
    )
