"""Data and targets of different numbers of samples.

## What it does

Finds `fit`, `evaluate` and `predict` on arrays whose first axes differ: data and targets, several inputs, sample
weights; and the same in `validation_data`.

## Why it matters

Each sample has its target. Keras refuses arrays that do not count the same samples: "Data cardinality is ambiguous".

## Example

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((8, 10, 4)), np.zeros((6, 1))
model.fit(x, y, verbose=0)  # error: [samples-differ] "8 samples of data, but 6 targets"
```

## Fix

```python
model = keras.Sequential([keras.Input((10, 4)), layers.Flatten(), layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
x, y = np.zeros((8, 10, 4)), np.zeros((8, 1))
model.fit(x, y, verbose=0)
```

Quick fixes for the Example:

- Take the first 6 of the longer one (`--unsafe-fixes`)
- Take the last 6 of the longer one (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.'x' sizes: 8 'y' sizes: 6
```

Under Keras 2 it raises `ValueError`:

```text
Data cardinality is ambiguous: x sizes: 8 y sizes: 6 Make sure all arrays contain the same number of samples.
```
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.data_faults import SamplesDiffer
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Dim


@rule("samples-differ", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: SamplesDiffer, site: Site) -> Message:
    gets = f"`{fault.part}` of {fault.call} holds" if fault.part else f"{fault.call} gets"
    others = "in another input" if fault.of == "input" else ""
    return Message(
        place=site.argument_at(fault.part or _ARGUMENTS.get(fault.of, ""), None),
        words=f"{gets} {_counted(fault.samples, 'sample')} of data, but {_counted(fault.others, fault.of)}{others}",
        trail=site.how_all_came(),
        help=_help(fault, site),
        fixes=_fixes(fault, site),
    )


def _fixes(fault: SamplesDiffer, site: Site) -> list[Fix | None]:
    repairs = site.sample_repairs(fault.of, fault.part)
    named = [*repairs.same_part(), *repairs.order_of_split()]
    return named or repairs.cut(fault.samples.value, fault.others.value)


#: The arguments that hold what is too long or too short, where they are given by name.
_ARGUMENTS = {"sample weight": "sample_weight"}


_HELP = "the first axis counts the samples: it must be as long in each of them"


def _help(fault: SamplesDiffer, site: Site) -> str:
    if fault.of != "target":
        return _HELP
    made_at = [getattr(site.input(index), "site", None) for index in (0, 1)]
    if made_at[0] is not None and made_at[0] is made_at[1]:
        return (
            "both are parts of one array: `train_test_split(X, y)` gives X_train, X_test, y_train, y_test in this order"
        )
    return "the first axes of data and targets must be equal"


def _counted(count: Dim, noun: str) -> str:
    """`1 target`, `n - 1 targets`; "7 " for inputs, which are said to be inputs afterwards."""
    if noun == "input":
        return f"{count} "
    return f"{count} {noun}" if count.value == 1 else f"{count} {noun}s"
