"""A loss that broadcasts output and target.

## What it does

Finds a model that trains on targets of another shape than its output, where the loss spreads the two into a third
shape. The same outside `fit`: `np.mean((model.predict(x) - y) ** 2)` of (N, 1) and (N,), in a loop with a tape, in a
loss or metric of one's own.

## Why it matters

Nothing is raised. The loss compares every output with every target, or every step with the one target of its sequence,
and the model learns their mean: the loss goes down for a while and stays where it is.

## Example

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8, return_sequences=True), layers.Dense(1)])
model.compile("adam", "mse")
x, y = np.random.rand(64, 20, 3), np.random.rand(64, 1)
model.fit(x, y, verbose=0)  # warning: [loss-broadcasts] "the model gives (None, 20, 1), `y` has (64, 1)"
```

## Fix

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8), layers.Dense(1)])
model.compile("adam", "mse")
x, y = np.random.rand(64, 20, 3), np.random.rand(64, 1)
model.fit(x, y, verbose=0)
```

An output for each step goes with a target for each step:

```python
model = keras.Sequential([keras.Input((20, 3)), layers.LSTM(8, return_sequences=True), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, np.random.rand(64, 20, 1), verbose=0)
```

Quick fixes for the Example:

- Let the last recurrent layer give its last step alone (`--unsafe-fixes`)
- Average over the steps before the last layer (`--unsafe-fixes`)
- Make the steps flat before the last layer (`--unsafe-fixes`)

## Keras says

Under Keras 3 nothing: it runs.

Under Keras 2 nothing either.
"""

from conv1d_lsp.diagnostics import Fix, Severity
from conv1d_lsp.interpreter.target_faults import EachWithEach, LossBroadcasts
from conv1d_lsp.losses import OtherClasses, Spread
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.reading.compared import Comparison
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.shapes import Shape

#: A longer operation is not repeated in the message.
_LONGEST_CODE = 20


@rule("loss-broadcasts", Severity.WARNING, family=Family.SILENT, since="0.1")
def speak(fault: LossBroadcasts | EachWithEach, site: Site) -> Message:
    if isinstance(fault, EachWithEach):
        return _all_pairs(fault, site)
    comparison = Comparison(fault.compared, site)
    return Message(
        place=comparison.place,
        words=f"{comparison.shapes}: {_what(fault, comparison)}",
        trail=comparison.trail,
        help=_help(comparison),
        fixes=_fixes(comparison),
    )


def _all_pairs(fault: EachWithEach, site: Site) -> Message:
    (left, right), code = site.operands, site.operation
    count, wide = fault.left.known_axes[0], 0 if len(fault.left.known_axes) == 2 else 1
    together = f"{code} is" if code and len(code) <= _LONGEST_CODE else "together they are"
    return Message(
        place=site.call,
        words=f"{left or 'the left side'} has {fault.left}, {right or 'the right side'} has {fault.right}: "
        f"{together} {Shape((count, count))}, each output with each target",
        trail=site.how_all_came(),
        help="take the axis of size 1 off one of them, or give it to the other, too",
        fixes=[site.code_repairs.take_column(wide).unsafe()],
    )


def _what(fault: LossBroadcasts, comparison: Comparison) -> str:
    name = comparison.facts.name
    if isinstance(fault.why, Spread) and _is_one_for_all(comparison):
        return f"`{name}` compares 1 output with all {comparison.target_axes[-1]} targets"
    if isinstance(fault.why, Spread):
        return f"`{name}` spreads them into {fault.why.into}"
    if isinstance(fault.why, OtherClasses):
        return f"`{name}` takes axis {fault.why.axis} of the output for the classes"
    return f"`{name}` takes the samples of a batch for the classes"


def _help(comparison: Comparison) -> str:
    """A way out; Keras says nothing of its own."""
    if comparison.per_step:
        return "let the model give one output a sequence (pool over the steps, or Flatten), or give a target a step"
    if comparison.lacks_steps:
        return "let the model give an output for each step (`return_sequences=True`), or give one target a sequence"
    output, target = comparison.output_axes, comparison.target_axes
    if comparison.other_units is not None and (output[-1].value == 1 or target[-1].value == 1):
        return f"let the last layer give as many numbers as a target has, {target[-1]} for each {_each(len(output))}"
    return "let outputs and targets have one shape: this runs, and what it learns is not what the targets say"


def _each(rank: int) -> str:
    return "sample" if rank == 2 else "step"


def _is_one_for_all(comparison: Comparison) -> bool:
    """Whether a sample has one number in the output and several in the target."""
    output, target = comparison.output_axes, comparison.target_axes
    return len(output) == len(target) == 2 and output[1].value == 1 and (target[1].value or 0) > 1


def _fixes(comparison: Comparison) -> list[Fix | None]:
    repairs = comparison.repairs
    found = []
    units = comparison.other_units
    if units is not None and units.value is not None:
        found.append(repairs.set_units(str(units)).unsafe())
    if comparison.per_step:
        found += [
            repairs.one_output_a_sequence().unsafe(),
            repairs.without_steps("GlobalAveragePooling1D", "Average over the steps before the last layer").unsafe(),
            repairs.without_steps("Flatten", "Make the steps flat before the last layer").unsafe(),
        ]
    if comparison.lacks_steps:
        found.append(repairs.every_step().unsafe())
    return found
