"""A function of TensorFlow's or NumPy's on a symbolic tensor.

## What it does

Finds functions of TensorFlow, NumPy or the old `keras.backend` that are called on a symbolic tensor: one that comes
from `Input`, through layers. Keras 2 made layers of TensorFlow's functions; Keras 3 refuses them.

## Why it matters

A symbolic tensor holds no numbers. `keras.ops` has the same functions for symbolic tensors and for numbers, and what it
lacks can be called inside a layer: in the function of a `Lambda`, or in `call` of a layer of your own.

## Example

```python
x = keras.Input((100, 8))
y = layers.Conv1D(16, 3)(x)
z = tf.reduce_mean(y, axis=1)  # keras 3: error: [symbolic-refused] "can't call `tf.reduce_mean` on a symbolic tensor"
```

## Fix

```python
x = keras.Input((100, 8))
y = layers.Conv1D(16, 3)(x)
z = layers.Lambda(lambda t: tf.reduce_mean(t, axis=1))(y)  # shape: (None, 16)
```

Quick fixes for the Example:

- Use keras.ops.mean (`--fix`, Keras 3)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic placeholder for a shape
and dtype, used when constructing Keras Functional models or Keras Functions. You can only use it as input to a Keras
layer or a Keras operation (from the namespaces `keras.layers` and `keras.ops`). You are likely doing something like:

[…]
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.arrays import refused_by_keras_2, refused_on_symbolic, runs_in_lambda
from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import SymbolicRefused
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import BOTH_REFUSE

_SHORT = {"tensorflow": "tf", "numpy": "np", "keras.backend": "K"}


@rule("symbolic-refused", Severity.ERROR, family=Family.GENERATION, since="0.1")
def speak(fault: SymbolicRefused, site: Site) -> Message:
    same = refused_on_symbolic()[fault.path]
    by_both = fault.path.startswith("numpy.") or fault.path in refused_by_keras_2()
    both = f" ({BOTH_REFUSE})" if by_both else " (Keras 2 can)"
    if same is None:
        return Message(
            place=site.call,
            words=f"{_words(fault)}{both}",
            trail=site.how_it_came(),
            help="call it inside a layer: in the function of a Lambda, or in `call` of a layer of your own",
            fixes=[site.code_repairs.call_in_lambda("Put it into a Lambda layer").unsafe()]
            if fault.path in runs_in_lambda()
            else [],
        )
    return Message(
        place=site.call,
        words=f"{_words(fault)}{both}",
        trail=site.how_it_came(),
        help=f"`keras.ops.{same.name}` takes symbolic tensors too",
        fixes=[site.name_repairs.use_ops(same, f"Use keras.ops.{same.name}").safe()],
    )


def _words(fault: SymbolicRefused) -> str:
    library = next(each for each in _SHORT if fault.path.startswith(f"{each}."))
    return f"Keras 3 can't call `{_SHORT[library]}{fault.path[len(library) :]}` on a symbolic tensor"
