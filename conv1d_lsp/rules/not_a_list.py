"""A single tensor where a list of tensors is wanted.

## What it does

Finds a merging layer (`Add`, `Concatenate` …) that is called on one tensor, or on too short a list.

## Why it matters

There is nothing to merge, and Keras refuses the call.

## Example

```python
a = keras.Input((10, 4))
b = layers.Add()(a)  # error: [not-a-list] "Add wants a list"
```

## Fix

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Add()([a, b])  # shape: (None, 10, 4)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
A merge layer should be called on a list of inputs. Received: input_shape=(None, 10, 4) (not a list of shapes)
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import NotAList
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("not-a-list", Severity.ERROR, family=Family.MERGING, since="0.1")
def speak(fault: NotAList, site: Site) -> Message:
    wanted = "a list of tensors" if fault.least < 2 else f"a list of at least {fault.least} tensors"
    tensor = site.input()
    found = "no tensor" if tensor is None else f"{site.subject()} alone, of shape {tensor.shape}"
    return Message(
        place=site.passed(),
        words=f"{fault.layer} wants {wanted}, but gets {found}",
        trail=site.how_it_came(),
        help="pass the tensors in square brackets",
    )
