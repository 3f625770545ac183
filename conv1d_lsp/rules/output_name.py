"""Losses or targets by names that are not those of the outputs.

## What it does

Finds `fit`, `evaluate` and their like where the dict of losses or of targets has a key that is no output of the model,
or where the dict of losses lacks one.

## Why it matters

Keras looks up the loss and the target of each output by the output's name: the key in a dict of outputs, else the name
of the layer that gives it. A key that is none of them stops training in the first batch, with a message about nested
structures. In Keras 3 a dict of losses names every output that stands in a list.

## Example

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1, name="speed")(h), layers.Dense(1, name="load")(h)])
model.compile("adam", {"speed": "mse", "load": "mse"})
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, {"speed": y, "weight": y}, verbose=0)  # error: [output-name] "`weight` is no output of the model"
```

## Fix

```python
inputs = keras.Input((20, 3))
h = layers.LSTM(8)(inputs)
model = keras.Model(inputs, [layers.Dense(1, name="speed")(h), layers.Dense(1, name="load")(h)])
model.compile("adam", {"speed": "mse", "load": "mse"})
x, y = np.zeros((32, 20, 3)), np.zeros((32, 1))
model.fit(x, {"speed": y, "load": y}, verbose=0)
```

Quick fixes for the Example:

- Name it "load" (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `TypeError`:

```text
Expected float32, but got speed of type 'str'.
```

Under Keras 2 it raises `ValueError`:

```text
Found unexpected losses or metrics that do not correspond to any Model output: dict_keys(['weight']). Valid mode
output names: ['speed', 'load']. Received struct is: {'weight': <tf.Tensor 'IteratorGetNext:2' shape=(32, 1)
dtype=float32>}.
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.target_faults import OutputName
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import coded

#: What stands in the dicts that compile is given.
_COMPILED = {
    "loss": ("a loss", "losses"),
    "metrics": ("a metric", "metrics"),
    "loss_weights": ("a weight", "weights of losses"),
}


@rule("output-name", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: OutputName, site: Site) -> Message:
    compiled = _COMPILED.get(fault.part)
    what, those = compiled or ("a target", "targets")
    noun = "the output is" if len(fault.outputs) == 1 else "the outputs are"
    if fault.found is None:
        words = f"the output `{fault.lacking}` has no place in the dict of {those}"
    else:
        words = f"`{fault.found}` is no output of the model, and has {what}: {noun} {coded(fault.outputs)}"
    return Message(
        place=site.call if compiled else site.argument_at(fault.part, fault.index),
        words=words,
        trail=site.model_made("compiled here"),
        fixes=[]
        if compiled or fault.found is None
        else [
            site.call_repairs.replace_word(fault.found, name, f'Name it "{name}"').unsafe()
            for name in _free(fault, site)
        ],
        help="the keys are the names of the outputs: `name=` of their layers, or the keys of a dict of outputs",
    )


def _free(fault: OutputName, site: Site) -> list[str]:
    """The outputs that are no keys of the dict yet."""
    return [name for name in fault.outputs if site.word(name) == site.call]
