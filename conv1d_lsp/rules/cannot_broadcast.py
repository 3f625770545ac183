"""Shapes that an operator can't combine.

## What it does

Finds `a + b`, `a * b`, `a @ b` and the like on tensors or arrays whose shapes do not fit, and `X[i] = a` where the
array does not fit the place that it is written to.

## Why it matters

Sizes are compared from the last axis on: they must be equal, or one of them must be 1. Anything else raises.

## Example

```python
x = keras.Input((100, 8))
y = layers.Conv1D(8, 3)(x)
z = x + y  # error: [cannot-broadcast] "(None, 100, 8) and (None, 98, 8)"
```

## Fix

```python
x = keras.Input((100, 8))
y = layers.Conv1D(8, 3, padding="same")(x)
z = x + y  # shape: (None, 100, 8)
```

An axis of size 1 is stretched, and nothing is said of it:

```python
w = x + keras.Input((1, 8))  # shape: (None, 100, 8)
```

Quick fixes for the Example:

- Keep the steps of each branch with padding="same" (`--unsafe-fixes`)
- Cut the longer input to 98 steps with Cropping1D (`--unsafe-fixes`)
- Fill the shorter input up to 100 steps with zeros (`--unsafe-fixes`)
- Cut the longer input to the steps of y (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Cannot broadcast shape, the failure dim has value 100, which cannot be broadcasted to 98. Input shapes are: [None,
100, 8] and [None, 98, 8].
```

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "tf.__operators__.add" (type TFOpLambda).

Dimensions must be equal, but are 100 and 98 for […] with input shapes: [?,100,8], [?,98,8].

[…]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import CannotBroadcast, WrittenApart
from conv1d_lsp.layers.declaration import axis_word
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Dim, Truth

_HELP = "make the sizes equal: along each axis both sides are as long, or one of them has 1"
_HELP_OF_STEPS = 'make the steps equal, with padding="same" in each branch'
_HELP_OF_PRODUCTS = "the last axis on the left must be as long as the last but one on the right"


@rule("cannot-broadcast", Severity.ERROR, family=Family.MERGING, since="0.1")
def speak(fault: CannotBroadcast | WrittenApart, site: Site) -> Message:
    if isinstance(fault, WrittenApart):
        return _written(fault, site)
    where, clash = "" if site.code is None else f"{site.code}: ", _clash(fault, site)
    by_axis = _HELP_OF_STEPS if clash.startswith(" in steps: ") else _HELP
    return Message(
        place=site.call,
        words=f"{where}{fault.left} and {fault.right} do not fit{clash}",
        trail=site.how_all_came(),
        help=_HELP_OF_PRODUCTS if fault.operator == "@" else by_axis,
        fixes=[
            site.branch_repairs.padded(),
            site.branch_repairs.projected_shortcut(),
            *(site.branch_repairs.of_product() if fault.operator == "@" else site.branch_repairs.all()),
        ],
    )


def _written(fault: WrittenApart, site: Site) -> Message:
    place = site.code or "the array"
    return Message(
        place=site.call,
        words=f"{place} is {fault.place}, and what is written there is {fault.written}: that does not fit",
        trail=site.how_all_came(),
        help="write as many numbers as there are places: sizes must be equal, or 1",
    )


def _clash(fault: CannotBroadcast, site: Site) -> str:
    """The first pair of sizes, from the end, that can't be combined."""
    left, right = fault.left.axes or (), fault.right.axes or ()
    if fault.operator == "@":
        return f": rows of {left[-1]} on the left, columns of {right[-2:][0]} on the right"
    longest = max(len(left), len(right))
    symbolic = any(not site.holds_numbers(index) for index in range(len(site.finding.inputs)))
    for back, (a, b) in enumerate(zip(reversed(left), reversed(right), strict=False), 1):
        if _differ(a, b):
            index = longest - back
            axis = axis_word(index, longest) if symbolic else f"axis {index}"
            return f" in {axis}: {a} on the left, {b} on the right"
    return ""


def _differ(a: Dim, b: Dim) -> bool:
    return a.equals(b) is Truth.NO and a.value != 1 and b.value != 1
