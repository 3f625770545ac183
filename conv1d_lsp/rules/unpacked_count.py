"""Another number of names than there are tensors, arrays or sizes.

## What it does

Finds an assignment to several names whose right side gives more or fewer tensors, arrays, or sizes of a shape.

## Why it matters

Python refuses it. An LSTM with `return_state=True` gives its output and two states, a GRU its output and one state, and
`Bidirectional` the states of both ways; without `return_state=True` there is one tensor only.

## Example

```python
x = keras.Input((10, 4))
y, state = layers.LSTM(8, return_state=True)(x)  # error: [unpacked-count] "gives 3 tensors, but 2 names"
```

## Fix

```python
x = keras.Input((10, 4))
y, state_h, state_c = layers.LSTM(8, return_state=True)(x)
```

Quick fixes for the Example:

- Take the other 1 by the name _ (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
too many values to unpack (expected 2)
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import UnpackedCount
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("unpacked-count", Severity.ERROR, family=Family.CALLS, since="0.2")
def speak(fault: UnpackedCount, site: Site) -> Message:
    if fault.what != "tensor":
        return Message(
            place=site.call,
            words=f"{site.code or 'this'} has {counted(fault.found, fault.what)}, "
            f"but {fault.names} names stand on the left",
            fixes=[site.row_repairs.count_names(fault.names, fault.found).unsafe()],
        )
    giver = "this" if fault.layer is None else f"`{fault.layer}`"
    tensors = "one tensor" if fault.found == 1 else f"{fault.found} tensors"
    states = "with `return_state=True` it gives its states too"
    return Message(
        place=site.call,
        words=f"{giver} gives {tensors}, but {fault.names} names stand on the left",
        help=states if fault.found == 1 and fault.has_states else None,
        fixes=[site.row_repairs.count_names(fault.names, fault.found).unsafe()] if fault.found > 1 else [],
    )
