"""A comment that states another shape.

## What it does

Compares a shape that a comment at the end of a line claims, `# (32, 98, 64)` or `# this should return (32, 98, 64)`,
with what the line gives.

## Why it matters

The code runs, but its reader is misled; or the comment says what was meant and the code does something else.

## Example

```python
x = keras.Input((100, 1))
y = layers.Conv1D(64, 3)(x)  # (None, 100, 64)  # warning: [claim-differs] "the comment says (None, 100, 64)"
```

## Fix

```python
x = keras.Input((100, 1))
y = layers.Conv1D(64, 3)(x)  # (None, 98, 64)
z = layers.Conv1D(64, 3, padding="same")(x)  # (None, 100, 64)
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.told_faults import ClaimDiffers
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Shape


@rule("claim-differs", Severity.WARNING, since="0.1")
def speak(fault: ClaimDiffers, site: Site) -> Message:
    claimed, actual = fault.claimed.known_axes, fault.actual.known_axes
    without_batch = len(claimed) == len(actual) - 1 and not claimed[0].same(actual[0])
    right = Shape(actual[1:]) if without_batch else fault.actual
    known = "?" not in str(right)
    says = "annotation" if fault.annotated else "comment"
    correct = [site.repairs.correct_claim(str(right), f"Correct the comment: {right}").safe()]
    return Message(
        place=site.claimed_shape,
        words=f"the {says} says {fault.written or fault.claimed}, but `{fault.subject}` has the shape {fault.actual}",
        trail=site.layer_made(),
        fixes=correct if known and not fault.annotated else [],
    )
