"""A window longer than the sequence.

## What it does

Finds a convolution or pooling whose window covers more steps than its input has.

## Why it matters

Without padding, a window of `kernel_size` covers `(kernel_size - 1) * dilation_rate + 1` steps and is put only where
it fits as a whole. A shorter sequence leaves no place to put it, and Keras refuses the call. In a stack each layer
without padding takes some steps away, so that a late layer may run out of them.

A window that is too long by no more than the strides gives a result of no steps in older releases of Keras 3
(convolutions before 3.14, pooling before 3.15), and is refused from then on. Where neither the project's dependencies
nor its environment say which release is used, that is a warning.

## Example

```python
x = keras.Input((10, 8))
y = layers.Conv1D(64, 15)(x)  # error: [window-too-long] "the window covers 15 steps, but `x` has only 10"
```

## Fix

Use a shorter window, or pad. Padding helps a window of up to twice the steps; in a longer one there are weights that
meet nothing but zeros, and it is not offered.

```python
x = keras.Input((10, 8))
y = layers.Conv1D(64, 7)(x)  # shape: (None, 4, 64)
z = layers.Conv1D(64, 15, padding="same")(x)  # shape: (None, 10, 64)
```

Quick fixes for the Example:

- Pad with padding="same" (`--unsafe-fixes`)
- Set kernel_size to 10, the longest that fits (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Computed output size would be zero or negative. Received `inputs shape=(None, 10, 8)`, `kernel shape=(15, 8, 64)`,
`dilation_rate=[1]`, `strides=(1,)`, `padding=valid`.
```

Under Keras 2 it raises `ValueError`:

```text
One of the dimensions in the output is <= 0 due to downsampling in conv1d. Consider increasing the input size.
Received input shape [None, 10, 8] which would produce output shape with a zero or negative value in a dimension.
```
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.layers.faults import TooShort
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import listed, sized

#: The longest window that is common in stacks of many layers.
_COMMON = 7


@rule("window-too-long", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: TooShort, site: Site) -> Message:
    dilated = f" (a kernel of {fault.window}, dilated by {fault.dilation})" if fault.dilation.value != 1 else ""
    places = "places" if fault.axis.startswith("axis ") else fault.axis
    empty = f"; the result has no {fault.axis}" if site.runs else ""
    shrinking = site.shrinking(fault.input, fault.length, fault.axis)
    began = None if shrinking is None else shrinking.began
    left = f"{fault.length}" if began is None else f"{fault.length} of {began} left"
    return Message(
        place=site.argument(fault.argument),
        words=f"the window covers {sized(fault.reach, places)}{dilated}, "
        f"but {site.subject()} has only {left}: {fault.input}{empty}",
        trail=site.how_it_shrank(shrinking),
        help=_help(fault, began),
        fixes=[_padded(fault, site), _shorter(fault, site)],
    )


def _help(fault: TooShort, began: int | None) -> str:
    ways = ["use a shorter window" if fault.argument is None else f"use a shorter window (`{fault.argument}`)"]
    if began is not None:
        ways.append(f"let the layers before take fewer {fault.axis} away")
    if _is_padding_of_use(fault) and not fault.layer.startswith(("np.", "scipy.", ".")):
        ways.append('pad with padding="same"')
    return listed(ways, "or")


def _is_padding_of_use(fault: TooShort) -> bool:
    """Whether each place of the window meets the input somewhere: one that is twice as long has places which never
    meet anything but zeros. In the deep end of a stack of common windows, padding in all of them is what is meant."""
    reach, length = fault.reach.value, fault.length.value
    return reach is None or length is None or reach < 2 * length or reach <= _COMMON


def _padded(fault: TooShort, site: Site) -> Fix | None:
    if not _is_padding_of_use(fault):
        return None
    return site.argument_repairs.set_word("padding", "same", 'Pad with padding="same"').unsafe()


def _shorter(fault: TooShort, site: Site) -> Fix | None:
    longest = ((fault.length - 1) // fault.dilation + 1).value
    if fault.argument is None or longest is None or longest < 1 or not fault.layer.endswith("1D"):
        return None
    title = f"Set {fault.argument} to {longest}, the longest that fits"
    return site.argument_repairs.set_argument(fault.argument, str(longest), title).unsafe()
