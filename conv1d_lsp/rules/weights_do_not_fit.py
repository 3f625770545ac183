"""Arrays that are not the weights of the layer or model.

## What it does

Finds `set_weights` of a layer or model with another number of arrays than it has weights, or an array of another shape.

## Why it matters

Keras sets weights one by one in the order of `get_weights()`, and refuses what does not fit. The kernel of a `Conv1D`
is `(kernel_size, channels, filters)`, that of a `Dense` is `(features, units)`: other libraries keep the axes the other
way round.

## Example

```python
model = keras.Sequential([keras.Input((100, 4)), layers.Conv1D(8, 3)])
kernel, bias = np.zeros((8, 4, 3)), np.zeros(8)
model.set_weights([kernel, bias])  # error: [weights-do-not-fit] "the weight `kernel` of Conv1D is (3, 4, 8)"
```

## Fix

```python
model = keras.Sequential([keras.Input((100, 4)), layers.Conv1D(8, 3)])
kernel, bias = np.zeros((8, 4, 3)), np.zeros(8)
model.set_weights([kernel.transpose(2, 1, 0), bias])
```

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Layer sequential weight shape (3, 4, 8) is not compatible with provided weight shape (8, 4, 3).
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import WeightCount, WeightShape
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import counted
from conv1d_lsp.shapes import Shape


@rule("weights-do-not-fit", Severity.ERROR, family=Family.CALLS, since="0.1")
def speak(fault: WeightCount | WeightShape, site: Site) -> Message:
    owner = site.owner or "it"
    if isinstance(fault, WeightCount):
        found, wanted = counted(fault.found, "array"), counted(fault.wanted, "weight")
        return Message(
            place=site.call,
            words=f"set_weights gets {found}, but {owner} has {wanted}",
            trail=site.model_made("it is made here"),
        )
    return Message(
        place=site.call,
        words=f"the weight `{fault.name}` of {fault.layer} is {fault.wanted}, but set_weights gets {fault.given}",
        trail=site.model_made("it is made here"),
        help="the sizes are in another order: transpose the array" if _reordered(fault.given, fault.wanted) else None,
    )


def _reordered(given: Shape, wanted: Shape) -> bool:
    one, other = ([size.value for size in shape.axes or ()] for shape in (given, wanted))
    numbers = [size for size in one if size is not None], [size for size in other if size is not None]
    return len(numbers[0]) == len(one) and sorted(numbers[0]) == sorted(numbers[1])
