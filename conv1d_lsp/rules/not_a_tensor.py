"""A layer that is called on something that is no tensor.

## What it does

Finds a layer that is called on another layer or on a model, instead of on what they give; and a model made of such
things, or of `None`, instead of tensors.

## Why it matters

`layers.Dense(2)(layers.Flatten())` passes the layer `Flatten` itself; Keras refuses it. A layer must be called on a
tensor to give one.

## Example

```python
x = keras.Input((10, 4))
flat = layers.Flatten()
y = layers.Dense(2)(flat)  # error: [not-a-tensor] "Dense is called on the layer Flatten itself"
```

## Fix

```python
x = keras.Input((10, 4))
flat = layers.Flatten()(x)
y = layers.Dense(2)(flat)  # shape: (None, 2)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Only input tensors may be passed as positional arguments. The following argument value should be passed as a keyword
argument: <Flatten name=flatten, built=False> (of type <class 'keras.src.layers.reshaping.flatten.Flatten'>)
```

Under Keras 2 it raises `TypeError`:

```text
Inputs to a layer should be tensors. Got '<tf_keras.src.layers.reshaping.flatten.Flatten object at […]>' (of type
<class 'tf_keras.src.layers.reshaping.flatten.Flatten'>) as input for layer 'dense'.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NotATensor
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("not-a-tensor", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: NotATensor, site: Site) -> Message:
    return Message(
        place=site.call if fault.role else site.passed(),
        words=_words(fault),
        trail=site.layer_made(),
        help=_help(fault),
    )


def _words(fault: NotATensor) -> str:
    if fault.role:
        return f"among the {fault.role} of the model is {fault.found}"
    return f"{fault.layer} is called on {fault.found}"


def _help(fault: NotATensor) -> str:
    if fault.found == "None":
        return "a function without `return` gives None"
    return "call that first: layers are called on tensors, such as Flatten()(x)"
