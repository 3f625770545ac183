"""Layers that are passed to `Sequential` one by one.

## What it does

Finds `Sequential(layer, layer)`, where the layers stand in no list.

## Why it matters

`Sequential` takes its layers as one list. Passed one by one, the second lands in another parameter, and Keras refuses
the call with words about that parameter, `trainable` or `name`.

## Example

```python
m = keras.Sequential(layers.Flatten(), layers.Dense(2))  # keras 3: error: [layers-one-by-one] "one list of layers"
```

## Fix

```python
m = keras.Sequential([layers.Flatten(), layers.Dense(2)])
```

Quick fixes for the Example:

- Put the layers into a list (`--fix`, Keras 3)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Expected `trainable` to be a boolean. Received: trainable=<Dense name=dense, built=False> (of type <class
'keras.src.layers.core.dense.Dense'>)
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import LayersOneByOne
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("layers-one-by-one", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: LayersOneByOne, site: Site) -> Message:
    found = "a layer" if fault.count == 1 else f"{fault.count} layers one by one"
    return Message(
        place=site.call,
        words=f"Sequential takes one list of layers, but gets {found}",
        trail=site.layer_made(),
        help="put the layers into square brackets",
        fixes=[site.row_repairs.bracket_layers().safe()],
    )
