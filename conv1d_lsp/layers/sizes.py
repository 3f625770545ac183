"""Settings that have a size for each axis: kernel, pool, strides, padding, cropping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown
from conv1d_lsp.layers.counts import number_of
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.layers.parameters import REQUIRED, Default, Odd, Parameter
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Truth, Unclear, dim

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer


class PerAxis(Parameter[tuple[Dim, ...]]):
    """A size for each of the layer's `spatial` axes; one integer stands for all. Keras: `standardize_tuple`.

    least: the smallest, None if the constructor takes any.
    """

    takes_numbers = True

    def __init__(
        self,
        default: Default = REQUIRED,
        *,
        keras2_default: Default | None = None,
        least: int | None = 1,
        floats: Odd,
        parts: int | None = None,
    ) -> None:
        super().__init__(default, keras2_default=keras2_default)
        self.parts = parts
        self.least = least
        self.floats = floats

    def count(self, layer: Layer) -> int:
        """How many sizes there are: `parts` if that is fixed, else one for each spatial axis."""
        return self.parts if self.parts is not None else layer.spatial

    def read(self, given: Arg, layer: Layer) -> tuple[Dim, ...]:
        if isinstance(given, Dim):
            sizes: tuple[Dim, ...] = (given,) * self.count(layer)
        elif isinstance(given, bool):
            sizes = (dim(int(given)),) * self.count(layer)
        else:
            parts = items(given)
            if parts is None and isinstance(given, Opaque) and not given.numeric:
                return self.lost(given, layer)
            if parts is None or len(parts) != self.count(layer):
                raise self._refusal(given, layer)
            sizes = tuple(self._item(part, given, layer) for part in parts)
            if self.floats is not Odd.TAKEN and any(isinstance(part, float) for part in parts):
                raise self._refusal(given, layer, Moment.BUILD)
        for each in sizes:
            if self.least is not None and (each >= self.least) is Truth.NO:
                raise self._refusal(given, layer)
        return sizes

    def lost(self, given: Arg, layer: Layer) -> tuple[Dim, ...]:
        numbers = tuple(map(number_of, items(given) or ()))
        known = tuple(number for number in numbers if number is not None)
        return (
            known if len(known) == self.count(layer) else (Unclear("a value that can't be read"),) * self.count(layer)
        )

    def _item(self, part: Arg, given: Arg, layer: Layer) -> Dim:
        number = number_of(part)
        if number is None or part is None:
            raise self._refusal(given, layer)
        return Unclear("a size with a fraction") if isinstance(part, float) and part >= (self.least or 0) else number

    def _refusal(self, given: Arg, layer: Layer, late: Moment | None = None) -> Refusal:
        kind = {None: "an integer", 1: "a positive integer"}.get(self.least, f"an integer of at least {self.least}")
        parts = self.count(layer)
        wanted = kind if parts == 1 else f"{kind}, or {parts} of them"
        return Refusal(BadArgument(shown(given), wanted, argument=self.name), late=late)


class OptionalPerAxis(Parameter[tuple[Dim, ...] | None]):
    """As `PerAxis`, or None."""

    takes_numbers = True

    def __init__(self, default: Default = None, *, least: int) -> None:
        super().__init__(default)
        self.sizes = PerAxis(least=least, floats=Odd.TAKEN)

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.sizes.name = name

    def options(self, given: Arg, keras: Generation) -> tuple[Arg, ...] | None:
        return (None, _SOME_NUMBER) if isinstance(given, Unclear) and given is not _SOME_NUMBER else None

    def read(self, given: Arg, layer: Layer) -> tuple[Dim, ...] | None:
        return None if given is None else self.sizes.read(given, layer)

    def lost(self, given: Arg, layer: Layer) -> tuple[Dim, ...] | None:
        return self.sizes.lost(given, layer)


_SOME_NUMBER = Unclear("a number that can't be told")


def per_axis(
    default: Default = REQUIRED,
    *,
    keras2_default: Default | None = None,
    least: int = 1,
    floats: Odd = Odd.REFUSED_LATE,
) -> PerAxis:
    return PerAxis(default, keras2_default=keras2_default, least=least, floats=floats)


def optional_per_axis(default: Default = None, *, least: int = 1) -> OptionalPerAxis:
    return OptionalPerAxis(default, least=least)


def pair(default: Default) -> PerAxis:
    """How much before and how much after; one integer stands for both."""
    return PerAxis(default, least=0, floats=Odd.TAKEN, parts=2)


class PairPerAxis(Parameter[tuple[tuple[Dim, ...], ...]]):
    """A pair for each spatial axis: an integer for all, or for each axis an integer or a pair.

    least: the smallest that Keras 3 takes for all; Keras 2 takes any.
    """

    takes_numbers = True

    def __init__(self, default: Default, *, least: int | None) -> None:
        super().__init__(default)
        self.pair = PerAxis(least=0, floats=Odd.TAKEN, parts=2)
        self.least = least

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)
        self.pair.name = name

    def read(self, given: Arg, layer: Layer) -> tuple[tuple[Dim, ...], ...]:
        if isinstance(given, bool):
            given = dim(int(given))
        if isinstance(given, Dim):
            if self.least is not None and (given >= self.least) is Truth.NO and layer.keras is Generation.KERAS_3:
                raise self._refusal(given, layer)
            return ((given, given),) * layer.spatial
        parts = items(given)
        if parts is None and isinstance(given, Opaque) and not given.numeric:
            return self.lost(given, layer)
        if parts is None or len(parts) != layer.spatial:
            raise self._refusal(given, layer)
        return tuple(self.pair.read(part, layer) for part in parts)

    def lost(self, given: Arg, layer: Layer) -> tuple[tuple[Dim, ...], ...]:
        return (self.pair.lost(given, layer),) * layer.spatial

    def _refusal(self, given: Arg, layer: Layer) -> Refusal:
        wanted = f"an integer, or {layer.spatial} integers or pairs of them"
        return Refusal(BadArgument(shown(given), wanted, argument=self.name))


def pair_per_axis(default: Default, *, least: int | None) -> PairPerAxis:
    return PairPerAxis(default, least=least)
