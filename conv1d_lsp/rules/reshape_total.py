"""A reshape to another number of elements.

## What it does

Finds a `Reshape` whose target has room for more or fewer numbers than each sample has, and a function `reshape` that
changes the total.

## Why it matters

`Reshape` arranges the same numbers differently; the batch axis stays out of it. Keras refuses any other total.

## Example

```python
x = keras.Input((10, 4))
y = layers.Reshape((7, 2))(x)  # error: [reshape-total] "(7, 2) has room for 14 numbers, but each sample of `x` has 40"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Reshape((20, 2))(x)  # shape: (None, 20, 2)
z = layers.Reshape((-1, 8))(x)  # shape: (None, 5, 8)
```

Quick fixes for the Example:

- Reshape to (20, 2) (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Exception encountered when calling Reshape.call().

The total size of the tensor must be unchanged. Received: input_shape=(10, 4), target_shape=(7, 2)

[…]
```

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "reshape" (type Reshape).

total size of new array must be unchanged, input_shape = [10, 4], output_shape = [7, 2]

[…]
```
"""

from collections.abc import Sequence
from math import prod

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.layers.faults import ReshapeTotals
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Shape


@rule("reshape-total", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: ReshapeTotals, site: Site) -> Message:
    free = any(size.value is not None and size.value < 0 for size in fault.target)
    takes = "takes a multiple of" if free else "has room for"
    numbers = f"{fault.wanted} number" if str(fault.wanted) == "1" else f"{fault.wanted} numbers"
    each = "each sample of " if fault.layer == "Reshape" else ""
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.target} {takes} {numbers}, but {each}{site.subject()} has {fault.total}: {fault.input}",
        trail=site.how_it_came(),
        help=_help(fault, site),
        fixes=_fixes(fault, site),
    )


def _help(fault: ReshapeTotals, site: Site) -> str:
    usual = "choose sizes with the product of the input's, or -1 for one that is to be worked out"
    flat = len(fault.input.known_axes) == 1 and fault.layer == "Reshape"
    return (
        f"give the Dense before it {fault.wanted} units, or choose other sizes"
        if flat and site.maker == "Dense"
        else usual
    )


def _fixes(fault: ReshapeTotals, site: Site) -> list[Fix | None]:
    """For each size in turn, the number that makes the total right; in a function -1, which is right for every call."""
    sizes = [size.value for size in fault.target]
    whole = _right_sizes(fault)
    if fault.layer == "Reshape":
        fixes = [_with_size(fault, site, index, size) for index, size in whole.items()]
        return [*fixes, *_inferred(sizes, [*whole], site)]
    inside = [index for index in reversed(whole) if index > 0 or len(sizes) == 1]  # the first one counts the samples
    fixes = [_with_size(fault, site, index, whole[index]) for index in inside or whole]
    if not fixes and -1 in sizes:
        total = prod(each for each in sizes if each is not None and each > 0)
        fixes.append(site.data_repairs().without_rest([size.value for size in fault.input.axes or ()], total))
    return fixes


def _right_sizes(fault: ReshapeTotals) -> dict[int, int]:
    """By the index of each size what it should be, if the others stay."""
    sizes, total = [size.value for size in fault.target], fault.total.value
    found: dict[int, int] = {}
    for index, size in enumerate(sizes):
        others = [each for number, each in enumerate(sizes) if number != index]
        if total is None or size is None or any(each is None or each < 1 for each in others):
            continue
        rest = prod(each for each in others if each is not None)
        if total % rest == 0 and total // rest != size:
            found[index] = total // rest
    return found


def _inferred(sizes: Sequence[int | None], indexes: Sequence[int], site: Site) -> list[Fix | None]:
    """In a function the last of these sizes worked out by Keras."""
    open_ones = [index for index in indexes if sizes[index] != -1]
    if site.finding.site.caller is None or not open_ones:
        return []
    title = f"Write -1 for size {open_ones[-1] + 1}: Keras works it out"
    return [site.argument_repairs.set_part("target_shape", open_ones[-1], "-1", title).unsafe()]


def _with_size(fault: ReshapeTotals, site: Site, index: int, size: int) -> Fix | None:
    sizes = [each.value or 0 for each in fault.target]
    right = Shape.of([*sizes[:index], size, *sizes[index + 1 :]])
    if fault.layer == "Reshape":
        return site.argument_repairs.set_argument("target_shape", str(right), f"Reshape to {right}").unsafe()
    return site.data_repairs().set_size(index, len(sizes), str(size), f"Reshape to {right}").unsafe()
