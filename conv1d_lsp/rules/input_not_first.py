"""An Input behind other layers of a Sequential.

## What it does

Finds an `Input` that a Sequential gets when it has layers, or another Input, already. Where the model knows the shape
of its input, Keras 3 raises at once; elsewhere it raises when the model is built: a warning. Keras 2 makes nothing of
such an Input.

## Why it matters

Data goes through the layers of a Sequential in their order, and `Input` says with what shape it comes in. Keras takes
it behind other layers without a word, and fails much later, at the first call.

## Example

```python
late = keras.Sequential([layers.Conv1D(8, 3), keras.Input((10, 4))])  # keras 3: warning: [input-not-first] "first"
first = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 3)])
first.add(keras.Input((8, 8)))  # keras 3: error: [input-not-first] "has an input already"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 3)])  # shape: (None, 8, 8)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Sequential model 'sequential_1' has already been configured to use input shape (None, 10, 4). You cannot add a
different Input layer to it.
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import InputNotFirst
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("input-not-first", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: InputNotFirst, site: Site) -> Message:
    if fault.knows:
        words, advice = "the model has an input already, and takes no second Input", "leave this Input out"
    else:
        words = "Input belongs first in a Sequential: behind other layers the model can't be built"
        advice = "write Input before the first layer"
    return Message(place=site.call, words=words, trail=site.layer_made(), help=advice)
