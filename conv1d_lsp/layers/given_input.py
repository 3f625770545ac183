"""`input_shape=` and its kin, which every layer takes for the sake of Sequential models."""

from __future__ import annotations

from collections.abc import Mapping

from conv1d_lsp.layers.arguments import Arg, items, shown, size
from conv1d_lsp.layers.faults import BadArgument, LayerFault, UnknownArgument
from conv1d_lsp.layers.parameters import Group, Raw
from conv1d_lsp.layers.requirement import refuse
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Shape, Unclear

_K2 = Generation.KERAS_2

INPUT_SETTINGS = Group(
    (
        Raw(None, by_name=True, name="input_shape"),
        Raw(None, by_name=True, name="input_dim"),
        Raw(None, by_name=True, name="batch_input_shape", only=_K2),
        Raw(None, by_name=True, name="batch_size", only=_K2),
        Raw(None, by_name=True, name="weights", only=_K2),
        Raw(None, by_name=True, name="implementation", only=_K2),
        Raw(False, by_name=True, name="dynamic", only=_K2),
    )
)

Read = tuple[Shape | None, tuple[LayerFault, ...]]


def read_input_shape(given: Mapping[str, Arg], keras: Generation) -> Read:
    """The shape, batch axis included, and what will be wrong with it when a Sequential uses it. Raises Refusal."""
    if keras is _K2 and "batch_input_shape" in given:
        return _shape("batch_input_shape", given["batch_input_shape"], (), keras)
    dimension = given.get("input_dim")
    if dimension is not None and keras is Generation.KERAS_3 and "input_shape" in given:
        refuse(UnknownArgument("input_shape", (), argument="input_shape"))
    if dimension is not None and (keras is Generation.KERAS_3 or "input_shape" not in given):
        return _shape("input_dim", (dimension,), (OPEN,), keras)
    if given.get("input_shape") is None:
        return None, ()
    batch = size(given.get("batch_size")) if keras is _K2 else OPEN
    return _shape("input_shape", given["input_shape"], (batch if batch is not None else OPEN,), keras)


def _shape(name: str, value: Arg, batch: tuple[Dim, ...], keras: Generation) -> Read:
    if isinstance(value, Unclear):
        return Shape.unknown(value), ()
    sizes = items(value)
    axes = [size(each) for each in sizes] if sizes is not None else [None]
    known = [axis for axis in axes if axis is not None]
    if len(known) < len(axes):
        fault = BadArgument(shown(value), "a tuple of sizes", argument=name)
        if keras is _K2 and sizes is None:
            refuse(fault)
        return None, (fault,)
    return Shape((*batch, *known)), ()
