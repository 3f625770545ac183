"""Tensors that are passed one by one where a list is wanted.

## What it does

Finds the call of a layer with more positional arguments than it takes tensors.

## Why it matters

A merging layer takes its tensors as one list. Passed one by one, the second tensor lands in another parameter, and
Keras refuses the call.

## Example

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Add()(a, b)  # error: [too-many-inputs] "Add takes 1 argument in a call"
```

## Fix

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Add()([a, b])  # shape: (None, 10, 4)
```

Quick fixes for the Example:

- Pass the tensors as one list (`--fix`)

## Keras says

Under Keras 3 it raises `TypeError`:

```text
too many positional arguments
```

Under Keras 2 it raises `ValueError`:

```text
A merge layer should be called on a list of inputs. Received: input_shape=(None, 10, 4) (not a list of shapes)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import TooManyInputs
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("too-many-inputs", Severity.ERROR, family=Family.MERGING, since="0.1")
def speak(fault: TooManyInputs, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"{fault.layer} takes {counted(fault.most, 'argument')} in a call, not {fault.found}: several tensors go "
        "as one list",
        trail=site.layer_made(),
        help="put the tensors into square brackets",
        fixes=[site.layer_repairs.join_inputs("Pass the tensors as one list").safe()],
    )
