"""A name that a module or a model of Keras does not have.

## What it does

Finds imports and attributes that the generation of Keras in use does not have: modules and functions of Keras 1 and 2
that Keras 3 has dropped or moved, attributes of models, layers and optimizers (`fit_generator`, `output_shape`,
`model.optimizer.lr`), names of TensorFlow 1 (`tf.Session`) and, under Keras 2, those of Keras 3, misspelt ones, and
those that came with a later release than the one that the project's dependencies allow or its environment has. What
stands in a `try`, or below a condition that can't be told, is taken to be asked with care.

## Why it matters

Python raises ImportError or AttributeError there. What the name most likely stands for is followed all the same, so
that the shapes further down are still told.

## Example

```python
import keras
from keras import layers

y = layers.Conv1d(8, 3)  # error: [no-such-name] "did you mean `Conv1D`?"
```

## Fix

```python
import keras
from keras import layers

x = keras.Input((10, 4))
y = layers.Conv1D(8, 3)(x)  # shape: (None, 8, 8)
```

Quick fixes for the Example:

- Write Conv1D (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `AttributeError`:

```text
module 'keras.layers' has no attribute 'Conv1d'
```

Under Keras 2 it raises `AttributeError`:

```text
module 'tf_keras.layers' has no attribute 'Conv1d'
```
"""

from conv1d_lsp.arrays import refused_on_symbolic
from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.faults import NoSuchMethod, NoSuchName
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import came_later


@rule("no-such-name", Severity.ERROR, family=Family.GENERATION, since="0.1")
def speak(fault: NoSuchName | NoSuchMethod, site: Site) -> Message:
    if isinstance(fault, NoSuchMethod):
        return _of_method(fault, site)
    return Message(
        place=site.call,
        words=_words(fault, site),
        trail=site.layer_made(),
        help=f"use `{fault.instead}`" if fault.instead else None,
        fixes=_fixes(fault, site),
    )


def _of_method(fault: NoSuchMethod, site: Site) -> Message:
    instead, helpful = fault.instead, f"use `{fault.instead}`" if fault.instead else None
    return Message(
        place=site.call,
        words=f"{fault.owner} of Keras {int(site.keras)} has no `{fault.name}`, which older Keras had",
        trail=site.layer_made(),
        help="use `numpy.argmax` of what `predict` gives" if fault.name == "predict_classes" else helpful,
        fixes=[] if instead is None else [site.name_repairs.rename(instead, f"Write {instead}").unsafe()],
    )


def _words(fault: NoSuchName, site: Site) -> str:
    if fault.close is not None:
        return f"`{fault.module}` has no `{fault.name}`; did you mean `{fault.close}`?"
    if _is_tensorflows(fault):
        return f"TensorFlow 2 has no `{fault.module}.{fault.name}`, which TensorFlow 1 had"
    words = f"Keras {int(site.keras)} has no `{fault.module}.{fault.name}`"
    if fault.too_old is not None:
        return f"`{fault.module}.{fault.name}` {came_later(fault.too_old)}"
    if fault.found_in is None:
        return words
    return f"{words}, which {'Keras 3 has' if fault.found_in > site.keras else 'older Keras had'}"


def _fixes(fault: NoSuchName, site: Site) -> list[Fix | None]:
    if fault.close is not None:
        return [site.name_repairs.rename(fault.close, f"Write {fault.close}").unsafe()]
    if fault.instead is None:
        return []
    if _is_tensorflows(fault):
        title = f"Write {fault.instead}"
        moved = site.name_repairs.move_import(fault.path, fault.instead, title).unsafe()
        return [site.name_repairs.write_path(fault.path, fault.instead, title).unsafe(), moved]
    same = refused_on_symbolic().get(fault.path) if fault.instead.startswith("keras.ops.") else None
    if same is not None:
        return [site.name_repairs.use_ops(same, f"Use keras.ops.{same.name}").safe()]
    module, _, name = fault.instead.rpartition(".")
    if module == "keras" + fault.module.partition("keras")[2]:
        written = site.name_repairs.rename(name, f"Write {name}").unsafe()
        if fault.path == f"{fault.module}.{fault.name}":
            return [written]
        return [written, site.name_repairs.move_import(fault.path, module, f"Import it from {module}").safe()]
    by_path = site.name_repairs.write_path(fault.path, fault.instead, f"Write {fault.instead}").safe()
    return [site.name_repairs.move_import(fault.path, fault.instead, f"Import it from {fault.instead}").safe(), by_path]


def _is_tensorflows(fault: NoSuchName) -> bool:
    """Whether TensorFlow itself lacks the name."""
    return fault.module.startswith("tensorflow") and not fault.module.startswith("tensorflow.keras")
