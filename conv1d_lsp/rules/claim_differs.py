"""A comment or a pasted table that states another shape.

## What it does

Compares a shape that a comment at the end of a line claims, `# (32, 98, 64)`, `# 98 x 64`, `# x: (None, 98, 64)` or
`# this should return (32, 98, 64)`, with what the line gives; so does it with one above the line, with one below a line
that prints (`# Output: (32, 98, 64)`), and with what a docstring says of what its function returns. A name in it that
the program gives a number is that number, any other is any size, and the batch axis may be left out. A line that is
passed more than once is only told of if the claim never holds.

A number of parameters, `# 1,216 parameters` or `# params: 1216`, is compared with that of the line's layer or model.

A table of `model.summary()` that is pasted into a comment or a text is compared with the one model of the file that has
the same layers; the first row that differs in its shape is told, else the first with another number of parameters, else
the total.

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

Quick fixes for the Example:

- Correct the comment: (None, 98, 64) (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 98, 64).

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.told_faults import ClaimDiffers, CountDiffers
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Truth


@rule("claim-differs", Severity.WARNING, family=Family.CLAIMS, since="0.1")
def speak(fault: ClaimDiffers | CountDiffers, site: Site) -> Message:
    if isinstance(fault, CountDiffers):
        words = f"the comment says {fault.written} parameters, but `{fault.subject}` has {fault.actual:,}"
        return Message(place=site.claimed_shape, words=words)
    says, verb = _teller(fault, site), "is" if fault.subject.endswith("shape") else "has the shape"
    right = None if says in ("annotation", "text") else _corrected(fault)
    return Message(
        place=site.claimed_shape,
        words=f"the {says} says {fault.written or fault.claimed}, but `{fault.subject}` {verb} {fault.actual}",
        trail=site.layer_made(),
        fixes=[]
        if right is None
        else [site.code_repairs.correct_claim(right, f"Correct the {says}: {right}").unsafe()],
    )


def _teller(fault: ClaimDiffers, site: Site) -> str:
    if fault.annotated:
        return "annotation"
    if fault.subject.endswith("(...)"):
        return "docstring"
    return "comment" if type(site.finding.site.node).__name__ == "Comment" else "text"


def _corrected(fault: ClaimDiffers) -> str | None:
    """The claim as it should be, written the same way; None where that is not known."""
    claimed, actual = fault.claimed.known_axes, fault.actual.known_axes
    without_batch = len(claimed) == len(actual) - 1 and not claimed[0].same(actual[0])
    axes = actual[1:] if without_batch else actual
    right = [str(axis) for axis in axes]
    if len(fault.axes) == len(axes) == len(claimed):
        pairs = zip(fault.axes, claimed, axes, right, strict=True)
        right = [shown if said.equals(axis) is Truth.NO else str(written) for written, said, axis, shown in pairs]
    if "?" in right:
        return None
    opening, closing = fault.written[:1], fault.written[-1:]
    if opening not in ("", "(", "[") or "," not in fault.written:
        return " x ".join(right).join((opening, closing) if opening in ("(", "[") else ("", ""))
    inside = f"{right[0]}," if len(right) == 1 else ", ".join(right)
    return f"[{inside}]" if opening == "[" else f"({inside})"
