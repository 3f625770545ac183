"""An argument that is given by position and by name.

## What it does

Finds a layer that is made with two values for one parameter.

## Why it matters

Python refuses the call.

## Example

```python
layers.Conv1D(8, 3, kernel_size=5)  # error: [argument-given-twice] "`kernel_size` of Conv1D is given twice"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, kernel_size=5)(x)  # shape: (None, 6, 8)
```

Quick fixes for the Example:

- Leave kernel_size= out (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `TypeError`:

```text
Conv1D.__init__() got multiple values for argument 'kernel_size'
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import GivenTwice
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("argument-given-twice", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: GivenTwice, site: Site) -> Message:
    return Message(
        place=site.argument(fault.name),
        words=f"`{fault.name}` of {fault.layer} is given twice, by position and by name",
        trail=site.layer_made(),
        fixes=[site.argument_repairs.remove_argument(fault.name, f"Leave {fault.name}= out").unsafe()],
    )
