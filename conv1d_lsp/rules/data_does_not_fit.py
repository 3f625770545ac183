"""Data of another shape than the model takes.

## What it does

Finds `predict`, `fit`, `evaluate` or a call of a model on data whose shape is not that of the model's input, and
`validation_data` of such a shape.

## Why it matters

A model takes batches: the first axis of the data counts the samples, also when there is only one. Then come the axes
of the `Input`, in their order. Keras refuses other data, or fails inside the model with a message about one of its
layers. The usual cases: the batch axis is missing, the channel axis is missing, steps and channels are swapped, the
number of steps or channels differs.

## Example

```python
inputs = keras.Input((100, 1))
model = keras.Model(inputs, layers.Conv1D(64, 3)(inputs))
data = np.random.rand(100, 1)
model.predict(data)  # error: [data-does-not-fit] "the batch axis is missing"
```

## Fix

```python
inputs = keras.Input((100, 1))
model = keras.Model(inputs, layers.Conv1D(64, 3)(inputs))
data = np.random.rand(100, 1)
model.predict(data[np.newaxis])  # shape: (1, 98, 64)
```

Quick fixes for the Example:

- Add the batch axis: a batch of one sample (`--unsafe-fixes`)

## Keras says

Under Keras 3 it raises `ValueError`:

```text
Exception encountered when calling Conv1D.call().

Negative dimension size caused by subtracting 3 from 1 for […] with input shapes: [32,1,1,1], [1,3,1,64].

[…]
```

Under Keras 2 it raises `ValueError`:

```text
Exception encountered when calling layer 'conv1d' (type Conv1D).

Negative dimension size caused by subtracting 3 from 1 for […] with input shapes: [?,1,1,1], [1,3,1,64].

[…]
```
"""

from msgspec import Struct

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.faults import DataDoesNotFit
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import axes, listed, sized
from conv1d_lsp.shapes import Dim, Truth


class _Case(Struct, frozen=True):
    """What is wrong with the data. subscript: how to index it so that it fits; title: what that does."""

    words: str
    subscript: str | None = None
    title: str = ""
    swapped: bool = False


@rule("data-does-not-fit", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: DataDoesNotFit, site: Site) -> Message:
    case = _case(fault)
    index = _index(fault, site)
    owner = site.owner if fault.call else site.called
    caller = f"{fault.call} gets" if fault.call else f"{owner or 'the model'} is called on"
    caller = f"`{fault.part}` of {fault.call} holds" if fault.part else caller
    thing = "batches" if site.of_batches(index) else "data" if site.holds_numbers(index) else "a tensor"
    wants = "the model wants" if fault.call or owner is None else "it wants"
    return Message(
        place=site.argument_at(fault.part, None) if fault.part else site.passed(index),
        words=f"{caller} {thing} of shape {fault.given}, but {wants} {fault.expected}: {case.words}",
        trail=site.model_made(f"the model is made here; its input is {fault.expected}", index),
        help=_help(case, site, index),
        fixes=[*([] if fault.part else _fixes(case, site, index)), *_other_sizes(fault, case, site, index)],
    )


def _help(case: _Case, site: Site, index: int) -> str | None:
    if "batch" not in case.words:
        return None
    return (
        "put its elements in batches: `.batch(32)`" if site.of_dataset(index) else "the first axis counts the samples"
    )


def _fixes(case: _Case, site: Site, index: int) -> list[Fix | None]:
    if site.of_batches(index):
        return []
    if case.swapped and site.holds_numbers(index):
        return [site.data_repairs(index=index).swap_axes("Swap steps and channels").unsafe()]
    if case.subscript is None:
        return []
    return [site.data_repairs(index=index).add_axis(case.subscript, case.title).unsafe()]


def _other_sizes(fault: DataDoesNotFit, case: _Case, site: Site, index: int) -> list[Fix | None]:
    """The data in the sizes of the model, or the model in those of the data."""
    if not fault.given.ranked or not fault.expected.ranked:
        return []
    repairs = site.data_repairs(fault.part, index)
    given, wanted = _sizes(fault.given.known_axes), _sizes(fault.expected.known_axes)
    if site.of_dataset(index) and "batch axis is missing" in case.words:
        return [repairs.call_method(".batch(32)", "Put its elements in batches of 32")]
    if site.of_dataset(index) and len(given) == len(wanted) + 1:
        return [repairs.call_method(".unbatch()", "Take one of the two batch axes away")]
    if case.subscript == "..., {}" and len(given) > 1 and len(wanted) > 1 and not site.of_batches(index):
        return repairs.own_channel(wanted[1:], [*given[1:], 1])
    found: list[Fix | None] = [repairs.other_order()]
    if site.holds_numbers(index) and not site.of_batches(index) and not case.swapped:
        found.append(repairs.reshape(given[1:], wanted[1:]))
    found += repairs.other_input(wanted[1:], given[1:])
    if not site.holds_numbers(index):
        found += repairs.other_input(given[1:], wanted[1:])
    elif not site.of_batches(index):
        found.append(repairs.cut(given[1:], wanted[1:]))
    return found


def _sizes(axes: tuple[Dim, ...]) -> list[int | None]:
    return [size.value for size in axes]


def _index(fault: DataDoesNotFit, site: Site) -> int:
    """Which of several inputs is meant."""
    shapes = [each.shape for each in site.finding.inputs]
    return next((index for index, shape in enumerate(shapes) if shape is fault.given), 0)


def _case(fault: DataDoesNotFit) -> _Case:
    if not fault.given.ranked or not fault.expected.ranked:
        return _Case("the layers of the model can't take it")
    given, wanted = fault.given.known_axes, fault.expected.known_axes
    if len(given) == len(wanted) - 1 and _fit(given, wanted[1:]):
        return _Case("the batch axis is missing", "{}", "Add the batch axis: a batch of one sample")
    if len(given) == len(wanted) - 1 and _fit(given, wanted[:-1]):
        return _Case("the channel axis is missing", "..., {}", "Add the channel axis at the end")
    if len(given) == len(wanted) - 2 and _fit(given, wanted[1:-1]):
        return _Case("the batch axis and the channel axis are missing", "{}, ..., {}", "Add both axes")
    if len(given) != len(wanted):
        return _Case(f"{axes(len(wanted))} are wanted, the data has {axes(len(given))}")
    if len(given) == 3 and _fit((given[0], given[2], given[1]), wanted):
        return _Case("steps and channels are swapped", swapped=True)
    names = ("samples", "steps", "channels") if len(given) == 3 else tuple(f"axis {i}" for i in range(len(given)))
    others = [
        f"{sized(a, name)} where {'1 is' if b.value == 1 else f'{b} are'} wanted"
        if len(given) == 3
        else f"{name} is {a} where {b} is wanted"
        for name, a, b in zip(names, given, wanted, strict=True)
        if a.equals(b) is Truth.NO
    ]
    return _Case(listed(others) if others else "the layers of the model can't take it")


def _fit(given: tuple[Dim, ...], wanted: tuple[Dim, ...]) -> bool:
    return all(a.equals(b) is not Truth.NO for a, b in zip(given, wanted, strict=True))
