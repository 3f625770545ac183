"""A keyword argument that the layer does not have.

## What it does

Finds keyword arguments that are not in the layer's signature, among them names of older versions of Keras.

## Why it matters

Keras refuses to make the layer. Old tutorials write `border_mode` for `padding`, `nb_filter` for `filters`,
`subsample` for `strides`.

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
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.layers.faults import UnknownArgument
from conv1d_lsp.rules.rule import Message, rule
from conv1d_lsp.rules.site import Site
from conv1d_lsp.rules.words import coded


@rule("unknown-argument", Severity.ERROR, since="0.1")
def speak(fault: UnknownArgument, site: Site) -> Message:
    meant = f"; did you mean {coded(fault.close, 'or')}?" if fault.close else ""
    fixes = [site.repairs.rename_argument(fault.name, name, f"Rename it to {name}").unsafe() for name in fault.close]
    return Message(
        place=site.argument(fault.name),
        words=f"{fault.layer} has no argument `{fault.name}`{meant}",
        trail=site.layer_made(),
        fixes=[*fixes, site.repairs.remove_argument(fault.name, "Leave it out").unsafe()],
    )
