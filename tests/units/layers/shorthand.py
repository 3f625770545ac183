"""Short ways to configure and call a layer in tests."""

from __future__ import annotations

from collections.abc import Sequence

from conv1d_lsp.layers import Arg, Called, Configured, Inputs, Listed, Opaque, Refused, find, plain
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Number, Shape, Symbol

K2, K3 = Generation.KERAS_2, Generation.KERAS_3
BOTH = (K2, K3)


def shape(*axes: Dim | int | None) -> Shape:
    return Shape.of(OPEN if axis is None else axis for axis in axes)


def named(name: str) -> Number:
    return Number.of(Symbol(name))


def argument(value: object) -> Arg:
    if isinstance(value, list):
        return Listed(tuple(map(argument, value)))
    return value if isinstance(value, Opaque | Configured) else plain(value)


def configured(name: str, *positional: object, keras: Generation = K3, **keywords: object) -> Configured | Refused:
    declaration = find(name, keras)
    assert declaration is not None, f"no layer {name}"
    return declaration.configure(
        tuple(map(argument, positional)), {key: argument(value) for key, value in keywords.items()}, keras
    )


def layer(name: str, *positional: object, keras: Generation = K3, **keywords: object) -> Configured:
    made = configured(name, *positional, keras=keras, **keywords)
    assert isinstance(made, Configured), made
    return made


def faults(result: object) -> Sequence[object]:
    assert isinstance(result, Refused), result
    return result.faults


def output(result: Called | Refused) -> object:
    """The only output's shape, as it is shown."""
    assert isinstance(result, Called), result
    (only,) = result.outputs
    return only.shown


def called(result: Called | Refused) -> Called:
    assert isinstance(result, Called), result
    return result


def several(*shapes: Shape) -> Inputs:
    return tuple(shapes)
