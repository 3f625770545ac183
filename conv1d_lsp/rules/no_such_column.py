"""A column that the table does not have.

## What it does

Finds a table of pandas that is asked for a column which it does not have, where all its columns are known.

## Why it matters

pandas raises a `KeyError`. Often the name is misspelt, or the column was dropped before.

## Example

```python
import numpy as np; import keras
import pandas as pd

table = pd.DataFrame({"time": np.arange(50), "signal": np.zeros(50)})
x = table["signals"]  # error: [no-such-column] "the table has no column 'signals'"
```

## Fix

```python
import numpy as np; import keras
import pandas as pd

table = pd.DataFrame({"time": np.arange(50), "signal": np.zeros(50)})
x = table["signal"].values  # shape: (50,)
```

Quick fixes for the Example:

- Write 'signal' (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `KeyError`:

```text
'signals'
```

Under Keras 2 the same.
"""

from difflib import get_close_matches

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.table_faults import NoSuchColumn
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import listed

#: So many columns are named in a message.
_MOST_NAMED = 8


@rule("no-such-column", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: NoSuchColumn, site: Site) -> Message:
    close = get_close_matches(fault.name, fault.columns, 1)
    shown = fault.columns[:_MOST_NAMED]
    more = f", and {len(fault.columns) - len(shown)} more" if len(shown) < len(fault.columns) else ""
    has = f"its columns are {listed(shown) if not more else ', '.join(shown) + more}" if shown else "it has none"
    return Message(
        place=site.call,
        words=f"the table has no column {fault.name}; {has}",
        trail=site.model_made("the table is made here"),
        help=f"did you mean {close[0]}?" if close else None,
        fixes=_fixes(fault, close, site),
    )


def _fixes(fault: NoSuchColumn, close: list[str], site: Site) -> list[Fix | None]:
    if not close or not fault.name.startswith("'") or not close[0].startswith("'"):
        return []
    old, new = fault.name[1:-1], close[0][1:-1]
    return [site.call_repairs.replace_word(old, new, f"Write {close[0]}").unsafe()]
