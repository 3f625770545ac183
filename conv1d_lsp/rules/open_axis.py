"""A size that the layer's weights depend on is open.

## What it does

Finds a layer with weights that is called on a tensor whose last axis is `None`, and a layer of the program's own whose
`add_weight` gets a size that is `None`.

## Why it matters

`None` means that the size may differ from batch to batch. Steps may be open, but the weights of a `Conv1D` are made for
a number of channels, those of a `Dense` for a number of features: these must be known when the model is built. The
usual way to get there is `Flatten` over an open number of steps.

## Example

```python
x = keras.Input((None, 4))
y = layers.Flatten()(x)
z = layers.Dense(2)(y)  # error: [open-axis] "Dense needs a fixed number of features"
```

A layer of one's own that makes weights for each step can't take an open number of them:

```python
class Bias(layers.Layer):
    def build(self, input_shape):
        self.bias = self.add_weight(shape=(input_shape[1], 1), name="bias")  # error: [open-axis] "(None, 1)"

    def call(self, x):
        return x + self.bias

y = Bias()(keras.Input((None, 4)))
```

## Fix

Draw the steps together by a maximum or an average, which works for any number of them, or tell `Input` how many there
are:

```python
x = keras.Input((None, 4))
y = layers.GlobalAveragePooling1D()(x)
z = layers.Dense(2)(y)  # shape: (None, 2)
```

Quick fixes for the Example:

- Take the average over the steps instead of Flatten (`--unsafe-fixes`)

## Keras says

Under Keras 3 `z = layers.Dense(2)(y)` raises `ValueError`:

```text
Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape=(None, 2) for
variable path='dense/kernel'
```

Under Keras 3 `self.bias = self.add_weight(shape=(input_shape[1], 1), name="bias")` raises `ValueError`:

```text
Shapes used to initialize variables must be fully-defined (no `None` dimensions). Received: shape=(None, 1) for
variable path='bias/bias'
```

Under Keras 2 `z = layers.Dense(2)(y)` raises `ValueError`:

```text
The last dimension of the inputs to a Dense layer should be defined. Found None. Full input shape received: (None,
None)
```

Under Keras 2 `self.bias = self.add_weight(shape=(input_shape[1], 1), name="bias")` raises `TypeError`:

```text
int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
```
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.faults import OpenWeight
from conv1d_lsp.layers.faults import OpenAxis
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("open-axis", Severity.ERROR, family=Family.INPUT, since="0.1")
def speak(fault: OpenAxis | OpenWeight, site: Site) -> Message:
    if isinstance(fault, OpenWeight):
        return Message(
            place=site.argument("shape"),
            words=f"a weight needs a fixed size, but the input leaves one open: {fault.shape}",
            trail=site.how_it_came(),
            help="give Input that size, or make the weight after another axis",
        )
    return Message(
        place=site.passed(),
        words=f"{fault.layer} needs {_fixed(fault.axis)}, but {site.subject()} leaves it open: {fault.input}",
        trail=site.how_it_came(),
        help=_help(fault, site),
        fixes=_fixes(site),
    )


def _fixed(axis: str) -> str:
    return "a fixed batch size" if axis == "batch" else f"a fixed number of {axis}"


def _help(fault: OpenAxis, site: Site) -> str:
    if site.maker == "Flatten":
        return "use GlobalMaxPooling1D or GlobalAveragePooling1D instead of Flatten, or give Input its number of steps"
    if fault.axis == "batch":
        return "give Input a `batch_size`"
    return f"give Input the number of {fault.axis}; None may stand for the steps alone"


def _fixes(site: Site) -> list[Fix | None]:
    if site.maker != "Flatten":
        return []
    title = "Take the average over the steps instead of Flatten"
    return [site.layer_repairs.exchange_layer_before("GlobalAveragePooling1D", title).unsafe()]
