"""Groups that do not divide the channels or the filters.

## What it does

Finds a convolution with `groups` where the channels of the input, or the filters, are no multiple of it; and functions
such as `split` that are to make equal parts of an axis that can't be.

## Why it matters

With `groups` the channels are split into so many equal parts, each with its own share of the filters. What can't be
split evenly is refused: filters as the layer is made, channels at its first call.

## Example

```python
layers.Conv1D(9, 3, groups=2)  # error: [uneven-groups] "9 filters can't be split into 2 equal groups"
x = keras.Input((10, 5))
y = layers.Conv1D(8, 3, groups=2)(x)  # error: [uneven-groups] "5 channels can't be split into 2 equal groups"
```

## Fix

```python
x = keras.Input((10, 6))
y = layers.Conv1D(8, 3, groups=2)(x)  # shape: (None, 8, 8)
```

Quick fixes for the Example:

- Do without groups (`--unsafe-fixes`)

## Keras says

Under Keras 3 `layers.Conv1D(9, 3, groups=2)` raises `ValueError`:

```text
The number of filters must be evenly divisible by the number of groups. Received: groups=2, filters=9.
```

Under Keras 3 `y = layers.Conv1D(8, 3, groups=2)(x)` raises `ValueError`:

```text
The number of input channels must be evenly divisible by the number of groups. Received groups=2, but the input has 5
channels (full input shape is (None, 10, 5)).
```

Under Keras 2 `layers.Conv1D(9, 3, groups=2)` raises `ValueError`:

```text
The number of filters must be evenly divisible by the number of groups. Received: groups=2, filters=9
```

Under Keras 2 `y = layers.Conv1D(8, 3, groups=2)(x)` raises `ValueError`:

```text
The number of input channels must be evenly divisible by the number of groups. Received groups=2, but the input has 5
channels (full input shape is (None, 10, 5)).
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import Indivisible
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


def _all_of(fault: Indivisible) -> str:
    """`9 channels`, `10 places along axis 0`."""
    if fault.what.startswith("axis "):
        return f"{sized(fault.value, 'places')} along {fault.what}"
    return sized(fault.value, fault.what)


@rule("uneven-groups", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: Indivisible, site: Site) -> Message:
    if fault.by_what == "parts":
        return Message(
            place=site.call,
            words=f"{_all_of(fault)} can't be split into {fault.by} equal parts",
            trail=site.how_it_came(),
            help=f"choose a size that is a multiple of {fault.by}, or another number of parts",
        )
    if fault.by_what == "groups":
        words = f"{fault.value} {fault.what} can't be split into {fault.by} equal groups"
    else:
        words = f"`{fault.what}` is {fault.value}, which is no multiple of `{fault.by_what}`, {fault.by}"
    return Message(
        place=site.argument(fault.argument),
        words=words,
        trail=site.how_it_came(),
        help=f"choose {fault.what} that are a multiple of {fault.by}, or another number of groups",
        fixes=[site.argument_repairs.set_argument("groups", "1", "Do without groups").unsafe()],
    )
