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


#: Calls that take many samples.
_TRAINING = ("fit", "evaluate", "train_on_batch", "test_on_batch")


@rule("data-does-not-fit", Severity.ERROR, family=Family.DATA, since="0.1")
def speak(fault: DataDoesNotFit, site: Site) -> Message:
    case = _case(fault)
    index = _index(fault, site)
    model = None if fault.call else site.called
    return Message(
        place=site.argument_at(fault.part, None) if fault.part else site.passed(index),
        words=f"{_subject(fault, site, index)} has {fault.given}, "
        f"but {model or 'the model'} wants {fault.expected}: {case.words}",
        trail=site.model_made(f"the model is made here; its input is {fault.expected}", index),
        help=_help(fault, case, site, index),
        fixes=[*([] if fault.part else _fixes(case, site, index)), *_other_sizes(fault, case, site, index)],
    )


def _subject(fault: DataDoesNotFit, site: Site, index: int) -> str:
    """What has another shape: the user's name for it, or a word."""
    if site.of_batches(index):
        return "each batch in `validation_data`" if fault.part else "each batch"
    name = "the data" if site.holds_numbers(index) else "its input"
    return f"{name} in `{fault.part}`" if fault.part else site.subject(index, name)


def _help(fault: DataDoesNotFit, case: _Case, site: Site, index: int) -> str | None:
    if case.swapped and not site.of_batches(index):
        return _help_for_swapped(fault, site, index)
    if site.of_dataset(index) and "batch" in case.words:
        return "put its elements in batches: `.batch(32)`"
    code = site.subject(index, "`x`")[1:-1]
    if case.subscript == "{}" and fault.call in _TRAINING:
        return f"the first axis counts the samples, and Input takes the shape of one sample, such as `{code}.shape[1:]`"
    if case.subscript == "{}":
        return f"the first axis counts the samples: `{code}[np.newaxis]` is a batch of one"
    if case.subscript is not None and not site.of_batches(index):
        return f"write `{code}[{case.subscript.replace('{}', 'np.newaxis')}]`"
    if len(site.finding.inputs) > 1:
        return "several arrays stand in the order of the model's inputs"
    return None


def _help_for_swapped(fault: DataDoesNotFit, site: Site, index: int) -> str:
    if not site.holds_numbers(index):
        return "swap them with Permute((2, 1))"
    swap = "np.transpose(x, (0, 2, 1))"
    wanted = [size.value for size in fault.expected.known_axes[1:]]
    if site.formed_by(index) != "reshape" or None in wanted:
        return f"swap them: {swap}"
    sizes = f"reshape(-1, {', '.join(map(str, wanted))})"
    return f"if the numbers lie step after step, write {sizes}; if channel after channel, swap them: {swap}"


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
        return _Case(f"{axes(len(given))} instead of {len(wanted)}")
    if len(given) == 3 and _fit((given[0], given[2], given[1]), wanted):
        return _Case("steps and channels are swapped", swapped=True)
    others = [(index, a, b) for index, (a, b) in enumerate(zip(given, wanted, strict=True)) if a.equals(b) is Truth.NO]
    if not others:
        return _Case("the layers of the model can't take it")
    if len(given) == 3:
        names = ("samples", "steps", "channels")
        return _Case(listed(f"{sized(a, names[index])} instead of {b}" for index, a, b in others))
    if len(others) > 1:
        return _Case(f"axes {listed(str(index) for index, _, _ in others)} differ")
    return _Case("{1} instead of {2} along axis {0}".format(*others[0]))


def _fit(given: tuple[Dim, ...], wanted: tuple[Dim, ...]) -> bool:
    return all(a.equals(b) is not Truth.NO for a, b in zip(given, wanted, strict=True))
