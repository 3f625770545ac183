"""A shape that somebody asks for.

## What it does

Answers the comment `# shape: ?` at the end of a line with the shape of what the line assigns or gives.

## Why it matters

It shows what is known without running the program, in the terminal, in JSON and in the editor. Where the shape can't be
told, it says why; then `# shape: (n, 100, 3)` tells it.

## Example

```python
x = keras.Input((100, 3))
y = layers.Conv1D(64, 3)(x)  #shape: ?  # information: [shape-asked] "`y` has the shape (None, 98, 64)"
```

## Fix

```python
x = keras.Input((100, 3))
y = layers.Conv1D(64, 3)(x)  # shape: (None, 98, 64)
```

Quick fixes for the Example:

- Write the shape: (None, 98, 64) (`--fix`)

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 98, 64).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.told_faults import ShapeAsked
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("shape-asked", Severity.INFORMATION, family=Family.ADVICE, since="0.1")
def speak(fault: ShapeAsked, site: Site) -> Message:
    if fault.shape is None or not fault.shape.ranked:
        why = fault.reason or ("" if fault.shape is None else fault.shape.why.reason)
        words = f"the shape of `{fault.subject}` can't be told: {why}"
    elif fault.sizes:
        words = f"`{fault.subject}` is {fault.shape}"
    else:
        words = f"`{fault.subject}` has the shape {fault.shape}"
    known = fault.shape is not None and "?" not in str(fault.shape)
    write = site.code_repairs.correct_claim(str(fault.shape), f"Write the shape: {fault.shape}").safe()
    return Message(place=site.claimed_shape, words=words, fixes=[write] if known and fault.alone else [])
