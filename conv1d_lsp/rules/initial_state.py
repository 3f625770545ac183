"""Initial states that a recurrent layer can't begin with.

## What it does

Finds a recurrent layer that is called with an `initial_state` of another width than its units, or with another number
of states than it has: two for an LSTM, one for a GRU.

## Why it matters

A decoder that begins with the last states of an encoder must have as many units. Keras 2 refuses the call. Keras 3 lets
it pass and fails when the model runs, far away from the line at fault.

## Example

```python
x = keras.Input((10, 4))
y, h, c = layers.LSTM(64, return_state=True)(x)
z = layers.LSTM(32)(x, initial_state=[h, c])  # keras 3: warning: [initial-state]  # keras 2: error: [initial-state]
w = layers.LSTM(64)(x, initial_state=[h])  # keras 3: warning: [initial-state]  # keras 2: error: [initial-state]
```

## Fix

```python
x = keras.Input((10, 4))
y, h, c = layers.LSTM(64, return_state=True)(x)
z = layers.LSTM(64)(x, initial_state=[h, c])  # shape: (None, 64)
```

## Keras says

Under Keras 3 nothing: it runs, and gives (None, 32), (None, 64).

Under Keras 2 `z = layers.LSTM(32)(x, initial_state=[h, c])` raises `ValueError`:

```text
An `initial_state` was passed that is not compatible with `cell.state_size`. Received
`state_spec`=ListWrapper([InputSpec(shape=(None, 64), ndim=2), InputSpec(shape=(None, 64), ndim=2)]); however
`cell.state_size` is [32, 32]
```

Under Keras 2 `w = layers.LSTM(64)(x, initial_state=[h])` raises `ValueError`:

```text
An `initial_state` was passed that is not compatible with `cell.state_size`. Received
`state_spec`=ListWrapper([InputSpec(shape=(None, 64), ndim=2)]); however `cell.state_size` is [64, 64]
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import StatesDiffer
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site


@rule("initial-state", Severity.ERROR, family=Family.CALLS, since="0.2")
def speak(fault: StatesDiffer, site: Site) -> Message:
    late = ": the model fails when it runs" if site.runs else ""
    return Message(place=site.call, words=f"{_what(fault)}{late}", trail=site.how_all_came())


def _what(fault: StatesDiffer) -> str:
    has, given = len(fault.units), len(fault.states)
    if has != given:
        noun = "state" if has == 1 else "states"
        return f"{fault.layer} has {has} {noun}, but `initial_state` gives {given}"
    pairs = zip(fault.states, fault.units, strict=True)
    number, (state, units) = next(
        (number, pair) for number, pair in enumerate(pairs, 1) if pair[0].shown[1:] != (pair[1].value,)
    )
    which = "the state" if has == 1 else f"state {number}"
    return f"{which} of {fault.layer} has {units} units, but `initial_state` gives {state}"
