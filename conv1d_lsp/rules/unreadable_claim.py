"""A comment that begins to tell a shape and breaks off.

## What it does

Finds `# shape: (...)` at the end of a line with a bracket that is not closed, or with nothing between two commas.

## Why it matters

`# shape: (n, 100, 3)` tells what shape something has where the analyzer can't know it. What can't be read tells
nothing.

## Example

```python
x = np.zeros((32, 100, 3))  #shape: (n, 100, 3  # warning: [unreadable-claim] "a '(' is not closed"
```

## Fix

```python
x = np.zeros((32, 100, 3))  #shape: (n, 100, 3)
```

## Keras says

Under Keras 3 nothing: it runs, and gives (32, 100, 3).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.told_faults import UnreadableClaim
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("unreadable-claim", Severity.WARNING, family=Family.CLAIMS, since="0.1")
def speak(fault: UnreadableClaim, site: Site) -> Message:
    return Message(place=site.call, words=f"the shape in the comment can't be read: {fault.reason}")
