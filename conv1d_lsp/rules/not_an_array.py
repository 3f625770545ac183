"""A table of pandas, or a list of arrays, where an array is meant.

## What it does

Finds methods of NumPy's arrays that are asked of a DataFrame or a Series, which have none of that name (`reshape`,
`flatten`), and a DataFrame that is indexed like an array: `df[:, 0]`; and the `shape` of a list of arrays.

## Why it matters

What `read_csv` gives is a table, and so is what `train_test_split` gives of one. `X.reshape(-1, 100, 1)` is needed on
the way to a 1-D convolution, and pandas raises AttributeError: "'DataFrame' object has no attribute 'reshape'".

## Example

```python
import numpy as np; import pandas as pd; import keras

df = pd.DataFrame(np.zeros((50, 3)), columns=["x", "y", "z"])
first = df[:, 0]  # error: [not-an-array] "`df` is a DataFrame, which takes names of columns, not places"
X = df.reshape(-1, 3, 1)  # error: [not-an-array] "`df` is a DataFrame, and has no `reshape`: arrays have"
```

## Fix

```python
import numpy as np; import pandas as pd; import keras

df = pd.DataFrame(np.zeros((50, 3)), columns=["x", "y", "z"])
X = df.to_numpy().reshape(-1, 3, 1)  # shape: (50, 3, 1)
first = df.iloc[:, 0]  # shape: (50,)
```

Quick fixes for the Example:

- Write .iloc: rows and columns by their places (`--unsafe-fixes`)
- Make it an array: .to_numpy() (`--unsafe-fixes`)

## Keras says

Under Keras 3 `first = df[:, 0]` raises `InvalidIndexError`:

```text
(slice(None, None, None), 0)
```

Under Keras 3 `X = df.reshape(-1, 3, 1)` raises `AttributeError`:

```text
'DataFrame' object has no attribute 'reshape'
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.table_faults import NotAnArray
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("not-an-array", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: NotAnArray, site: Site) -> Message:
    subject = site.owner or "this"
    if fault.method is None:
        return Message(
            place=site.call,
            words=f"{subject} is a {fault.kind}, which takes names of columns, not places",
            help="`.iloc[...]` takes rows and columns by their places",
            fixes=[site.code_repairs.follow_owner(".iloc", "Write .iloc: rows and columns by their places").unsafe()],
        )
    if fault.kind == "list":
        return Message(
            place=site.call,
            words=f"{subject} is a list of arrays, and has no `{fault.method}`: each of them has",
            help="a model of several outputs gives a list: `first, second = model.predict(x)`",
        )
    return Message(
        place=site.call,
        words=f"{subject} is a {fault.kind}, and has no `{fault.method}`: arrays have",
        help="`.to_numpy()` gives the numbers as an array",
        fixes=[site.code_repairs.follow_owner(".to_numpy()", "Make it an array: .to_numpy()").unsafe()],
    )
