"""An index that Keras 3 does not take on a symbolic tensor.

## What it does

Finds `x[1:]`, `x[...]`, `x[None]` and `x[mask]` on a symbolic tensor, one that comes from `Input`, through layers.

## Why it matters

Keras 3 works out the shape of `x[...]` itself. Between the brackets it takes an integer, or several things with a comma
between them: integers, slices, `...` and new axes. A single slice, and a tensor as a mask, it refuses; Keras 2 runs it.

## Example

```python
x = keras.Input((10, 4))
y = x[:2]  # keras 3: error: [symbolic-index] "Keras 3 does not take a slice alone"
```

## Fix

```python
x = keras.Input((10, 4))
y = x[:2, ...]  # keras 3: shape: (None, 10, 4)
```

Quick fixes for the Example:

- Write `, ...` behind it (`--fix`, Keras 3)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Unsupported key type for array slice. Received: `slice(None, 2, None)`
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import IndexRefused
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site

_MASK = "use `keras.ops.where(mask, x, 0)`, which keeps the shape, or a layer of your own"


@rule("symbolic-index", Severity.ERROR, family=Family.GENERATION, since="0.1")
def speak(fault: IndexRefused, site: Site) -> Message:
    by_mask = fault.kind == "a tensor"
    fixable = fault.kind.endswith("alone") and not fault.kind.startswith("`")
    return Message(
        place=site.call,
        words=f"Keras 3 does not take {fault.kind} as the index of a symbolic tensor; Keras 2 does",
        trail=site.how_it_came(),
        help=_MASK if by_mask else "write a comma and `...` behind a slice: `x[1:, ...]`",
        fixes=[site.code_repairs.index_with_ellipsis("Write `, ...` behind it").safe()] if fixable else [],
    )
