"""A list of unequal things where an array is to be made of it.

## What it does

Finds `np.array(...)` of lists or arrays that differ in length, or in their number of axes.

## Why it matters

The rows of an array are equally long. NumPy 1.24 and newer raise ValueError: "setting an array element with a sequence
... inhomogeneous shape"; older releases make an array of objects, which no model takes. Sequences of different lengths
are made equal with `keras.utils.pad_sequences`; windows over a series must stop before its end.

## Example

```python
import numpy as np; import keras

data = np.zeros((20, 3))
windows = [data[i : i + 5] for i in range(20)]
X = np.array(windows)  # keras 3: error: [ragged-list] "(5, 3), another one (4" # keras 2: warning: [ragged-list] raises
```

## Fix

```python
import numpy as np; import keras

data = np.zeros((20, 3))
windows = [data[i : i + 5] for i in range(20 - 5 + 1)]
X = np.array(windows)  # shape: (16, 5, 3)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
setting an array element with a sequence. The requested array has an inhomogeneous shape after 1 dimensions. The
detected shape was (20,) + inhomogeneous part.
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import RaggedList
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("ragged-list", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: RaggedList, site: Site) -> Message:
    numbers = not fault.one.known_axes or not fault.other.known_axes
    return Message(
        place=site.call,
        words=f"the items are of different shapes: one has {fault.one}, another one {fault.other}; "
        "NumPy makes no array of them",
        help="some items are numbers and others are lists of them"
        if numbers
        else "windows must stop before the end of the series; `keras.utils.pad_sequences` makes sequences equally long",
    )
