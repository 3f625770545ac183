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
    total = fault.total.value
    fixes: list[Fix | None] = []
    inferred: list[Fix | None] = []
    for index, size in enumerate(sizes):
        others = [each for number, each in enumerate(sizes) if number != index]
        if total is None or size is None or any(each is None or each < 1 for each in others):
            continue
        rest = prod(each for each in others if each is not None)
        if total % rest == 0 and total // rest != size:
            fixes.append(_with_size(fault, site, index, total // rest))
            if fault.layer == "Reshape" and site.finding.site.caller is not None and size != -1:
                title = f"Write -1 for size {index + 1}: Keras works it out"
                inferred.append(site.argument_repairs.set_part("target_shape", index, "-1", title).unsafe())
    fixes += inferred[-1:]
    if fault.layer != "Reshape" and not fixes and -1 in sizes:
        whole = prod(each for each in sizes if each is not None and each > 0)
        fixes.append(site.data_repairs().without_rest([size.value for size in fault.input.axes or ()], whole))
    return fixes


def _with_size(fault: ReshapeTotals, site: Site, index: int, size: int) -> Fix | None:
    sizes = [each.value or 0 for each in fault.target]
    right = Shape.of([*sizes[:index], size, *sizes[index + 1 :]])
    if fault.layer == "Reshape":
        return site.argument_repairs.set_argument("target_shape", str(right), f"Reshape to {right}").unsafe()
    return site.data_repairs().set_size(index, len(sizes), str(size), f"Reshape to {right}").unsafe()
