"""An input with the wrong number of axes.

## What it does

Finds a layer that is called on a tensor with more or fewer axes than it takes. `Conv1D` and the other layers over
steps take three: (batch, steps, channels). `Input` is told the last two; the batch axis comes by itself.

## Why it matters

Keras refuses the call. Keras 2 lets `Conv1D` have more axes and takes the first ones as batch, which is hardly ever
what was meant: it slides over the last axis but one.

## Example

```python
x = keras.Input((100,))
y = layers.Conv1D(64, 3)(x)  # error: [input-rank] "Conv1D wants 3 axes (batch, steps, channels), but `x` has 2 axes"
```

## Fix

One number a step is one channel:

```python
x = keras.Input((100, 1))
y = layers.Conv1D(64, 3)(x)  # shape: (None, 98, 64)
```

Where there is one axis too many, fold the last two into one, if together they are the channels of a step:

```python
x = keras.Input((50, 3, 2))
x = layers.Reshape((50, 6))(x)
y = layers.Conv1D(32, 5, padding="same")(x)  # shape: (None, 50, 32)
```

`Dense` has no steps, and takes any number of axes from two on:

```python
z = layers.Dense(8)(keras.Input((100,)))  # shape: (None, 8)
```

Quick fixes for the Example:

- Give Input a channel axis: (100, 1) (`--unsafe-fixes`)
- Take the 100 numbers as 100 steps of one channel (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Input 0 with name 'None' of layer 'conv1d' is incompatible with the layer: expected min_ndim=3, found ndim=2. Full
shape received: (None, 100)
```

Under Keras 2 it raises `ValueError`:

```text
Input 0 of layer "conv1d" is incompatible with the layer: expected min_ndim=3, found ndim=2. Full shape received:
(None, 100)
```
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.layers.faults import WrongRank
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import axes, named
from conv1d_lsp.shapes import Dim, Open

_FLATTENING = ("Flatten", "GlobalMaxPooling1D", "GlobalAveragePooling1D")


@rule("input-rank", Severity.ERROR, family=Family.INPUT, since="0.1")
def speak(fault: WrongRank, site: Site) -> Message:
    found = fault.found.known_axes
    wanted = len(fault.axes) or int(fault.wanted.rpartition(" ")[2])
    too_many = len(found) > wanted
    number = str(wanted) if wanted >= 3 and fault.axes else fault.wanted
    words = (
        f"{fault.layer} wants {axes(number)}{named(fault.axes)}, "
        f"but {site.subject()} has {axes(len(found))}: {fault.found}"
    )
    if too_many:
        trail = site.how_it_came()
        return Message(
            site.passed(), words, trail, _help_for_more(fault, wanted, site), _fixes_for_more(fault, site, wanted)
        )
    return Message(
        site.passed(), words, site.how_it_came(), _help_for_less(fault, wanted, site), _fixes_for_less(fault, site)
    )


def _help_for_more(fault: WrongRank, wanted: int, site: Site) -> str | None:
    if fault.part:
        return None
    if (whole := site.input_repairs.whole_shape) is not None and len(fault.found.known_axes) == wanted + 1:
        return f"`{whole}` counts the samples first; Input takes the shape of one of them: `{whole}[1:]`"
    if "batch" in site.input_repairs.first_size_name.lower():
        return "leave the batch size out of Input; the batch axis comes by itself"
    if fault.layer != "Conv1D" or len(fault.found.known_axes) != wanted + 1:
        return None
    return (
        "fold the last two axes into channels with Reshape, or use Conv2D, or apply the layer to each part with "
        "TimeDistributed; if the first size of Input is the batch size, leave it out"
    )


def _help_for_less(fault: WrongRank, wanted: int, site: Site) -> str | None:
    if fault.part:
        return "TimeDistributed takes the axis of steps away: leave it out, or give it an input of one axis more"
    if wanted == 4 and len(fault.found.known_axes) == 3:
        return "give Input a size for channels too, such as (28, 28, 1); the batch axis is not counted"
    if wanted != 3 or len(fault.found.known_axes) > 2:
        return None
    if (recurrent := site.row_repairs.recurrent_before) is not None:
        before = "" if recurrent == site.maker else f" before {site.maker}"
        return f"{recurrent}{before} gives its last step alone; with return_sequences=True it gives all of them"
    if site.maker in _FLATTENING:
        return f"{site.maker} takes the steps away; call {fault.layer} before it, or leave it out"
    size = fault.found.known_axes[-1].value if len(fault.found.known_axes) == 2 else None
    return f"give Input a size for steps and one for channels, such as ({size or 100}, 1), without the batch axis"


def _fixes_for_more(fault: WrongRank, site: Site, wanted: int) -> list[Fix | None]:
    found, inputs, layers = fault.found.known_axes, site.input_repairs, site.layer_repairs
    if len(found) == 3 and wanted == 2 and not fault.part:
        return [
            site.row_repairs.last_step_of_maker().unsafe(),
            site.row_repairs.pool_input("GlobalAveragePooling1D", "Average over the steps first").unsafe(),
        ]
    if len(found) != wanted + 1 or len(found) < 3 or fault.part:
        return []
    rest = _shown(found[2:])
    if (whole := inputs.whole_shape) is not None:
        return [inputs.drop_first_size(f"Give Input the shape of one sample: {whole}[1:]").safe()]
    if "batch" in inputs.first_size_name.lower():
        fixes = [inputs.drop_first_size(f"Leave the batch size out of Input: {rest}").safe(), _fold(fault, site)]
    else:
        title = f"Leave {found[1]} out of Input, if it is the batch size: {rest}"
        fixes = [_fold(fault, site), inputs.drop_first_size(title).unsafe()]
    if fault.layer.endswith("1D"):
        other = f"{fault.layer[:-2]}2D"
        fixes.append(layers.exchange_layer(other, f"Slide over two axes with {other}").unsafe())
        fixes.append(layers.wrap_layer("TimeDistributed", f"Apply {fault.layer} to each part of axis 1").unsafe())
    return fixes


def _fold(fault: WrongRank, site: Site) -> Fix | None:
    *kept, first, second = fault.found.known_axes[1:]
    channels = first * second
    sizes = [*("-1" if isinstance(size, Open) else size.value for size in kept), channels.value]
    if None in sizes or sizes.count("-1") > 1:
        return None
    target = f"({', '.join(map(str, sizes))})"
    title = f"Fold the last two axes into {channels} channels with Reshape"
    return site.layer_repairs.insert_layer("Reshape", target, title).unsafe()


def _fixes_for_less(fault: WrongRank, site: Site) -> list[Fix | None]:
    found = fault.found.known_axes
    if len(found) == 3 and fault.layer.removesuffix("Transpose").endswith("2D") and not fault.part:
        plain = fault.layer.replace("2D", "1D")
        one = site.input_repairs.add_last_size("1", f"Give Input a channel axis: ({found[1]}, {found[2]}, 1)").unsafe()
        steps = site.layer_repairs.exchange_layer(plain, f"Use {plain}").unsafe()
        return [one, steps] if found[1].same(found[2]) else [steps, one]
    if len(fault.axes) != 3 or len(found) != 2:
        return []
    if site.maker in (*_FLATTENING, "Lambda"):
        return [site.row_repairs.leave_out_maker().unsafe()]
    if site.row_repairs.recurrent_before is not None:
        return [site.row_repairs.every_step_before().unsafe()]
    size = found[1].value
    in_front = None
    if size is not None:
        title = f"Take the {size} numbers as {size} steps of one channel"
        in_front = site.layer_repairs.insert_layer("Reshape", f"({size}, 1)", title).unsafe()
    return [*site.input_repairs.add_channels(found[1]), in_front]


def _shown(sizes: tuple[Dim, ...]) -> str:
    return f"({', '.join(map(str, sizes))})"
