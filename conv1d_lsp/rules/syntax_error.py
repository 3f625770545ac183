"""Code that is no Python.

## What it does

Says where the text stops being Python, in Python's own words. What stands outside of the broken statement is read as
usual: its shapes stay, and so do its faults.

## Why it matters

The file can't run.

## Example

```py
x = keras.Input((10, 4)
y = layers.Conv1D(8, 3)(x)
```

## Fix

Close the bracket.

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3)(x)  # shape: (None, 8, 8)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("syntax-error", Severity.ERROR, __doc__, family=Family.OWN, since="0.1")
