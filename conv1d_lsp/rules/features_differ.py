"""Another number of features than was learned from.

## What it does

Finds `transform`, `predict` and their like on a table with another number of columns than the one that `fit` saw.

## Why it matters

A scaler keeps a mean for each column, a model a weight. scikit-learn refuses a table with more or fewer columns.

## Example

```python
import numpy as np; import keras
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler().fit(np.zeros((100, 3)))
X = scaler.transform(np.zeros((40, 4)))  # error: [features-differ] "was fitted to 3 features, but `np.zeros((40, 4))`"
```

## Fix

```python
import numpy as np; import keras
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler().fit(np.zeros((100, 3)))
X = scaler.transform(np.zeros((40, 3)))  # shape: (40, 3)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
X has 4 features, but StandardScaler is expecting 3 features as input.
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.table_faults import OtherFeatures
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import sized


@rule("features-differ", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: OtherFeatures, site: Site) -> Message:
    estimator, _, method = fault.call.rpartition(".")
    return Message(
        place=site.passed(),
        words=f"the {estimator} of this `{method}` was fitted to {sized(fault.wanted, 'features')}, "
        f"but {site.subject()} has {fault.given[1]}: {fault.given}",
        trail=site.how_it_came(),
        help="give it the columns that `fit` saw, or fit a second one to these columns of the same table",
    )
