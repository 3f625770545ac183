"""Targets beside a dataset.

## What it does

Finds `fit` and its like on a `tf.data.Dataset`, a generator or a `Sequence`, with `y`, `sample_weight` or
`validation_split` beside it.

## Why it matters

Each batch of such a source holds its targets, and its weights if there are any: Keras refuses others beside it. And it
does not know how many batches there will be, so that it can't keep a part of them for validation.

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((8, 10, 4)), np.zeros((8, 1))
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
model.fit(data, y, verbose=0)  # error: [beside-batches] "a dataset that holds its targets itself"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((8, 10, 4)), np.zeros((8, 1))
data = tf.data.Dataset.from_tensor_slices((x, y)).batch(4)
model.fit(data, verbose=0)
```

Quick fixes for the Example:

- Leave y out (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
When providing `x` as a tf.data.Dataset, `y` should not be passed. Instead, the targets should be included as part of
the tf.data.Dataset.
```

Under Keras 2 it raises `ValueError`:

```text
`y` argument is not supported when using dataset as input.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import BesideBatches
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("beside-batches", Severity.ERROR, family=Family.DATA, since="0.2")
def speak(fault: BesideBatches, site: Site) -> Message:
    given = f"{fault.call} gets {fault.source}"
    what = "targets" if fault.argument == "y" else "weights"
    splits = fault.argument == "validation_split"
    return Message(
        place=site.argument_at(fault.argument, fault.index),
        words=f"{given} and `validation_split`, but only arrays can be split"
        if splits
        else f"{given} that holds its {what} itself, and `{fault.argument}` beside it",
        trail=site.layer_made(),
        help="split it yourself, and pass the other part as `validation_data`"
        if splits
        else f"leave `{fault.argument}` out: each batch is a tuple of data, targets and, if there are any, weights",
        fixes=[site.call_repairs.remove_setting(fault.argument, fault.index, f"Leave {fault.argument} out").unsafe()],
    )
