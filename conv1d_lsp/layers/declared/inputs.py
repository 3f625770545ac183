"""Where tensors come from. Source: layers/core/input_layer.py; engine/input_layer.py in Keras 2."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown, size
from conv1d_lsp.layers.declaration import Layer, keras_layer
from conv1d_lsp.layers.faults import BadArgument, MissingArgument
from conv1d_lsp.layers.parameters import Group, Name, Raw, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import AxisNames, Dim, Shape, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3


class Source(Layer):
    """Has no input; `said_input` is what it gives. with_batch, without_batch: the arguments that say it."""

    bare = True
    without_batch: ClassVar[tuple[str, ...]] = ()
    with_batch: ClassVar[tuple[str, ...]] = ()

    def construct(self) -> None:
        values = self.__dict__
        plain = [name for name in self.without_batch if values.get(name) is not None]
        full = [name for name in self.with_batch if values.get(name) is not None]
        if any(values.get(name) is not None for name in ("tensor", "input_tensor", "type_spec")):
            self.said_input = Shape.unknown(Unclear("the tensor that the input is made from"))
            return
        if plain and full:
            refuse(BadArgument(shown(values[full[0]]), f"left out where `{plain[0]}` is given", argument=full[0]))
        if full and self.keras is _K3 and values.get("batch_size") is not None:
            wanted = f"left out where `{full[0]}` is given"
            refuse(BadArgument(shown(values["batch_size"]), wanted, argument="batch_size"))
        if full:
            self.said_input = self._read(full[0], values[full[0]], ())
        elif plain:
            self.said_input = self._read(plain[0], values[plain[0]], (self._batch(values["batch_size"]),))
        else:
            refuse(MissingArgument(("shape",)))

    def _batch(self, given: Arg) -> Dim:
        batch = size(given)
        if batch is None:
            refuse(BadArgument(shown(given), "a number of samples, or None", argument="batch_size"))
        return batch

    def _read(self, name: str, value: Arg, batch: tuple[Dim, ...]) -> Shape:
        if isinstance(value, Unclear):
            names = value.sizes if isinstance(value.sizes, AxisNames) else None
            return Shape.unknown(value, None if names is None else replace(names, leading=len(batch)))
        fault = BadArgument(shown(value), "a tuple of sizes, each a number or None", argument=name)
        if self.keras is _K2 and batch and isinstance(value, Dim | bool):
            value = (value,)
        sizes = items(value)
        if sizes is None:
            if isinstance(value, Opaque) and not value.numeric:
                return Shape.unknown(Unclear(f"the content of a {value.kind}"))
            refuse(fault)
        axes = [size(each) for each in sizes]
        known = [axis for axis in axes if axis is not None]
        if len(known) < len(axes):
            refuse(fault)
        for axis in known:
            require(axis >= 0, fault)
        return Shape((*batch, *known))

    def call(self, x: Shape) -> Shape:
        return x


class Input(Source):
    """The function `keras.Input`. The shape is without the batch axis; `batch_shape` is with it."""

    without_batch = ("shape",)
    with_batch = ("batch_shape", "batch_input_shape")

    shape = raw(None)
    batch_size = raw(None)
    dtype = raw(None, by_name_in=_K2)
    name = Name(None, by_name_in=_K3)
    sparse = raw(None)
    ragged = raw(None)
    batch_shape = raw(None, by_name_in=_K2)
    batch_input_shape = raw(None, only=_K2, by_name_in=_K2)
    tensor = raw(None, by_name_in=_K3)
    type_spec = raw(None, only=_K2)
    optional = raw(False)


@keras_layer("InputLayer")
class InputLayer(Source):
    """The layer behind `keras.Input`; Keras 3 takes Keras 2's names for the shape too."""

    without_batch = ("shape", "input_shape")
    with_batch = ("batch_shape", "batch_input_shape")

    shape = raw(None, only=_K3)
    input_shape = raw(None, by_name_in=_K3)
    batch_size = raw(None)
    dtype = raw(None)
    input_tensor_2 = Group((Raw(None, only=_K2, name="input_tensor"),))
    sparse = raw(None)
    name_2 = Group((Name(None, only=_K2, name="name"),))
    ragged = raw(None)
    batch_shape = raw(None, only=_K3)
    batch_input_shape = Raw(None, by_name=True)
    input_tensor_3 = Group((Raw(None, only=_K3, name="input_tensor"),))
    type_spec = raw(None, only=_K2)
    optional = raw(False)
    name_3 = Group((Name(None, only=_K3, name="name"),))
