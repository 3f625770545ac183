"""A comment that was meant to silence, and is not understood.

## What it does

Finds comments that are almost `# conv1d: ignore[rule-name]` or `# conv1d: skip-file`: other brackets around the names,
a bracket that is not closed, a slip in the words, the words of another tool (`disable=rule-name`).

## Why it matters

Such a comment silences nothing, though it reads as if it did.

## Example

```python
import keras
from keras import layers

x = keras.Input((100, 4))
y = layers.Conv1D(8, 3)(x)  # conv1d: ignore(open-size)  # warning: [unreadable-suppression] "ignore[open-size]"
```

## Fix

```python
import keras
from keras import layers

x = keras.Input((100, 4))
z = layers.Conv1D(8, 200)(x)  # conv1d: ignore[window-too-long]  # judge: Keras refuses it, and nobody is told
```

Quick fixes for the Example:

- Write ignore[open-size] (`--fix`)
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("unreadable-suppression", Severity.WARNING, __doc__, family=Family.OWN, since="0.1")
