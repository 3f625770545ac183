"""A layer that the model does not have.

## What it does

Finds `get_layer` with a name or an index that no layer of the model has, and `pop` of a Sequential without layers.
Names that Keras gives by counting (`conv1d_3`) are not judged: they depend on what was made before.

## Why it matters

`get_layer` raises where there is no such layer. A layer of a model inside the model is none of its own: ask the inner
model for it.

## Example

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3, name="first")(x)
model = keras.Model(x, y)
features = model.get_layer("frist").output  # error: [no-such-layer] "the model has no layer named `frist`"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3, name="first")(x)
model = keras.Model(x, y)
features = model.get_layer("first").output  # shape: (None, 8, 8)
```

Quick fixes for the Example:

- Ask for "first" (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
No such layer: frist. Existing layers are: ['input_layer', 'first'].
```

Under Keras 2 it raises `ValueError`:

```text
No such layer: frist. Existing layers are: ['input_1', 'first'].
```
"""

from difflib import get_close_matches

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NoSuchLayer
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site

_MOST_NAMES = 6


@rule("no-such-layer", Severity.ERROR, family=Family.STRUCTURE, since="0.1")
def speak(fault: NoSuchLayer, site: Site) -> Message:
    return Message(
        place=site.call,
        words=_words(fault, site),
        trail=site.model_made("the model is made here"),
        help=_help(fault),
        fixes=[
            site.call_repairs.replace_word(str(fault.asked), name, f'Ask for "{name}"').unsafe()
            for name in get_close_matches(str(fault.asked), fault.names, 1)
        ],
    )


def _words(fault: NoSuchLayer, site: Site) -> str:
    if fault.asked is None:
        return f"{site.owner or 'the model'} has no layer left to take off"
    if isinstance(fault.asked, int):
        count = f"{len(fault.names)} layers" if len(fault.names) != 1 else "1 layer"
        return f"there is no layer at index {fault.asked}: the model has {count}, counted from 0"
    return f"the model has no layer named `{fault.asked}`"


def _help(fault: NoSuchLayer) -> str | None:
    if not fault.names:
        return None
    close = get_close_matches(str(fault.asked), fault.names, 1)
    if close:
        return f"its layer `{close[0]}` has a similar name"
    names = ", ".join(fault.names[:_MOST_NAMES])
    return f"its layers are {names}{' and others' if len(fault.names) > _MOST_NAMES else ''}"
