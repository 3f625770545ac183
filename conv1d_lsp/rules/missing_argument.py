"""A required argument that is not given.

## What it does

Finds a layer, a callback, a schedule of learning rates … that is made without an argument that has no default, such as
`kernel_size` of `Conv1D`.

## Why it matters

Python refuses the call.

## Example

```python
keras.optimizers.schedules.ExponentialDecay(0.1)  # error: [missing-argument] "needs `decay_steps` and `decay_rate`"
layers.Conv1D(8)  # error: [missing-argument] "Conv1D needs `kernel_size`, which is not given"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3)(x)  # shape: (None, 8, 8)
```

## Keras says

Under Keras 3 `keras.optimizers.schedules.ExponentialDecay(0.1)` raises `TypeError`:

```text
ExponentialDecay.__init__() missing 2 required positional arguments: 'decay_steps' and 'decay_rate'
```

Under Keras 3 `layers.Conv1D(8)` raises `TypeError`:

```text
Conv1D.__init__() missing 1 required positional argument: 'kernel_size'
```

Under Keras 2 the same.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import MissingSettings
from conv1d_lsp.layers.faults import MissingArgument
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import coded


@rule("missing-argument", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: MissingArgument | MissingSettings, site: Site) -> Message:
    maker = fault.function if isinstance(fault, MissingSettings) else fault.layer
    verb = "is" if len(fault.names) == 1 else "are"
    return Message(
        place=site.call,
        words=f"{maker} needs {coded(fault.names)}, which {verb} not given",
        trail=site.layer_made(),
        help=f"pass a value for {coded(fault.names)}",
    )
