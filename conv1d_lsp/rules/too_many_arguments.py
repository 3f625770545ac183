"""More arguments by position than there are parameters.

## What it does

Finds a layer that is made with more positional arguments than its signature has.

## Why it matters

Python refuses the call. Often the tensor was passed together with the settings; it belongs into a call of the layer.

## Example

```python
layers.Flatten("channels_last", 3)  # error: [too-many-arguments] "Flatten takes at most 1 argument by position"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Flatten("channels_last")(x)  # shape: (None, 40)
```

## Keras says

Under Keras 3 it raises `TypeError`:

```text
Flatten.__init__() takes from 1 to 2 positional arguments but 3 were given
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import TooManySettings
from conv1d_lsp.layers.faults import TooManyArguments
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("too-many-arguments", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: TooManyArguments | TooManySettings, site: Site) -> Message:
    if isinstance(fault, TooManySettings):
        words = f"{fault.function} takes at most {counted(fault.most, 'argument')} by position, not {fault.found}"
        return Message(site.call, words, site.layer_made())
    return Message(
        place=site.positional(fault.most),
        words=f"{fault.layer} takes at most {counted(fault.most, 'argument')} by position, not {fault.found}",
        trail=site.layer_made(),
        help=f"pass settings by name; call the layer on its input: {fault.layer}(...)(x)",
    )
