"""Another number of targets than the model has outputs.

## What it does

Finds `fit`, `evaluate` and their like with one target for a model of several outputs, or with too few or too many.

## Why it matters

Each output is compared with a target of its own. Keras 3 refuses other numbers; Keras 2 takes one array for all
outputs, and refuses lists of another length where there are several outputs.

## Example

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1)(h), layers.Dense(1)(h)])
model.compile("adam", "mse")
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, [y, y, y], verbose=0)  # error: [target-count] "the model has 2 outputs, `[y, y, y]` holds 3 targets"
```

## Fix

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1)(h), layers.Dense(1)(h)])
model.compile("adam", "mse")
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, [y, y], verbose=0)
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
y_true and y_pred have different structures. y_true: ('*', '*', '*') y_pred: ['*', '*']
```

Under Keras 2 it raises `ValueError`:

```text
The two structures don't have the same sequence length. Input structure has length 3, while shallow structure has
length 2.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import TargetCount
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted


@rule("target-count", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: TargetCount, site: Site) -> Message:
    name = site.argument_name(fault.part, fault.index) or "`y`"
    given = f"{name} is one array" if fault.found is None else f"{name} holds {counted(fault.found, 'target')}"
    return Message(
        place=site.argument_at(fault.part, fault.index),
        words=f"the model has {counted(fault.outputs, 'output')}, {given}",
        trail=site.model_made("the model is made here"),
        help="each output wants a target of its own, in the order of the outputs",
    )
