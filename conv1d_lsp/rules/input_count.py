"""The wrong number of tensors.

## What it does

Finds a layer that is called on more or fewer tensors than it takes, on a list that holds one tensor where it wants the
tensor itself, and a model of several inputs that gets fewer.

## Why it matters

`Subtract` and `Dot`, for instance, are made for two tensors, and Keras refuses any other number.

## Example

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Subtract()([a, b, a])  # error: [input-count] "Subtract wants 2 tensors"
```

## Fix

```python
a = keras.Input((10, 4))
b = keras.Input((10, 4))
c = layers.Subtract()([a, b])  # shape: (None, 10, 4)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape=[(None, 10, 4), (None, 10, 4), (None,
10, 4)]
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import InputCount
from conv1d_lsp.layers.faults import WrongCount
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("input-count", Severity.ERROR, family=Family.MERGING, since="0.1")
def speak(fault: WrongCount | InputCount, site: Site) -> Message:
    if fault.wanted == "1" and fault.found < 2:
        return _one_in_a_list(fault, site)
    noun = "tensor" if fault.wanted == "1" else "tensors"
    return Message(
        place=site.call,
        words=f"{fault.layer} wants {fault.wanted} {noun}, but gets {fault.found}",
        trail=site.how_all_came(),
    )


def _one_in_a_list(fault: WrongCount | InputCount, site: Site) -> Message:
    """The brackets around the tensor are what is wrong."""
    found = "a list or tuple that holds one" if fault.found else "an empty list"
    return Message(
        place=site.call,
        words=f"{fault.layer} wants the tensor itself, but gets {found}",
        trail=site.how_all_came(),
        help="pass the tensor without brackets" if fault.found else None,
        fixes=[
            site.layer_repairs.pass_itself("Pass the tensor itself").safe(),
            site.row_repairs.drop_comma().safe(),
        ]
        if fault.found
        else [],
    )
