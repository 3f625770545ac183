"""A batch size among the sizes of Input.

## What it does

Finds `Input(shape=(32, 100, 1))` before a layer over steps, where 32 is seen to be the batch size: by its name, by the
data, or by `fit(batch_size=32)`.

## Why it matters

`Input` is told the shape of one sample; the batch axis comes by itself. With the batch size in it, the tensor has four
axes. Keras 3 refuses to call `Conv1D` on it (`input-rank`); Keras 2 runs and convolves within each of 32 parts of one
sample, which is hardly what was meant.

## Example

```python
batch_size = 32
inputs = keras.Input((batch_size, 100, 1))  # keras 2: warning: [batch-axis-in-input] "32 is the batch size"
y = layers.Conv1D(64, 3)(inputs)  # keras 3: error: [input-rank]
```

## Fix

```python
inputs = keras.Input((100, 1))
y = layers.Conv1D(64, 3)(inputs)  # shape: (None, 98, 64)
```

Where the batch size has to be told, it has an argument of its own:

```python
batch_size = 32
fixed = keras.Input((100, 1), batch_size=batch_size)
z = layers.Conv1D(64, 3)(fixed)  # shape: (32, 98, 64)
```

Quick fixes for the Example:

- Leave the batch size out: (100, 1) (`--unsafe-fixes`, Keras 2)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Kernel shape must have the same length as input, but received kernel of shape (3, 1, 64) and input of shape (None, 32,
100, 1).
```

Under Keras 2 nothing: it runs, and gives (None, 32, 100, 1).
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import BatchAxisInInput
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("batch-axis-in-input", Severity.WARNING, family=Family.INPUT, since="0.1")
def speak(fault: BatchAxisInInput, site: Site) -> Message:
    rest = f"({', '.join(str(size) for size in fault.shape.known_axes[2:])})"
    written = rest if site.input_repairs.whole_shape is None else f"{site.input_repairs.whole_shape}[1:]"
    return Message(
        place=site.argument("shape"),
        words=f"Input counts the batch axis, which comes by itself: {fault.size} is the batch size, "
        f"to judge by {fault.evidence}",
        trail=site.layer_made(),
        help=f"leave it out: Input({written}) gives (None, {rest[1:]}",
        fixes=[site.input_repairs.drop_first_size(f"Leave the batch size out: {written}").unsafe()],
    )
