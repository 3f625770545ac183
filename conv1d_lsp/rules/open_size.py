"""A calculation with a size that is open.

## What it does

Finds `x.shape[1] // 2`, `x.shape[0] - 1`, `range(x.shape[1])` and the like, where `x` is a symbolic tensor and that
size is `None`.

## Why it matters

`None` in a shape means that the size may differ from batch to batch: while the model is made there is no number to
calculate with, and Python raises a `TypeError`. The first axis, the batch, is nearly always open.

## Example

```python
x = keras.Input((None, 4))
half = x.shape[1] // 2  # keras 3: error: [open-size] "`//` can't calculate with None"  # keras 2: judge: raises too
```

## Fix

Tell `Input` the size, or calculate inside a layer, where `keras.ops.shape(x)` has the number:

```python
x = keras.Input((100, 4))
half = x.shape[1] // 2
y = layers.Conv1D(half, 3)(x)  # shape: (None, 98, 50)
```

## Keras says

Under Keras 3 it raises `TypeError`:

```text
unsupported operand type(s) for //: 'NoneType' and 'int'
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import OpenSize
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import BOTH_REFUSE


@rule("open-size", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: OpenSize, site: Site) -> Message:
    verb = {"range": "can't count up to", "int": "makes no number of"}.get(fault.use, "can't calculate with")
    return Message(
        place=site.call,
        words=f"`{fault.use}` {verb} None: this size of a symbolic tensor is open ({BOTH_REFUSE})",
        trail=site.layer_made(),
        help="tell Input the size, or calculate inside a layer, where `keras.ops.shape(x)` has the number",
    )
