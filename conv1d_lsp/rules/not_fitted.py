"""An estimator that has learned nothing yet.

## What it does

Finds `transform`, `predict` and their like of a scaler or model of scikit-learn that was never fitted.

## Why it matters

A scaler that has seen no data knows no mean. scikit-learn refuses: "This StandardScaler instance is not fitted yet".

## Example

```python
import numpy as np; import keras
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler()
X = scaler.transform(np.zeros((40, 3)))  # error: [not-fitted] "`transform` needs a fitted StandardScaler"
```

## Fix

```python
import numpy as np; import keras
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler()
X = scaler.fit_transform(np.zeros((40, 3)))  # shape: (40, 3)
```

## Keras says

Under Keras 3 it raises `NotFittedError`:

```text
This StandardScaler instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.table_faults import NotFitted
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("not-fitted", Severity.ERROR, family=Family.ARRAYS, since="0.1")
def speak(fault: NotFitted, site: Site) -> Message:
    estimator, _, method = fault.call.rpartition(".")
    return Message(
        place=site.call,
        words=f"`{method}` needs a fitted {estimator}, but {site.owner or 'this one'} has seen no data",
        trail=site.model_made("the estimator is made here"),
        help="call fit on the training data before it"
        + (", or fit_transform in its place" if method == "transform" else ""),
    )
