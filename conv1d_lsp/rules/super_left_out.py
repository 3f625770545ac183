"""A layer or model of one's own that was made without Keras's `__init__`.

## What it does

Finds subclasses of `keras.layers.Layer` and `keras.Model` whose `__init__` never calls `super().__init__()`, where they
are called; and models of Keras 2 that keep a layer before it.

## Why it matters

Keras keeps what it needs of a layer in attributes that its own `__init__` makes. Without them the first call raises,
and in Keras 2 already the line that gives a model a layer.

## Example

```python
class Scale(layers.Layer):
    def __init__(self, factor):
        self.factor = factor

    def call(self, x):
        return x * self.factor

y = Scale(2.0)(keras.Input((10, 4)))  # error: [super-left-out] "`Scale` never calls `super().__init__()`"
```

## Fix

```python
class Scale(layers.Layer):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def call(self, x):
        return x * self.factor

y = Scale(2.0)(keras.Input((10, 4)))  # shape: (None, 10, 4)
```

Quick fixes for the Example:

- Call super().__init__() first (`--fix`)

## Keras says

Under Keras 3 it raises `RuntimeError`:

```text
In layer 'Scale', you forgot to call `super().__init__()` as the first statement in the `__init__()` method. Go add
it!
```

Under Keras 2 it raises `RuntimeError`:

```text
You must call `super().__init__()` in the layer constructor.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NotInitialized
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("super-left-out", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: NotInitialized, site: Site) -> Message:
    words = (
        f"`{fault.owner}` keeps a layer before it calls `super().__init__()`, and Keras 2 refuses that"
        if fault.kept
        else f"`{fault.owner}` never calls `super().__init__()`, and Keras refuses to call it"
    )
    return Message(
        place=site.call,
        words=words,
        trail=site.model_made("its `__init__` stands here"),
        help="begin the `__init__` with `super().__init__()`",
        fixes=[site.code_repairs.call_super("Call super().__init__() first").safe()],
    )
