"""A word that Keras does not know.

## What it does

Finds a `padding`, an `activation`, an initializer … that is none of the words that Keras has for it; and an optimizer,
a loss or a metric that `compile` does not know.

## Why it matters

Keras refuses to make the layer, or to take the optimizer. A loss or a metric it looks up only when it trains: `compile`
takes whatever it is given, and `fit` fails, perhaps after hours of loading data. The two generations know different
words: the activation `"celu"` and the metric `"precision"` are Keras 3's alone, the loss `"logcosh"` is Keras 2's.

Words that the program may have told Keras itself (`custom_object_scope`) are taken for known where Keras asks for them.

## Example

```python
layers.Conv1D(8, 3, padding="sane")  # error: [unknown-word] "'sane' is no `padding` of Conv1D; did you mean 'same'?"
layers.Conv1D(8, 3, activation="rellu")  # error: [unknown-word] "'rellu' is no `activation`"
model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
model.compile("adma", "mse")  # error: [unknown-word] "'adma' is no optimizer; did you mean 'adam'?"
model.compile("adam", "mze")  # warning: [unknown-word] "'mze' is no loss; did you mean 'mse'"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3, padding="same", activation="relu")(x)  # shape: (None, 10, 8)
```

Quick fixes for the Example:

- Write "same" (`--unsafe-fixes`)
- Write "relu" (`--unsafe-fixes`)
- Write "relu6" (`--unsafe-fixes`)
- Write "adam" (`--unsafe-fixes`)
- Write "mse" (`--unsafe-fixes`)
- Write "mae" (`--unsafe-fixes`)

## Keras says

Under Keras 3 `layers.Conv1D(8, 3, padding="sane")` raises `ValueError`:

```text
The `padding` argument must be a list/tuple or one of {'causal', 'same', 'valid'}. Received: sane
```

Under Keras 3 `layers.Conv1D(8, 3, activation="rellu")` raises `ValueError`:

```text
Could not interpret activation function identifier: rellu
```

Under Keras 3 `model.compile("adma", "mse")` raises `ValueError`:

```text
Could not interpret optimizer identifier: adma
```

Under Keras 2 `layers.Conv1D(8, 3, padding="sane")` raises `ValueError`:

```text
The `padding` argument must be a list/tuple or one of "valid", "same" (or "causal", only for `Conv1D). Received: sane
```

Under Keras 2 `layers.Conv1D(8, 3, activation="rellu")` raises `ValueError`:

```text
Unknown activation function 'rellu' cannot be deserialized.
```

Under Keras 2 `model.compile("adma", "mse")` raises `ValueError`:

```text
Unknown optimizer: 'adma'. Please ensure you are using a `keras.utils.custom_object_scope` and that this object is
included in the scope. See https://www.tensorflow.org/guide/keras/save_and_serialize#registering_the_custom_object for
details.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import UnknownCompileWord
from conv1d_lsp.layers.faults import UnknownWord
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import listed

_NOUNS = {"optimizer": "optimizer", "loss": "loss", "metrics": "metric", "weighted_metrics": "metric"}

#: More words than these are not told.
_FEW = 8


@rule("unknown-word", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: UnknownWord | UnknownCompileWord, site: Site) -> Message:
    if isinstance(fault, UnknownCompileWord):
        return _of_compile(fault, site)
    meant = _meant(fault.close)
    name = fault.argument or "setting"
    return Message(
        place=site.argument(fault.argument),
        words=f"{fault.word!r} is no `{name}` of {fault.layer}{meant}",
        trail=site.layer_made(),
        help=f"use {listed(map(repr, fault.known), 'or')}" if len(fault.known) <= _FEW else None,
        fixes=[site.argument_repairs.set_word(name, word, f'Write "{word}"').unsafe() for word in fault.close],
    )


def _of_compile(fault: UnknownCompileWord, site: Site) -> Message:
    noun = _NOUNS[fault.argument]
    later = (
        f"`compile` takes it, and `fit` and `evaluate` fail; write the name of a {noun}, or pass the function itself"
    )
    return Message(
        place=site.word(fault.word),
        words=f"{fault.word!r} is no {noun}{_meant(fault.close)}",
        trail=site.layer_made(),
        help=later if site.runs else None,
        fixes=[site.call_repairs.replace_word(fault.word, word, f'Write "{word}"').unsafe() for word in fault.close],
    )


def _meant(close: tuple[str, ...]) -> str:
    return f"; did you mean {listed(map(repr, close), 'or')}?" if close else ""
