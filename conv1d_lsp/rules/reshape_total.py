"""A Reshape to another number of elements.

## What it does

Finds a `Reshape` whose target has room for more or fewer numbers than each sample has.

## Why it matters

`Reshape` arranges the same numbers differently; the batch axis stays out of it. Keras refuses any other total.

## Example

```python
x = keras.Input((10, 4))
y = layers.Reshape((7, 2))(x)  # error: [reshape-total] "40 numbers a sample do not fit into (7, 2)"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Reshape((20, 2))(x)  # shape: (None, 20, 2)
z = layers.Reshape((-1, 8))(x)  # shape: (None, 5, 8)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import ReshapeTotals
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("reshape-total", Severity.ERROR, since="0.1")
def speak(fault: ReshapeTotals, site: Site) -> Message:
    free = any(size.value is not None and size.value < 0 for size in fault.target)
    wants = f"whose known sizes make {fault.wanted}" if free else f"which has room for {fault.wanted}"
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.total} numbers a sample do not fit into {fault.target}, {wants}: {site.subject()} has "
        f"{fault.input} for each sample",
        trail=site.how_it_came(),
        help="choose sizes with the product of the input's, or -1 for one that is to be worked out",
    )
