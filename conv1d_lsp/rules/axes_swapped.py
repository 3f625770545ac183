"""Channels where steps belong.

## What it does

Finds an `Input` (or an `input_shape`) whose two sizes are called after channels and steps, in this order, before a
layer that goes along the steps: `Conv1D`, a recurrent layer, a pooling. So it does with data that `fit` is given: where
they were made with sizes of such names, in this order, or by stacking channels (`acc_x`, `acc_y`, `acc_z`) along the
axis 1.

## Why it matters

These layers take (steps, channels): they go along the axis behind that of the samples. Given (channels, steps) they
run, slide over the channels as if those followed each other in time, and learn next to nothing. PyTorch has the other
order.

## Example

```python
n_channels, n_steps = 3, 100
inputs = keras.Input((n_channels, n_steps))  # warning: [axes-swapped] "Conv1D takes (steps, channels)"
y = layers.Conv1D(8, 3)(inputs)
```

## Fix

```python
n_channels, n_steps = 3, 100
inputs = keras.Input((n_steps, n_channels))
y = layers.Conv1D(8, 3)(inputs)  # shape: (None, 98, 8)
```

Where the data has its channels first, turn it in the model:

```python
turned = layers.Permute((2, 1))(keras.Input((n_channels, n_steps)))
z = layers.Conv1D(8, 3)(turned)  # shape: (None, 98, 8)
```

Quick fixes for the Example:

- Write (n_steps, n_channels), if the data has its steps first (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 3, 100).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import MadeTurned
from conv1d_lsp.interpreter.faults import AxesSwapped
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("axes-swapped", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: AxesSwapped | MadeTurned, site: Site) -> Message:
    if isinstance(fault, MadeTurned):
        return _of_data(fault, site)
    turned = f"Write ({fault.second}, {fault.first})"
    return Message(
        place=site.call,
        words=f"{fault.layer} takes (steps, channels), here `{fault.first}` is first and `{fault.second}` second",
        trail=site.layer_made(),
        fixes=[site.input_repairs.turn_sizes(f"{turned}, if the data has its steps first").unsafe()],
        help=f"write ({fault.second}, {fault.first}), and swap the axes of the data too: np.transpose(x, (0, 2, 1)); "
        "or begin with Permute((2, 1))",
    )


def _of_data(fault: MadeTurned, site: Site) -> Message:
    if fault.first:
        made = f"was made as (…, {fault.first}, {fault.second})"
        cure = "swap the axes of the data and of the Input: np.transpose(x, (0, 2, 1)); or begin with Permute((2, 1))"
    else:
        made = f"has {fault.second} along axis 1"
        cure = "stack them along the last axis, axis=-1, and give the input that shape"
    return Message(
        place=site.passed(),
        words=f"{site.subject(0, 'the data')} {made}, but {fault.layer} takes (samples, steps, channels)",
        trail=site.how_it_came(),
        help=cure,
    )
