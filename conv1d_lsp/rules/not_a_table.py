"""Data that is no table, where scikit-learn wants one.

## What it does

Finds scalers, encoders and models of scikit-learn that are given data of another number of axes: they take a table of
two, samples and features. `LabelEncoder` takes one label for each sample.

## Why it matters

Windows for a 1-D convolution have three axes (samples, steps, channels), and scikit-learn refuses them: "Found array
with dim 3". One column alone has one axis, and is refused too: "Expected 2D array, got 1D array instead".

## Example

```python
import numpy as np; import keras
from sklearn.preprocessing import StandardScaler

X = np.zeros((40, 100, 3))
X = StandardScaler().fit_transform(X)  # error: [not-a-table] "wants 2 axes (samples, features), but `X`"
```

## Fix

Make each step a row, so that each channel is scaled alone, and go back:

```python
import numpy as np; import keras
from sklearn.preprocessing import StandardScaler

X = np.zeros((40, 100, 3))
X = StandardScaler().fit_transform(X.reshape(-1, 3)).reshape(X.shape)  # shape: (40, 100, 3)
```

Quick fixes for the Example:

- Make each step a row, and reshape what comes back (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Found array with dim 3, while dim <= 2 is required by StandardScaler.
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.table_faults import NotATable
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import axes

#: Methods that give back data of the shape that they got.
_THERE_AND_BACK = ("fit_transform", "transform", "inverse_transform")


@rule("not-a-table", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: NotATable, site: Site) -> Message:
    has = axes(len(fault.given.known_axes))
    wanted = "2 axes (samples, features)" if fault.wanted == 2 else "1 axis (samples)"
    return Message(
        place=site.passed(),
        words=f"{fault.call} wants {wanted}, but {site.subject()} has {has}: {fault.given}",
        trail=site.how_it_came(),
        help=_help(fault, site),
        fixes=_fixes(fault, site),
    )


def _help(fault: NotATable, site: Site) -> str:
    if fault.wanted == 1:
        return "give the labels themselves; one-hot rows become labels again by argmax(axis=-1)"
    if site.of_pandas():
        return 'a column of a table is a table with two pairs of brackets: df[["a"]]'
    if len(fault.given.known_axes) < 2:
        return "a column alone: reshape(-1, 1); one sample alone: reshape(1, -1)"
    if fault.whole:
        return "make each sample one row: reshape(len(X), -1)"
    return "make each step a row: reshape(-1, channels), and reshape what comes back"


def _fixes(fault: NotATable, site: Site) -> list[Fix | None]:
    repairs, rank = site.data_repairs(), len(fault.given.known_axes)
    if fault.wanted != 2 or rank == 0:
        return []
    if rank == 1:
        column = ".to_frame()" if site.of_pandas() else ".reshape(-1, 1)"
        return [repairs.there_and_back(column, None, f"Make it a column: {column[1:]}").unsafe()]
    if fault.whole:
        return [repairs.there_and_back(".reshape(len({}), -1)", None, "Make each sample one row").unsafe()]
    back = ".reshape(*{}.shape[:-1], -1)" if fault.call.rpartition(".")[2] in _THERE_AND_BACK else None
    title = "Make each step a row" if back is None else "Make each step a row, and reshape what comes back"
    return [repairs.there_and_back(".reshape(-1, {}.shape[-1])", back, title).unsafe()]
