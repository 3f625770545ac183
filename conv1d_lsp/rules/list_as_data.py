"""A list where an array is wanted.

## What it does

Finds `fit`, `evaluate` and `predict` on lists of numbers, and on a list of arrays each of which is a sample.

## Why it matters

A list that is passed to a model holds an array for each of its inputs, or outputs. Numbers in it are refused
("Unrecognized data type"), and each sample counts as an input of its own ("Data cardinality is ambiguous"). Windows
that are collected in a list must become one array. Keras 2 takes lists of numbers if no array stands beside them.

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((3, 10, 4)), [0.1, 0.2, 0.3]
model.fit(x, y, verbose=0)  # error: [list-as-data] "fit gets `y` as a list of numbers"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((3, 10, 4)), [0.1, 0.2, 0.3]
model.fit(x, np.array(y), verbose=0)
```

Quick fixes for the Example:

- Make it an array (`--fix`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Unrecognized data type: x=[…](of type <class 'numpy.ndarray'>)
```

Under Keras 2 it raises `ValueError`:

```text
Failed to find data adapter that can handle input: <class 'numpy.ndarray'>, (<class 'list'> containing values of types
{"<class 'float'>"})
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.data_faults import ListAsData
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("list-as-data", Severity.ERROR, family=Family.DATA, since="0.2")
def speak(fault: ListAsData, site: Site) -> Message:
    gets = f"`{fault.part}` of {fault.call} holds" if fault.part else f"{fault.call} gets"
    why = "" if fault.of == "numbers" else ", each of which counts as an input of its own"
    return Message(
        place=site.argument_at(fault.part or fault.argument, fault.index),
        words=f"{gets} `{fault.argument}` as a list of {fault.of}{why}, where one array is wanted",
        trail=site.layer_made(),
        help="`np.array(…)` makes one array of it",
        fixes=[]
        if fault.part
        else [site.call_repairs.make_array(fault.argument, fault.index, "Make it an array").safe()],
    )
