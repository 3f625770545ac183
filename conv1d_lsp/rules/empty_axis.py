"""An axis of size 0.

## What it does

Finds a layer that is called on a tensor with an axis of size 0, where it needs at least one place.

## Why it matters

There is nothing to compute on; Keras refuses the call, most often in words that do not name the axis.

## Example

```python
x = keras.Input((10, 0))
y = layers.Conv1D(8, 3)(x)  # keras 2: error: [empty-axis] "`x` has 0 channels"   # keras 3: shape: (None, 8, 8)
```

## Fix

```python
x = keras.Input((10, 1))
y = layers.Conv1D(8, 3)(x)  # shape: (None, 8, 8)
```

## Keras says

Under Keras 3 nothing: it runs.

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "conv1d" (type Conv1D).

Depth of filter must not be 0 for […] with input shapes: [?,1,10,0], [1,3,0,8].

[…]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import EmptyAxis
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("empty-axis", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: EmptyAxis, site: Site) -> Message:
    return Message(
        place=site.passed(),
        words=f"{fault.layer} has nothing to work on: {site.subject()} has 0 {fault.axis}: {fault.input}",
        trail=site.how_it_came(),
        help="look where the size 0 comes from",
    )
