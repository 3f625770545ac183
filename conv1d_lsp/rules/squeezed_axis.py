"""An axis taken away that is not 1.

## What it does

Finds `squeeze` of an axis whose size is not 1.

## Why it matters

`squeeze` takes an axis away that holds one place only. Any other size is refused; so is None by `keras.ops`, which
does not know it before the model runs.

## Example

```toml
keras = 3
```

```python
x = keras.Input((10, 4))
y = keras.ops.squeeze(x, axis=-1)  # error: [squeezed-axis] "`x` has 4 channels there, not 1"
```

## Fix

```toml
keras = 3
```

```python
x = keras.Input((10, 1))
y = keras.ops.squeeze(x, axis=-1)  # shape: (None, 10)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Cannot squeeze axis -1, because the dimension is not 1.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NotOne
from conv1d_lsp.layers.declaration import axis_word
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


@rule("squeezed-axis", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: NotOne, site: Site) -> Message:
    word = "places" if site.holds_numbers() else axis_word(fault.axis, len(fault.input.known_axes))
    size = sized(fault.input[fault.axis], word)
    return Message(
        place=site.call,
        words=f"{fault.function} can't take axis {fault.axis} away: {site.subject()} has {size} there, not 1: "
        f"{fault.input}",
        trail=site.how_it_came(),
        help="name an axis of size 1, or take one place of it with an index",
    )
