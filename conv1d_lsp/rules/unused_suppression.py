"""A comment that silences a rule which finds nothing there.

## What it does

Tells of a `# conv1d: ignore`, or of a name in the list of one, where there is nothing to silence. It is silent where
the file could not be read as a whole, where files of data have a say in what is found, and where the other generation
of Keras has something to silence, unless the program itself says which one it runs under. `# noqa` is never told of.

## Why it matters

The fault was mended, or the comment stands in another line than it was meant for. Left there, it will silence a fault
that somebody makes tomorrow.

## Example

```python
import keras
from keras import layers

x = keras.Input((100, 4))
y = layers.Conv1D(8, 3)(x)  # conv1d: ignore[input-rank]  # information: [unused-suppression] "finds nothing here"
```

## Fix

Remove the comment; where the list names other rules too, the one name.

```python
import keras
from keras import layers

x = keras.Input((100, 4))
y = layers.Conv1D(8, 3)(x)
z = layers.Conv1D(8, 200)(x)  # conv1d: ignore[window-too-long]  # judge: Keras refuses it, and nobody is told
```

Quick fixes for the Example:

- Remove the comment (`--fix`)
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("unused-suppression", Severity.INFORMATION, __doc__, family=Family.OWN, since="0.1")
