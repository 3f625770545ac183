"""Columns of a table that are not equally long.

## What it does

Finds tables of pandas that are made of arrays or lists of different lengths, a column that is written with more or
fewer values than the table has rows, and more or fewer names than it has columns.

## Why it matters

pandas raises ValueError: "All arrays must be of the same length", "Length of values (5) does not match length of index
(6)". A Series of other rows is taken: pandas puts it beside the rows of the same labels.

## Example

```python
import numpy as np; import pandas as pd; import keras

df = pd.DataFrame({"t": np.arange(6), "x": np.zeros(6)})
df["smooth"] = np.convolve(df["x"].values, np.ones(3) / 3, "valid")  # error: [lengths-differ] "6 rows, and 4 values"
```

## Fix

```python
import numpy as np; import pandas as pd; import keras

df = pd.DataFrame({"t": np.arange(6), "x": np.zeros(6)})
df["smooth"] = np.convolve(df["x"].values, np.ones(3) / 3, "same")
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Length of values (4) does not match length of index (6)
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.table_faults import LengthsDiffer
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("lengths-differ", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: LengthsDiffer, site: Site) -> Message:
    return Message(place=site.call, words=_words(fault), trail=site.how_all_came())


def _words(fault: LengthsDiffer) -> str:
    rows, given = fault.wanted.value or 0, fault.given.value or 0
    match fault.what:
        case "columns":
            return f"the columns of a table are equally long, but one has {counted(rows, 'value')}, another one {given}"
        case "names":
            return f"the table has {counted(rows, 'column')}, and gets {counted(given, 'name')}"
    return f"the table has {counted(rows, 'row')}, and {counted(given, 'value')} are written to its column"
