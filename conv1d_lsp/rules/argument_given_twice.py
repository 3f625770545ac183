"""An argument that is given by position and by name.

## What it does

Finds a call with two values for one parameter of a layer or of a function of the program's own: by position and by
name, by name and in a dict behind `**`, or in two such dicts.

## Why it matters

Python refuses the call.

## Example

```python
layers.Conv1D(8, 3, kernel_size=5)  # error: [argument-given-twice] "`kernel_size` of Conv1D is given twice"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, kernel_size=5)(x)  # shape: (None, 6, 8)
```

Quick fixes for the Example:

- Leave kernel_size= out (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `TypeError`:

```text
Conv1D.__init__() got multiple values for argument 'kernel_size'
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import NamedTwice, PassedTwice
from conv1d_lsp.layers.faults import GivenTwice
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("argument-given-twice", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: GivenTwice | NamedTwice | PassedTwice, site: Site) -> Message:
    if isinstance(fault, NamedTwice):
        return _of_call(fault.name, f"`{fault.name}` is given twice, {_how(fault.name, site)}", site)
    if isinstance(fault, PassedTwice):
        return _of_call(fault.name, f"`{fault.name}` of {fault.function} is given twice, by position and by name", site)
    return Message(
        place=site.argument(fault.name),
        words=f"`{fault.name}` of {fault.layer} is given twice, by position and by name",
        trail=site.layer_made(),
        fixes=[site.argument_repairs.remove_argument(fault.name, f"Leave {fault.name}= out").unsafe()],
    )


def _of_call(name: str, words: str, site: Site) -> Message:
    fix = site.call_repairs.remove_keyword(name, f"Leave {name}= out").unsafe()
    return Message(place=site.keyword(name), words=words, trail=site.layer_made(), fixes=[fix])


def _how(name: str, site: Site) -> str:
    return "in two dicts behind `**`" if site.keyword(name) == site.call else "by name and in a dict behind `**`"
