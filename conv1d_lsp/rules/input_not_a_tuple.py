"""Input with a number in place of a tuple.

## What it does

Finds `Input(100)` and `Input(shape=100)`.

## Why it matters

The shape is a tuple of sizes, one for each axis of a sample, also when there is only one. Keras 3 refuses a plain
number; Keras 2 takes it as `(100,)`. Note that `(100)` is a plain number too: the comma makes the tuple.

## Example

```python
x = keras.Input(100)  # keras 3: error: [input-not-a-tuple] "Input wants a tuple"   # keras 2: shape: (None, 100)
```

## Fix

```python
x = keras.Input((100,))  # shape: (None, 100)
```

Quick fixes for the Example:

- Make it a tuple: (100,) (`--fix`, Keras 3)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Cannot convert '100' to a shape.
```

Under Keras 2 nothing: it runs.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import InputOfAnInteger
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("input-not-a-tuple", Severity.ERROR, family=Family.INPUT, since="0.1")
def speak(fault: InputOfAnInteger, site: Site) -> Message:
    one_by_one = site.input_repairs.sizes_one_by_one
    wanted = f"({fault.size},)" if one_by_one is None else f"({one_by_one})"
    title = f"Make it a tuple: {wanted}"
    if one_by_one is None:
        fix = site.argument_repairs.make_tuple("shape", title).safe()
    else:
        fix = site.input_repairs.bracket_sizes(title).unsafe()  # the second number may be the batch size
    return Message(
        place=site.argument("shape"),
        words=f"Input wants a tuple of sizes, not the number {fault.size}: write {wanted}",
        trail=site.layer_made(),
        help="for sequences give steps and channels, such as (100, 1)",
        fixes=[fix],
    )
