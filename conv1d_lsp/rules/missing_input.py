"""A call without a tensor that the layer needs.

## What it does

Finds the call of a layer that takes several tensors, where one of them is not passed; and a dict of data without the
name of one of the model's inputs.

## Why it matters

`MultiHeadAttention`, for instance, is called on a query and a value; without the value Keras refuses the call.

## Example

```python
x = keras.Input((10, 4))
y = layers.MultiHeadAttention(2, 8)(x)  # error: [missing-input] "MultiHeadAttention is called without `value`"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.MultiHeadAttention(2, 8)(x, x)  # shape: (None, 10, 4)
```

## Keras says

Under Keras 3 it raises `TypeError`:

```text
missing a required argument: 'value'
```

Under Keras 2 it raises `TypeError`:

```text
MultiHeadAttention.call() missing 1 required positional argument: 'value'
```
"""

from difflib import get_close_matches

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.data_faults import LackingKey
from conv1d_lsp.layers.faults import MissingInput
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import coded


@rule("missing-input", Severity.ERROR, family=Family.MERGING, since="0.1")
def speak(fault: MissingInput | LackingKey, site: Site) -> Message:
    if isinstance(fault, LackingKey):
        return _of_model(fault, site)
    return Message(
        place=site.call,
        words=f"{fault.layer} is called without `{fault.name}`",
        trail=site.how_it_came(),
        help=f"pass a tensor for `{fault.name}` too",
    )


def _of_model(fault: LackingKey, site: Site) -> Message:
    call = f"`{fault.part}` of {fault.call}" if fault.part else fault.call or f"{site.called or 'the model'}"
    has = f"the dict has {coded(fault.keys)}" if fault.keys else "the dict is empty"
    close = get_close_matches(fault.name, fault.keys, 1)
    return Message(
        place=site.word(close[0])
        if close
        else site.argument_at(fault.part or "x", 0 if fault.call and not fault.part else None),
        words=f"{call} gets nothing for the input `{fault.name}` of the model: {has}",
        trail=site.model_made("the model is made here"),
        help=f"is `{close[0]}` meant for it?" if close else "the keys are the names of the inputs",
        fixes=_fixes(close[0], fault.name, site) if close else [],
    )


def _fixes(old: str, new: str, site: Site) -> list[Fix | None]:
    return [site.call_repairs.replace_word(old, new, f'Write "{new}"').unsafe()]
