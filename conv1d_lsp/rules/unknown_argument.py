"""A keyword argument that does not exist.

## What it does

Finds keyword arguments that are not in the signature of a layer, an optimizer, a loss, a callback, or of a method of
models such as `fit`; among them names of older versions of Keras, and those that came with a later release than the
project uses.

## Why it matters

Keras refuses to make the layer, or the call. Old tutorials write `border_mode` for `padding`, `nb_filter` for
`filters`, `subsample` for `strides`, `nb_epoch` for `epochs`, `lr` for `learning_rate`.

## Example

```python
layers.Conv1D(8, 3, border_mode="same")  # error: [unknown-argument] "Conv1D has no argument `border_mode`"
layers.Conv1D(8, 3, stride=2)  # error: [unknown-argument] "did you mean `strides`?"
```

## Fix

```python
x = keras.Input((10, 4))
y = layers.Conv1D(8, 3, padding="same", strides=2)(x)  # shape: (None, 5, 8)
```

Quick fixes for the Example:

- Rename it to padding (`--fix`)
- Leave it out (`--unsafe-fixes`)
- Rename it to strides (`--fix`)

## Keras says

Under Keras 3 `layers.Conv1D(8, 3, border_mode="same")` raises `ValueError`:

```text
Unrecognized keyword arguments passed to Conv1D: {'border_mode': 'same'}
```

Under Keras 3 `layers.Conv1D(8, 3, stride=2)` raises `ValueError`:

```text
Unrecognized keyword arguments passed to Conv1D: {'stride': 2}
```

Under Keras 2 `layers.Conv1D(8, 3, border_mode="same")` raises `TypeError`:

```text
('Keyword argument not understood:', 'border_mode')
```

Under Keras 2 `layers.Conv1D(8, 3, stride=2)` raises `TypeError`:

```text
('Keyword argument not understood:', 'stride')
```
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.interpreter.faults import UnknownKeyword
from conv1d_lsp.layers.faults import UnknownArgument
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import came_later, coded


@rule("unknown-argument", Severity.ERROR, family=Family.ARGUMENTS, since="0.1")
def speak(fault: UnknownArgument | UnknownKeyword, site: Site) -> Message:
    if isinstance(fault, UnknownKeyword):
        return _of_function(fault, site)
    if fault.too_old is not None:
        return Message(
            place=site.argument(fault.name),
            words=f"the argument `{fault.name}` of {fault.layer} {came_later(fault.too_old)}",
            trail=site.layer_made(),
            fixes=[site.argument_repairs.remove_argument(fault.name, "Leave it out").unsafe()],
        )
    meant = f"; did you mean {coded(fault.close, 'or')}?" if fault.close else ""
    names = [site.argument_repairs.rename_argument(fault.name, name, f"Rename it to {name}") for name in fault.close]
    fixes = [names[0].safe()] if len(names) == 1 else [name.unsafe() for name in names]
    return Message(
        place=site.argument(fault.name),
        words=f"{fault.layer} has no argument `{fault.name}`{meant}",
        trail=site.layer_made(),
        fixes=[*fixes, site.argument_repairs.remove_argument(fault.name, "Leave it out").unsafe()],
    )


def _of_function(fault: UnknownKeyword, site: Site) -> Message:
    if fault.meant is not None:
        fix = site.call_repairs.rename_keyword(fault.name, fault.meant, f"Rename it to {fault.meant}").unsafe()
    else:
        fix = site.call_repairs.remove_keyword(fault.name, "Leave it out").unsafe()
    return Message(
        place=site.keyword(fault.name),
        words=f"{fault.function} has no argument `{fault.name}`"
        + (f"; did you mean `{fault.meant}`?" if fault.meant else ""),
        trail=site.layer_made(),
        fixes=[fix],
    )
