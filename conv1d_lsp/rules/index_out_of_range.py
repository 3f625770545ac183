"""An index of a tensor or an array that is not there.

## What it does

Finds `x[:, 12]` where that axis has fewer places, and masks that are longer or shorter than the axis that they lie on.

## Why it matters

Places are counted from 0, or from -1 at the end. Keras and NumPy refuse any other.

## Example

```python
x = keras.Input((10, 4))
y = x[:, 10]  # error: [index-out-of-range] "there is no index 10: `x` has 10 steps"
```

## Fix

```python
x = keras.Input((10, 4))
y = x[:, 9]  # shape: (None, 4)
z = x[:, -1]  # shape: (None, 4)
```

Quick fixes for the Example:

- Take the last one: -1 (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Array has shape (None, 10, 4) but out-of-bounds index (slice(None, None, None), 10) was requested.
```

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "tf.__operators__.getitem" (type SlicingOpLambda).

slice index 10 of dimension 1 out of bounds. for […] with input shapes: [?,10,4], [2], [2], [2] and with computed
input tensors: input[1] = <0 10>, input[2] = <0 11>, input[3] = <1 1>
```
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.faults import MaskApart, NoSuchIndex
from conv1d_lsp.layers.declaration import axis_word
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


@rule("index-out-of-range", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: NoSuchIndex | MaskApart, site: Site) -> Message:
    if isinstance(fault, MaskApart):
        return _of_mask(fault, site)
    size = fault.input[fault.axis]
    if site.holds_numbers():
        has = f"axis {fault.axis} of {site.owner or 'the array'} has {sized(size, 'places')}"
    else:
        has = f"{site.owner or 'the tensor'} has {sized(size, axis_word(fault.axis, len(fault.input.known_axes)))}"
    return Message(
        place=site.call,
        words=f"there is no index {fault.index}: {has}: {fault.input}",
        trail=site.how_it_came(),
        fixes=_last(fault, site),
        help=f"use an index from 0 to {size - 1}, or from -1, the last one, to -{size}",
    )


def _last(fault: NoSuchIndex, site: Site) -> list[Fix | None]:
    """Who counts from 1 means the last one."""
    size = fault.input[fault.axis].value
    if size is None or str(fault.index) != str(size):
        return []
    return [site.code_repairs.correct_index(size, "-1", "Take the last one: -1").unsafe()]


def _of_mask(fault: MaskApart, site: Site) -> Message:
    owner = site.owner or "the array"
    return Message(
        place=site.call,
        words=f"the mask has {sized(fault.length, 'places')}, but axis {fault.axis} of {owner} has "
        f"{fault.input[fault.axis]}: {fault.input}",
        trail=site.how_all_came(),
        help="make the mask from the array that it is used on",
    )
