"""An assertion about sizes that is certainly false.

## What it does

Finds `assert` and its like (`np.testing.assert_equal`, a TestCase's `self.assertEqual`) where sizes or shapes are
compared that are known and do not compare so. Where a size is not known, it is silent.

## Why it matters

Python raises an `AssertionError` there. The assertion says what was meant: the fault is before it, or in it.

## Example

```python
x = keras.Input((100, 1))
y = layers.Conv1D(64, 3)(x)
assert y.shape == (None, 100, 64)  # error: [assertion-fails] "`y.shape` is (None, 98, 64), not (None, 100, 64)"
```

## Fix

```python
x = keras.Input((100, 1))
y = layers.Conv1D(64, 3, padding="same")(x)
assert y.shape == (None, 100, 64)
assert y.shape[1] == 100
```

Quick fixes for the Example:

- Assert that it is (None, 98, 64) (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `AssertionError` without a word.

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.told_faults import AssertionFails
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("assertion-fails", Severity.ERROR, family=Family.CLAIMS, since="0.1")
def speak(fault: AssertionFails, site: Site) -> Message:
    sides = {fault.left: fault.left_is, fault.right: fault.right_is}
    told = [f"`{side}` is {value}" for side, value in sides.items() if "".join(side.split()) != "".join(value.split())]
    words = f"the assertion fails: {' and '.join(told)}"
    if fault.equality and len(told) == 1:
        words += f", not {fault.right_is if told[0].startswith(f'`{fault.left}`') else fault.left_is}"
    return Message(place=site.call, words=words if told else "the assertion fails", fixes=_fixes(fault, site))


def _fixes(fault: AssertionFails, site: Site) -> list[Fix | None]:
    """The side that is written out as it is, should it be the assertion that is wrong."""
    if not fault.equality:
        return []
    ways = ((fault.right, fault.left_is), (fault.left, fault.right_is))
    return [site.code_repairs.correct_literal(old, new, f"Assert that it is {new}").unsafe() for old, new in ways]
