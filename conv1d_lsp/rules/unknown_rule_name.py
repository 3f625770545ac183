"""A comment that silences a rule which does not exist.

## What it does

Tells of a name in `# conv1d: ignore[...]` that no rule has, and of the rule that was probably meant.

## Why it matters

Such a comment silences nothing, though it reads as if it did. A slip of the finger does that, or a rule that has
another name now.

## Example

```python
import keras
from keras import layers

x = keras.Input((100, 4))
y = layers.Conv1D(8, 3)(x)  # conv1d: ignore[inputrank]  # warning: [unknown-rule-name] "did you mean `input-rank`?"
```

## Fix

Write the name that stands in brackets where the finding is shown; `conv1d-lsp rule` lists them all.

```python
import keras
from keras import layers

x = keras.Input((100, 4))
z = layers.Conv1D(8, 200)(x)  # conv1d: ignore[window-too-long]  # judge: Keras refuses it, and nobody is told
```

Quick fixes for the Example:

- Write input-rank (`--fix`)
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("unknown-rule-name", Severity.WARNING, __doc__, family=Family.OWN, since="0.1")
