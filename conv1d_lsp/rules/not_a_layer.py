"""Something that is no layer in a Sequential.

## What it does

Finds what a Sequential is made of, or gets by `add`, and is no layer: a class of layers without its parentheses, the
output of a layer, a list, `None`.

## Why it matters

`Flatten` is the class; `Flatten()` makes a layer. Keras refuses everything but layers and models.

## Example

```python
model = keras.Sequential()
model.add(keras.Input((10, 4)))
model.add(layers.Flatten)  # error: [not-a-layer] "takes layers, not the class Flatten"
```

## Fix

```python
model = keras.Sequential()
model.add(keras.Input((10, 4)))
model.add(layers.Flatten())  # shape: (None, 40)
```

Quick fixes for the Example:

- Make a layer of the class: write () (`--fix`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Only instances of `keras.Layer` can be added to a Sequential model. Received: <class
'keras.src.layers.reshaping.flatten.Flatten'> (of type <class 'type'>)
```

Under Keras 2 it raises `TypeError`:

```text
The added layer must be an instance of class Layer. Received: layer=<class
'tf_keras.src.layers.reshaping.flatten.Flatten'> of type <class 'type'>.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NotALayer
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("not-a-layer", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: NotALayer, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"a Sequential model takes layers, not {fault.found}",
        trail=site.layer_made(),
        help="write parentheses after the class, with its arguments: Flatten()" if fault.made else None,
        fixes=[site.row_repairs.call_class().safe()] if fault.made else [],
    )
