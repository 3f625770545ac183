"""The input or output of a Sequential that was never called.

## What it does

Finds `.input` and `.output` of a Sequential that was not called on a symbolic tensor, under Keras 3.

## Why it matters

In Keras 2 they are the tensors at the ends of the model. In Keras 3 they belong to a call of the model as a layer:
where there was none, both raise, even after `fit` and `predict`. `.inputs` and `.outputs` are there in both.

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 3)])
x = model.output  # keras 3: error: [never-called] "Keras 3 has no `output` of `model`"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Conv1D(8, 3)])
x = model.outputs[0]  # shape: (None, 8, 8)
```

Quick fixes for the Example:

- Use .outputs[0] (`--fix`, Keras 3)

## Keras says

Under Keras 3 it raises `AttributeError`:

```text
The layer sequential has never been called and thus has no defined output.
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NeverCalled
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("never-called", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: NeverCalled, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"Keras 3 has no `{fault.asked}` of {site.owner or 'this model'}: the model was never called on a "
        f"symbolic tensor (Keras 2 has it)",
        trail=site.model_made("the model is made here"),
        help=f"use .{fault.asked}s[0], which both have",
        fixes=[site.name_repairs.rename_attribute(f"{fault.asked}s[0]", f"Use .{fault.asked}s[0]").safe()],
    )
