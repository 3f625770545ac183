"""An activation that the loss is not made for.

## What it does

Finds a model whose last activation and loss do not go together: `sigmoid` with `categorical_crossentropy`,
`from_logits` behind a softmax or a sigmoid, and no activation (or `relu`, `tanh`) where the loss expects probabilities.

## Why it matters

It runs, and trains badly. A crossentropy takes its input for probabilities: numbers of any other kind are cut
off at 0 and 1, or scaled until they add up to 1, which lets the loss be small for answers that are wrong, or makes its
gradient 0. With `from_logits=True` the loss applies the softmax or sigmoid itself; behind another one it is applied
twice, and no probability gets near 0 or 1.

## Example

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(4)])
model.compile("adam", "categorical_crossentropy")  # warning: [activation-misfit] "expects probabilities"
```

## Fix

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(4, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
```

Or let the loss apply the softmax:

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(4)])
model.compile("adam", keras.losses.CategoricalCrossentropy(from_logits=True))
```

Quick fixes for the Example:

- Use activation="softmax" in the last layer (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 4).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import ActivationMisfit
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("activation-misfit", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: ActivationMisfit, site: Site) -> Message:
    return Message(
        place=site.argument_at("loss", 1),
        words=_words(fault),
        trail=site.model_made("the last layer is made here"),
        help=_help(fault),
        fixes=[site.layer_repairs.end_with("linear" if fault.logits else fault.fitting).unsafe()],
    )


def _words(fault: ActivationMisfit) -> str:
    if fault.logits:
        itself = f"`{fault.name}` with `from_logits` applies {fault.fitting} itself"
        return f"{itself}, but the model ends with `{fault.activation}`"
    if fault.activation == "sigmoid":
        return f"`{fault.name}` expects probabilities that add up to 1, and the model ends with `sigmoid`"
    ends = "without an activation" if fault.activation == "linear" else f"with `{fault.activation}`"
    return f"`{fault.name}` expects probabilities, and the model ends {ends}"


#: The losses as objects, which take settings.
_CLASSES = {
    "binary_crossentropy": "BinaryCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
}


def _help(fault: ActivationMisfit) -> str:
    if fault.logits:
        return "leave `from_logits` out, or the activation"
    if fault.activation == "sigmoid":
        return "use `softmax`; where several classes may be true at once, `binary_crossentropy`"
    loss = _CLASSES.get(fault.name, fault.name)
    written = f"keras.losses.{loss}(from_logits=True)"
    return f'give the last layer `activation="{fault.fitting}"`, or compile with `{written}`'
