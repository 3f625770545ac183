"""A word that Keras does not know.

## What it does

Finds a `padding`, an `activation`, an initializer … that is none of the words that Keras has for it.

## Why it matters

Keras refuses to make the layer. The two generations know different activations: `"celu"` is one of Keras 3 alone.

## Example

```python
layers.Conv1D(8, 3, padding="sane")  # error: [unknown-word] "'sane' is no `padding` of Conv1D; did you mean 'same'?"
layers.Conv1D(8, 3, activation="rellu")  # error: [unknown-word] "'rellu' is no `activation`"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3, padding="same", activation="relu")(x)  # shape: (None, 10, 8)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import UnknownWord
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import listed

#: More words than these are not told.
_FEW = 8


@rule("unknown-word", Severity.ERROR, since="0.1")
def speak(fault: UnknownWord, site: Site) -> Message:
    meant = f"; did you mean {listed(map(repr, fault.close), 'or')}?" if fault.close else ""
    name = fault.argument or "setting"
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.word!r} is no `{name}` of {fault.layer}{meant}",
        trail=site.layer_made(),
        help=f"use {listed(map(repr, fault.known), 'or')}" if len(fault.known) <= _FEW else None,
        fixes=[site.repairs.set_word(name, word, f'Write "{word}"').unsafe() for word in fault.close],
    )
