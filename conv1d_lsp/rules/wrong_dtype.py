"""Numbers of a type that a layer does not take.

## What it does

Finds a layer that calculates with floats and is called on whole numbers, truth values or texts, and tensors of several
types that are put together. Keras 2 only: Keras 3 casts them.

## Why it matters

`Input(dtype="int32")` gives whole numbers. An `Embedding` or a `Dense` makes floats of them; a convolution or a
recurrent layer of Keras 2 hands them to TensorFlow, which does not mix types, and raises a TypeError.

## Example

```python
x = keras.Input((50, 4), dtype="int32")
y = layers.Conv1D(8, 3)(x)  # keras 2: error: [wrong-dtype] "calculates with floats"   # keras 3: shape: (None, 48, 8)
```

```python
words = keras.Input((50,), dtype="int32")
level = keras.Input((50,))
both = layers.Add()([words, level])  # keras 2: error: [wrong-dtype] "`words` int32"   # keras 3: shape: (None, 50)
```

## Fix

Leave the type to `Input`, or make floats of the numbers first:

```python
x = keras.Input((50, 4))
y = layers.Conv1D(8, 3)(x)  # shape: (None, 48, 8)
words = keras.Input((50,), dtype="int32")
z = layers.Conv1D(8, 3)(layers.Embedding(1000, 16)(words))  # shape: (None, 48, 8)
```

## Keras says

Under Keras 3 nothing: it runs.

Under Keras 2 `y = layers.Conv1D(8, 3)(x)` raises `TypeError`:

```text
Exception encountered when calling layer "conv1d" (type Conv1D).

Input 'filter' of 'Conv2D' Op has type float32 that does not match type int32 of argument 'input'.

[…]
```

Under Keras 2 `both = layers.Add()([words, level])` raises `TypeError`:

```text
Exception encountered when calling layer "add" (type Add).

Input 'y' of 'AddV2' Op has type float32 that does not match type int32 of argument 'x'.

[…]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.dtypes import FLOAT
from conv1d_lsp.layers.faults import DtypesDiffer, WrongDtype
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("wrong-dtype", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: WrongDtype | DtypesDiffer, site: Site) -> Message:
    if isinstance(fault, WrongDtype):
        return Message(
            place=site.passed(),
            words=f"{fault.layer} calculates with floats, but {site.subject()} has numbers of type {fault.found}",
            trail=site.how_it_came(),
            help=f'make floats of them: `tf.cast(x, "float32")` in a Lambda layer, or Input without {fault.found}',
        )
    return Message(
        place=site.call,
        words=f"the inputs of {fault.layer} differ in the type of their numbers: {_types(fault, site)}",
        trail=site.how_all_came(),
        help="cast them to one type first",
    )


def _types(fault: DtypesDiffer, site: Site) -> str:
    subjects = [site.subject(index) for index in range(len(fault.dtypes))]
    names = [f"input {index}" if name == "its input" else name for index, name in enumerate(subjects, 1)]
    told = [(name, each) for name, each in zip(names, fault.dtypes, strict=True) if each is not None]
    return ", ".join(f"{name} {'floats' if each == FLOAT else each}" for name, each in told)
