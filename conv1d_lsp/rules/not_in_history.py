"""A name that the history of `fit` lacks, or the history taken for something else.

## What it does

Finds `history.history["..."]` of a loss or metric that the model was not compiled with, and of validation that `fit`
was not asked for; and what `fit` gives where the model is meant (`model = model.fit(...)`, then `model.predict`) or
the numbers that it keeps (`history["loss"]`).

## Why it matters

What `fit` gives keeps the numbers of each epoch by the names of the metrics, as compile was told them: `"acc"` and
`"accuracy"` are two names. The names of validation begin with `val_`, and are there only with `validation_data` or
`validation_split`. The KeyError comes when training is over.

## Example

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(4, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
x, y = np.random.rand(32, 20, 3), np.random.randint(0, 4, 32)
history = model.fit(x, y, verbose=0)
best = max(history.history["acc"])  # error: [not-in-history] "the history has no `acc`: it has `loss` and `accuracy`"
```

## Fix

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(4, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
x, y = np.random.rand(32, 20, 3), np.random.randint(0, 4, 32)
history = model.fit(x, y, verbose=0)
best = max(history.history["accuracy"])
```

Quick fixes for the Example:

- Write "accuracy" (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `KeyError`:

```text
'acc'
```

Under Keras 2 the same.
"""

from collections.abc import Sequence

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.data_faults import HistoryItself, NotInHistory
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import coded

#: More names of the history are not told in one sentence.
_MOST_KEYS = 4

#: Names of metrics in the words of older releases, and in those of today.
_OTHER = {"acc": "accuracy", "accuracy": "acc", "mae": "mean_absolute_error", "mse": "mean_squared_error"}
_OTHERS = {**_OTHER, **{long: short for short, long in _OTHER.items() if long != "acc"}}


@rule("not-in-history", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: NotInHistory | HistoryItself, site: Site) -> Message:
    if isinstance(fault, HistoryItself):
        return _itself(fault, site)
    of_validation = fault.key.startswith("val_") and not any(key.startswith("val_") for key in fault.keys)
    meant = _meant(fault)
    has = "fit was given nothing to validate on" if of_validation else f"it has {_some(fault.keys)}"
    return Message(
        place=site.call,
        words=f"the history has no `{fault.key}`: {has}",
        trail=site.layer_made(),
        help=_help(fault, meant, of_validation),
        fixes=_fixes(fault.key, meant, site),
    )


def _itself(fault: HistoryItself, site: Site) -> Message:
    subject = site.owner or "this"
    if fault.method is not None:
        return Message(
            place=site.call,
            words=f"{subject} is a History, what fit gives, and has no `{fault.method}`; the model has it",
            help="the model is trained in place: leave its name to it, and write `history = model.fit(...)`",
        )
    return Message(
        place=site.call,
        words=f"{subject} is a History, what fit gives: its numbers are in `.history`",
        help="write `.history` in front of the brackets",
        fixes=[site.code_repairs.follow_owner(".history", "Write .history in front of the brackets").unsafe()],
    )


def _meant(fault: NotInHistory) -> str | None:
    """The same metric by the name that it has here."""
    before = "val_" if fault.key.startswith("val_") else ""
    other = _OTHERS.get(fault.key.removeprefix("val_"))
    return f"{before}{other}" if other is not None and f"{before}{other}" in fault.keys else None


def _some(keys: Sequence[str]) -> str:
    """The first ones, if they are many."""
    if len(keys) <= _MOST_KEYS:
        return coded(keys)
    return f"{', '.join(f'`{key}`' for key in keys[: _MOST_KEYS - 1])} and {len(keys) - _MOST_KEYS + 1} more"


def _help(fault: NotInHistory, meant: str | None, of_validation: bool) -> str | None:
    if of_validation:
        return "give fit `validation_data=(x, y)` or `validation_split=0.2`"
    if meant is not None:
        return f"it is called `{meant}` here"
    return f"its names are {coded(fault.keys)}" if len(fault.keys) > _MOST_KEYS else None


def _fixes(key: str, meant: str | None, site: Site) -> list[Fix | None]:
    return [] if meant is None else [site.call_repairs.replace_word(key, meant, f'Write "{meant}"').unsafe()]
