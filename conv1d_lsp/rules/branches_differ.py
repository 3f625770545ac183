"""Branches that do not fit together.

## What it does

Finds a merging layer, or a function such as `stack`, whose inputs differ in an axis that must agree, or in their number
of axes.

## Why it matters

`Add`, `Multiply` and their like want equal shapes (an axis of size 1 is stretched); `Concatenate` wants them equal but
for the axis along which it joins. When one branch has a convolution without padding, it comes out with fewer steps than
the other, and Keras refuses the call.

## Example

```python
x = keras.Input((100, 8))
a = layers.Conv1D(16, 3)(x)
b = layers.Conv1D(16, 5)(x)
c = layers.Concatenate()([a, b])  # error: [branches-differ] "differ in steps: `a` has 98, `b` has 96"
```

## Fix

```python
x = keras.Input((100, 8))
a = layers.Conv1D(16, 3, padding="same")(x)
b = layers.Conv1D(16, 5, padding="same")(x)
c = layers.Concatenate()([a, b])  # shape: (None, 100, 32)
```

An axis of size 1 is stretched, and nothing is said of it:

```python
gate = layers.GlobalAveragePooling1D(keepdims=True)(a)
scaled = layers.Multiply()([a, gate])  # shape: (None, 100, 16)
```

Quick fixes for the Example:

- Keep the steps of each branch with padding="same" (`--unsafe-fixes`)
- Cut the longer input to 96 steps with Cropping1D (`--unsafe-fixes`)
- Fill the shorter input up to 98 steps with zeros (`--unsafe-fixes`)
- Cut the longer input to the steps of b (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received:
input_shape=[(None, 98, 16), (None, 96, 16)]
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.layers.declaration import axis_word
from conv1d_lsp.layers.faults import AxesDiffer, RanksDiffer
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import listed


@rule("branches-differ", Severity.ERROR, family=Family.MERGING, since="0.1")
def speak(fault: AxesDiffer | RanksDiffer, site: Site) -> Message:
    names = _names(fault, site)
    late = "; the model fails when it runs" if site.runs else ""
    if isinstance(fault, RanksDiffer):
        counts = (f"{name} has {shape}" for name, shape in zip(names, fault.inputs, strict=True))
        words = f"the inputs of {fault.layer} differ in number of axes: {listed(counts)}{late}"
        fixes = site.branch_repairs.all()
        return Message(site.call, words, site.how_all_came(), "give all inputs the same number of axes", fixes)
    if len(fault.sizes) == len(names):
        first = {str(size): name for name, size in reversed([*zip(names, fault.sizes, strict=True)])}
        sizes = ", ".join(f"{first[size]} has {size}" for size in dict.fromkeys(map(str, fault.sizes)))
    else:
        sizes = f"{listed(map(str, fault.sizes))} do not fit together"
    return Message(
        place=site.call,
        words=f"the inputs of {fault.layer} differ in {fault.axis}: {sizes}{late}",
        trail=site.how_all_came(),
        help=_help(fault, site)
        if fault.joined is None
        else f"{_help(fault, site)}; only {_axis(fault, site)} may differ",
        fixes=[
            site.branch_repairs.padded(),
            site.branch_repairs.projected_shortcut(),
            _other_axis(fault, site),
            *site.branch_repairs.all(),
        ],
    )


def _other_axis(fault: AxesDiffer, site: Site) -> Fix | None:
    """The inputs joined along the axis in which they differ, where another one is written."""
    made = site.construction
    if fault.layer != "Concatenate" or made is None or made.argument("axis") is None:
        return None
    title = f"Join them along axis {fault.index}, the {fault.axis}"
    return site.argument_repairs.set_argument("axis", str(fault.index), title).unsafe()


def _axis(fault: AxesDiffer, site: Site) -> str:
    """The axis along which the layer joins."""
    if site.holds_numbers():
        return f"axis {fault.joined}"
    ranks = [len(shape.known_axes) for shape in fault.inputs if shape.ranked]
    return axis_word(fault.joined or 0, max(ranks, default=0))


def _help(fault: AxesDiffer, site: Site) -> str:
    if site.holds_numbers():
        return f"make the sizes of {fault.axis} equal"
    if fault.axis == "steps" and site.branch_repairs.projected_shortcut() is not None:
        return "let a Conv1D of kernel size 1 with the same filters and strides give the shortcut the shape of the rest"
    sizes = sorted(size.value or 0 for size in fault.sizes)
    if fault.axis == "steps" and sizes[0] > 0 and sizes[-1] >= 2 * sizes[0]:
        return "make the steps equal: give each branch the same strides and pooling"
    if fault.axis in ("steps", "height", "width", "depth"):
        return f'make the {fault.axis} equal, for instance with padding="same" in each branch'
    return f"make the {fault.axis} equal, for instance with a Conv1D of kernel size 1 in one branch"


def _names(fault: AxesDiffer | RanksDiffer, site: Site) -> list[str]:
    """What each input is called; by its number where it has no name."""
    places = fault.places or range(len(fault.inputs))
    subjects = [(place, site.subject(place)) for place in places]
    return [f"input {place + 1}" if name == "its input" else name for place, name in subjects]
