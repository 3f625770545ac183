"""Numbers are asked of a symbolic tensor.

## What it does

Finds symbolic tensors that are used as a condition, iterated over, or given to `len`, `float`, `int` or `bool`, and
`.numpy()` of them; and NumPy's arrays and numbers in front of an operator with one behind it, as in `mask * x`: NumPy
asks for the numbers then. A symbolic tensor is one that comes from `Input`, through layers.

## Why it matters

It stands for numbers that come when the model runs; while the model is made there are none, and Keras raises. What
depends on the numbers belongs into a layer; sizes are in `x.shape`.

## Example

```python
x = keras.Input((100, 8))
y = layers.Dense(len(x))(x)  # keras 3: error: [symbolic-value] "`len` wants numbers"  # keras 2: judge: raises too
mask = np.ones((100, 8), "float32")
z = mask * x  # keras 3: error: [symbolic-value] "array in front of `*`"   # keras 2: shape: (None, 100, 8)
```

## Fix

```python
x = keras.Input((100, 8))
y = layers.Dense(x.shape[1])(x)  # shape: (None, 100, 100)
mask = np.ones((100, 8), "float32")
z = x * mask  # shape: (None, 100, 8)
```

Quick fixes for the Example:

- Put the tensor first (`--fix`, Keras 3)

## Keras says

Under Keras 3 `y = layers.Dense(len(x))(x)` raises `TypeError`:

```text
object of type 'KerasTensor' has no len()
```

Under Keras 3 `z = mask * x` raises `ValueError`:

```text
A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any actual numerical value. You
cannot convert it to a NumPy array.
```

Under Keras 2 `y = layers.Dense(len(x))(x)` raises `TypeError`:

```text
Keras symbolic inputs/outputs do not implement `__len__`. You may be trying to pass TF-Keras symbolic inputs/outputs
to a TF API that does not register dispatching, preventing TF-Keras from automatically converting the API call to a
lambda layer in the Functional Model. This error will also get raised if you try asserting a symbolic input/output
directly.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NumbersWanted
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import BOTH_REFUSE

_WORDS = {
    "if": "a symbolic tensor is neither true nor false",
    "for": "a symbolic tensor has no items to iterate over",
    "numpy": "a symbolic tensor has no `numpy()`: it holds no numbers",
}

_HELP = {
    "if": "to test whether there is a tensor, write `is not None`; what depends on numbers belongs into a layer",
    "for": "take the steps one by one with `x[:, i]`, or use a layer such as RNN or TimeDistributed",
    "len": "the sizes of a tensor are in its `shape`",
}


@rule("symbolic-value", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: NumbersWanted, site: Site) -> Message:
    if fault.use == "array":
        return _in_front(fault, site)
    words = _WORDS.get(fault.use, f"`{fault.use}` wants numbers, and a symbolic tensor holds none")
    return Message(
        place=site.call,
        words=f"{words} ({BOTH_REFUSE})",
        trail=site.how_it_came(),
        help=_HELP.get(fault.use, "what depends on numbers belongs into a layer, or after `model.predict`"),
    )


def _in_front(fault: NumbersWanted, site: Site) -> Message:
    """NumPy's array before the operator; Keras 2 takes it."""
    turns = fault.operator in ("+", "*")
    return Message(
        place=site.call,
        words=f"an array in front of `{fault.operator}` wants numbers, and a symbolic tensor holds none "
        "(Keras 2 runs it)",
        trail=site.how_it_came(),
        help="put the tensor first" if turns else "make it a tensor first, with `keras.ops.convert_to_tensor`",
        fixes=[site.code_repairs.turn_operands("Put the tensor first").safe()] if turns else [],
    )
