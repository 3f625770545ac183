"""A mask that does not fit.

## What it does

Finds `Softmax` on a sequence that carries a mask, from `Masking` or `Embedding(mask_zero=True)` on; and under Keras 2
also `GroupNormalization` there, and a `Concatenate` along the steps of a sequence with a mask and one without.

## Why it matters

The mask has an entry for each step, `(batch, steps)`, and these layers take it for one of the shape of their input.
Keras 2 refuses the call, or spreads the mask along a single channel. Keras 3 builds the model, and `fit` and `predict`
fail. Most other layers take a mask, hand it on, or drop it.

## Example

```python
x = layers.Masking()(keras.Input((10, 4)))
y = layers.Softmax()(x)  # keras 3: warning: [mask-misfit] "(None, 10)"   # keras 2: error: [mask-misfit]
scores = layers.Dense(1)(x)
weights = layers.Softmax(axis=1)(scores)  # warning: [mask-misfit] "does not fit (None, 10, 1)"
```

## Fix

The activation does not look at masks:

```python
x = layers.Masking()(keras.Input((10, 4)))
y = layers.Activation("softmax")(x)  # shape: (None, 10, 4)
```

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 10, 4), (None, 10, 1).

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer "softmax" (type Softmax).

Dimensions must be equal, but are 4 and 10 for […] with input shapes: [?,10,4], [?,10].

[…]
```
"""

from collections.abc import Iterator

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import MaskMisfit
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("mask-misfit", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: MaskMisfit, site: Site) -> Message:
    beside = fault.inputs[-1]
    fails = "most batches will fail" if fault.spread else "`fit` and `predict` will fail"
    later = f"; {fails}" if site.runs else ""
    if len(fault.inputs) > 1:
        mask = f"the mask {fault.mask} beside a sequence without a mask: {beside}"
    else:
        mask = f"the mask of {site.subject()}: {fault.mask} does not fit {beside}"
    return Message(
        place=site.call,
        words=f"{fault.layer} can't use {mask}{later}",
        trail=site.how_it_came(),
        help="; ".join(_advice(fault)) or None,
    )


def _advice(fault: MaskMisfit) -> Iterator[str]:
    if fault.spread:
        yield f"batches of 1 or {fault.mask[1]} samples pass, with the mask spread along another axis"
    if fault.layer == "Softmax":
        yield 'use Activation("softmax"), which does not look at masks'
