"""A metric that does not go with output and target.

## What it does

Finds metrics that compare something else than what is meant: that spread output and target into a third shape, that
look for classes where there are none, or that fail.

## Why it matters

Training goes on as the loss says, but the number that is watched, and that early stopping and the choice of the best
model go by, means nothing. `accuracy` alone picks its variant by the shapes of output and target; an
object such as `CategoricalAccuracy` compares the best class of the target with the best class of the output, and of one
number the best is always the first: the accuracy is 1 whatever the model says.

## Example

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["categorical_accuracy"])
x, labels = np.random.rand(64, 20, 3), np.random.randint(0, 3, (64, 1))
model.fit(x, labels, verbose=0)  # warning: [metric-misfit] "the model gives (None, 3), `labels` has (64, 1)"
```

## Fix

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
x, labels = np.random.rand(64, 20, 3), np.random.randint(0, 3, (64, 1))
model.fit(x, labels, verbose=0)
```

## Keras says

Under Keras 3 nothing: it runs.

Under Keras 2 nothing either.
"""

from collections.abc import Iterator

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import Compared, MetricMisfit
from conv1d_lsp.losses import AcrossSamples, ClassesDiffer, Constant, OtherClasses, Refusal, Spread
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.reading.compared import Comparison
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site

_KIND = {"categorical_accuracy": "sparse_categorical_accuracy", "sparse_categorical_accuracy": "categorical_accuracy"}

#: What compares the best class of an output with that of a target.
_BEST = ("categorical_accuracy", "sparse_categorical_accuracy")


@rule("metric-misfit", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: MetricMisfit, site: Site) -> Message:
    comparison = Comparison(fault.compared, site)
    return Message(
        place=comparison.place,
        words=f"{comparison.shapes}: the metric `{fault.compared.name}` {_what(fault)}",
        trail=comparison.trail,
        help="; ".join(_advice(fault)) or None,
    )


def _advice(fault: MetricMisfit) -> Iterator[str]:
    if isinstance(fault.why, Constant) and _of_one_number(fault.compared):
        yield "of one number the best is always the first"
    if meant := _KIND.get(fault.compared.usual):
        yield f"use `accuracy`, or `{meant}`"


def _of_one_number(compared: Compared) -> bool:
    last = (compared.output.known_axes[-1].value, compared.target.known_axes[-1].value)
    return 1 in last and compared.usual in _BEST


def _what(fault: MetricMisfit) -> str:
    match fault.why:
        case Refusal():
            return "can't compare them"
        case Spread(into=shape):
            return f"spreads them into {shape}"
        case OtherClasses(axis=axis):
            return f"takes axis {axis} of the output for the classes"
        case Constant():
            return f"is {1 if _of_one_number(fault.compared) else 'the same'} whatever the model says"
        case AcrossSamples():
            return "takes the samples of a batch for the classes"
        case ClassesDiffer():
            return "takes both for classes"
    return "fails, or spreads them into a third shape, by the size of the batch"
