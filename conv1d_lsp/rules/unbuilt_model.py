"""A Sequential model that knows no input shape.

## What it does

Finds `output_shape`, `summary()`, `get_weights()` and the like of a Sequential whose first layer was given no input
shape.

## Why it matters

Such a model is built only when it first sees data. Until then it has no weights and no shapes: Keras 3 raises for some
questions, and shows an empty summary and an empty list of weights for others; Keras 2 raises for all.

## Example

```python
model = keras.Sequential([layers.Conv1D(8, 3)])
model.output_shape  # error: [unbuilt-model] "`output_shape` of `model` is not known yet"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 3)])  # shape: (None, 8, 8)
model.summary()
```

## Keras says

Under Keras 3 it raises `AttributeError`:

```text
Sequential model 'sequential' has no defined output shape yet.
```

Under Keras 2 it raises `AttributeError`:

```text
'Sequential' object has no attribute '_nested_outputs'
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import UnbuiltModel
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("unbuilt-model", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: UnbuiltModel, site: Site) -> Message:
    owner = site.owner or "this model"
    first = f"its first layer, {fault.first_layer}, was given no input shape" if fault.first_layer else "no input shape"
    return Message(
        place=site.call,
        words=f"`{fault.asked}` of {owner} {_state(fault, site)}: {first}",
        trail=site.model_made("the model is made here, without an Input"),
        help="begin the model with an Input, such as keras.Input((100, 1)) for 100 steps of 1 channel",
    )


def _state(fault: UnbuiltModel, site: Site) -> str:
    if not site.runs:
        return "is not known yet"
    return "has nothing to show yet" if fault.asked == "summary()" else "is still empty"
