"""A value that the argument can't have.

## What it does

Finds an argument of a layer whose value Keras refuses: 0 filters, a window of two sizes over one axis, a float where
an integer is wanted. So also arguments of `compile`, optimizers, callbacks and of what saves a model: Keras 3 takes
metrics as a list only, and not in the third place; a learning rate as a float only; and files by names that tell their
form. `class_weight` of `fit` has to be a dict. And arguments of functions on symbolic tensors: a width of `ops.pad` for
each axis, matrices that are square.

## Why it matters

Keras refuses to make the layer, or fails with an unclear message at its first call. A common slip is a word in the
place of `strides`: `Conv1D(64, 3, "same")` gives the third argument, which is not `padding`.

## Example

```python
layers.Conv1D(0, 3)  # error: [bad-argument] "`filters` of Conv1D must be a positive integer, not 0"
model = keras.Sequential([keras.Input((4,)), layers.Dense(3)])
model.compile("adam", "mse", metrics="mae")  # keras 3: error: [bad-argument] "must be a list of metrics, not 'mae'"
keras.optimizers.SGD(1)  # keras 3: error: [bad-argument] "`learning_rate` of SGD must be a float"
model.save_weights("w.h5")  # keras 3: error: [bad-argument] "must be a file name that ends in `.weights.h5`"
layers.Conv1D(8, 3, "same")  # error: [bad-argument] "`strides` of Conv1D must be a positive integer, not 'same'"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3, padding="same")(x)  # shape: (None, 10, 8)
```

Quick fixes for the Example:

- Make it a list (`--fix`, Keras 3)
- Write 1.0, a float (`--fix`, Keras 3)
- Write "w.weights.h5" (`--unsafe-fixes`, Keras 3)
- Pass it as padding='same' (`--fix`)

## Keras says

Under Keras 3 `layers.Conv1D(0, 3)` raises `ValueError`:

```text
Invalid value for argument `filters`. Expected a strictly positive value. Received filters=0.
```

Under Keras 3 `model.compile("adam", "mse", metrics="mae")` raises `ValueError`:

```text
Expected `metrics` argument to be a list, tuple, or dict. Received instead: metrics=mae of type <class 'str'>
```

Under Keras 3 `keras.optimizers.SGD(1)` raises `ValueError`:

```text
Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in the
current iteration value and returns the corresponding learning rate value). Received instead: learning_rate=1
```

Under Keras 3 `model.save_weights("w.h5")` raises `ValueError`:

```text
The filename must end in `.weights.h5`. Received: filepath=w.h5
```

Under Keras 3 `layers.Conv1D(8, 3, "same")` raises `ValueError`:

```text
The `strides` argument must be a tuple of 1 integers. Received strides=same
```

Under Keras 2 `layers.Conv1D(0, 3)` raises `ValueError`:

```text
Invalid value for argument `filters`. Expected a strictly positive value. Received filters=0.
```

Under Keras 2 `layers.Conv1D(8, 3, "same")` raises `ValueError`:

```text
The `strides` argument must be a tuple of 1 integers. Received: same
```
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.faults import BadSetting
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site

_PADDINGS = ("'valid'", "'same'", "'causal'")
_ACTIVATIONS = ("'relu'", "'tanh'", "'sigmoid'", "'softmax'", "'elu'", "'selu'", "'gelu'", "'linear'", "'swish'")


@rule("bad-argument", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: BadArgument | BadSetting, site: Site) -> Message:
    if isinstance(fault, BadSetting):
        return _of_function(fault, site)
    name = fault.argument or "the argument"
    return Message(
        place=site.argument(fault.argument),
        words=f"`{name}` of {fault.layer} must be {fault.wanted}, not {fault.found}",
        trail=site.layer_made(),
        help="the line passes; the model fails when it runs" if site.runs else None,
        fixes=_fixes(fault, site),
    )


def _fixes(fault: BadArgument, site: Site) -> list[Fix | None]:
    if fault.argument is None:
        return []
    if fault.found in _PADDINGS and fault.argument == "strides":
        return [site.argument_repairs.name_argument("strides", "padding", f"Pass it as padding={fault.found}").safe()]
    if fault.found in _ACTIVATIONS and fault.argument in ("strides", "padding", "use_bias"):
        title = f"Pass it as activation={fault.found}"
        return [site.argument_repairs.name_argument(fault.argument, "activation", title).safe()]
    if fault.argument in ("input_shape", "target_shape") and fault.found.isdecimal():
        title = f"Make it a tuple: ({fault.found},)"
        return [site.argument_repairs.make_tuple(fault.argument, title).safe()]
    if fault.argument == "dims" and fault.found.startswith("(0, "):
        rest = fault.found.replace("(0, ", "(")
        rest = rest if "," in rest else rest.replace(")", ",)")
        return [site.argument_repairs.set_argument("dims", rest, f"Leave the batch axis out: {rest}").unsafe()]
    if fault.found == "0" and "integer" in fault.wanted:
        return [each.unsafe() for each in site.argument_repairs.raise_to_one(fault.argument)]
    whole = fault.found.removesuffix(".0")
    if "integer" in fault.wanted and whole != fault.found and whole.isdecimal() and int(whole) > 0:
        return [each.safe() for each in site.argument_repairs.make_integer(fault.argument, whole)]
    if "integer" in fault.wanted and fault.found.startswith(("numpy.int", "numpy.uint")):
        return [
            site.argument_repairs.wrap_argument(
                fault.argument, "int(", ")", "Make it a plain integer with int()"
            ).safe()
        ]
    return []


def _of_function(fault: BadSetting, site: Site) -> Message:
    later = "it fails as soon as it trains; " if site.runs else ""
    return Message(
        place=site.argument_at(fault.argument, fault.index),
        words=f"`{fault.argument}` of {fault.function} must be {fault.wanted}, not {fault.found}",
        trail=site.layer_made(),
        help=f"{later}pass `{fault.meant}` by its name" if fault.meant else None,
        fixes=_fixes_of_function(fault, site),
    )


def _fixes_of_function(fault: BadSetting, site: Site) -> list[Fix | None]:
    repairs, name, index = site.call_repairs, fault.argument, fault.index
    if fault.meant is not None and index is not None:
        return [repairs.name_setting(index, fault.meant, f"Pass it as {fault.meant}").safe()]
    if fault.wanted.startswith("a list"):
        return [repairs.wrap_setting(name, index, "[", "]", "Make it a list").safe()]
    if fault.wanted.startswith("a float") and fault.found.isdecimal():
        return [repairs.make_float(name, index).safe()]
    if fault.wanted.startswith("a file name"):
        return _endings(fault, site)
    return []


#: What files of models and weights were called.
_ENDINGS = (".weights.h5", ".weights.hdf5", ".hdf5", ".h5", ".keras", ".tf", ".ckpt", ".model", ".pb")


def _endings(fault: BadSetting, site: Site) -> list[Fix | None]:
    """The file by another end."""
    written = fault.found[1:-1]
    stem = next((written.removesuffix(end) for end in _ENDINGS if written.endswith(end)), written).rstrip("/")
    end = ".weights.h5" if ".weights.h5" in fault.wanted else ".keras"
    return [site.call_repairs.replace_word(written, stem + end, f'Write "{stem}{end}"').unsafe()] if stem else []
