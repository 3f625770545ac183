"""An axis that the input does not have.

## What it does

Finds a setting `axis` beyond the axes of the input, of a layer or of a function, and more indices than axes; so also
of arrays.

## Why it matters

Axes are counted from 0, the batch axis included, or from -1 at the end. Keras raises an `IndexError` or
refuses, and so does NumPy.

## Example

```python
a = keras.Input((10, 4))
b = keras.Input((10, 6))
c = layers.Concatenate(axis=3)([a, b])  # error: [axis-out-of-range] "there is no axis 3"
```

## Fix

```python
a = keras.Input((10, 4))
b = keras.Input((10, 6))
c = layers.Concatenate(axis=-1)([a, b])  # shape: (None, 10, 10)
```

Quick fixes for the Example:

- Use the last axis (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received:
input_shape=[(None, 10, 4), (None, 10, 6)]
```

Under Keras 2 it raises `IndexError`:

```text
list assignment index out of range
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import AxisOutOfRange
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import axes


@rule("axis-out-of-range", Severity.ERROR, family=Family.INPUT, since="0.1")
def speak(fault: AxisOutOfRange, site: Site) -> Message:
    numbers = site.holds_numbers()
    subject, last = site.subject(0, "the array" if numbers else "its input"), fault.rank - 1
    counted = f"use an axis from 0 to {last}, or from -1, the last one, to -{fault.rank}" if last else "use axis 0"
    usual = f"axis 0 is the batch; use one from 1 to {last}, or from -1, the last one, to -{last}"
    return Message(
        place=site.argument(fault.argument),
        words=f"there is no axis {fault.axis}: {subject} has {axes(fault.rank)}: {fault.input}",
        trail=site.how_it_came(),
        help=counted if numbers or last < 1 else usual,
        fixes=[site.argument_repairs.set_argument("axis", "-1", "Use the last axis").unsafe()],
    )
