"""Two layers of one model have the same name.

## What it does

Finds layers of a model, functional or Sequential, that the program gave the same name.

## Why it matters

Keras finds a layer of a model by its name, and refuses a model in which two have the same. Often a function that makes
a block names its layers, and is called twice.

## Example

```python
def block(x):
    return layers.Conv1D(8, 3, name="conv")(x)

inputs = keras.Input((100, 4))
model = keras.Model(inputs, block(block(inputs)))  # error: [name-twice] "two layers named `conv`"
```

## Fix

```python
def block(x, number):
    return layers.Conv1D(8, 3, name=f"conv{number}")(x)

inputs = keras.Input((100, 4))
model = keras.Model(inputs, block(block(inputs, 1), 2))  # shape: (None, 96, 8)
```

Quick fixes for the Example:

- Leave the name out: Keras gives one (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
The name "conv" is used 2 times in the model. All operation names should be unique.
```

Under Keras 2 it raises `ValueError`:

```text
The name "conv" is used 2 times in the model. All layer names should be unique.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NameTwice
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("name-twice", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: NameTwice, site: Site) -> Message:
    return Message(
        place=site.call,
        words=f"the model has two layers named `{fault.name}`, and Keras wants every name once",
        trail=site.layer_made(),
        help="give each layer a name of its own, or none: Keras then counts them",
        fixes=[site.argument_repairs.remove_argument("name", "Leave the name out: Keras gives one").unsafe()],
    )
