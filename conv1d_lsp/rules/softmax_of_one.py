"""A softmax over a single unit.

## What it does

Finds a softmax along an axis of size 1.

## Why it matters

A softmax makes numbers that add up to 1. Of one number that is always 1: the layer gives 1 whatever it gets, every
prediction is the same, and the accuracy is the share of the ones among the targets. For two classes with one unit the
activation is `sigmoid`; a softmax needs a unit for each class. As weights of attention over the steps the softmax goes
along the axis of the steps.

## Example

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8)])
model.add(layers.Dense(1, activation="softmax"))  # warning: [softmax-of-one] "always 1"
model.compile("adam", "binary_crossentropy")
model.predict(np.random.rand(4, 20, 3), verbose=0)  # each number in it is 1
```

## Fix

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8)])
model.add(layers.Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy")
```

Along the steps, a softmax over one number a step is what attention does. Nothing is said of it:

```python
x = keras.Input((20, 3))
weights = layers.Softmax(axis=1)(layers.Dense(1)(x))  # shape: (None, 20, 1)
```

Quick fixes for the Example:

- Use activation="sigmoid" (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 1).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import SoftmaxOfOne
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("softmax-of-one", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: SoftmaxOfOne, site: Site) -> Message:
    return Message(
        place=site.argument("activation"),
        words=f"{fault.layer} gives {fault.output}, and a softmax over one number is always 1",
        trail=site.layer_made(),
        help="use `sigmoid`, or a unit for each class",
        fixes=[site.argument_repairs.set_word("activation", "sigmoid", 'Use activation="sigmoid"').unsafe()],
    )
