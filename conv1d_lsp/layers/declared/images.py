"""What the layers for images share, and those that change height and width.

An image is (height, width, channels), alone or in a batch. Source: layers/preprocessing/image_preprocessing/*.py;
layers/preprocessing/image_preprocessing.py in Keras 2.
"""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, items, shown
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.declared.padding import INTERPOLATIONS
from conv1d_lsp.layers.faults import BadArgument, LayerFault, WrongRank
from conv1d_lsp.layers.parameters import REQUIRED, Default, Group, Name, Odd, Parameter, Raw, flag, raw
from conv1d_lsp.layers.requirement import Refusal, require
from conv1d_lsp.layers.words import DataFormat, Word, Words, channels_order
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Number, Open, Shape, Unclear

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

#: Keras 3 looks at a size only as it gives the shape, and lets None pass.
SIZE_3 = Habits(least=0, late=True, floats=Odd.REFUSED_LATE, none=Odd.TAKEN, others=Odd.REFUSED_LATE)
SIZE_2 = Habits(least=0, late=True, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE)
CROP_2 = Habits(late=True, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE)

#: Keras 2's interpolations, in any case of letters; Keras 3 looks at the word only as it runs.
ANY_WAY_3 = Words(INTERPOLATIONS, unknown=Odd.TAKEN, lists=Odd.TAKEN, others=Odd.TAKEN)
ANY_WAY_2 = Words(INTERPOLATIONS)


class Factor(Parameter[Arg]):
    """How much an image may be changed: a number, or the two ends of a range. Without bearing on shapes.

    low, high: what Keras 3 takes. keras2: what Keras 2 takes as one number. empty: what Keras 3 makes of None.
    """

    def __init__(
        self,
        default: Default,
        low: float,
        high: float,
        *,
        keras2: tuple[float, float] | None = None,
        empty: Odd = Odd.REFUSED,
        by_name: bool = False,
        only: Generation | None = None,
        name: str = "",
    ) -> None:
        super().__init__(default, by_name=by_name, only=only, name=name)
        self.bounds = (keras2 or (float("-inf"), float("inf")), (low, high))
        self.empty = empty

    def read(self, given: Arg, layer: Layer) -> Arg:
        nothing = given is None or items(given) == ()
        if nothing and self.empty is Odd.TAKEN and _K3 in (layer.keras, self.only):
            return given
        if given is None and self.default(layer.keras) is None:
            return given
        low, high = self.bounds[layer.keras is _K3]
        if self._refused(given, layer.keras, low, high):
            wanted = f"a number from {low:g} to {high:g}, or two of them"
            raise Refusal(BadArgument(shown(given), wanted, argument=self.name))
        return given

    def _refused(self, given: Arg, keras: Generation, low: float, high: float) -> bool:
        parts = items(given)
        if parts is not None:
            if len(parts) != 2:
                return keras is _K3 or len(parts) < 2
            ends = [value for part in parts if (value := _number(part)) is not None]
            return keras is _K3 and len(ends) == 2 and (ends[0] > high or ends[1] < low)
        value = _number(given)
        return given is None or isinstance(given, str) or (value is not None and not low <= value <= high)

    def lost(self, given: Arg, layer: Layer) -> Arg:
        return given


def _number(given: Arg) -> float | None:
    value = given.value if isinstance(given, Number) else given
    return value if isinstance(value, int | float) else None


class Image(Layer):
    """The output has the input's shape, unless a subclass says otherwise. ranks: numbers of axes that it takes."""

    several = Several.UNCLEAR
    light = True

    data_format = DataFormat(only=_K3, by_name=True)
    bounding_box_format = Raw(None, only=_K3, by_name=True)

    call_options = ("training",)

    def accept(self, x: Shape) -> None:
        if self.keras is _K2:
            self.require_image(x)

    def require_image(self, x: Shape) -> None:
        """Requires an image, or a batch of them."""
        fault = WrongRank(x, "3 or 4", ("batch", "height", "width", "channels"))
        require((x.rank >= 3) & (x.rank <= 4), fault)

    def call(self, x: Shape) -> Shape:
        return x

    @property
    def places(self) -> tuple[int, int]:
        """The axes of height and width."""
        return (-2, -1) if self.keras is _K3 and self.data_format == "channels_first" else (-3, -2)


#: What cutting layers of Keras 2 give to the base of all layers themselves.
NOT_IN_KERAS_2 = Group((Raw(True, by_name=True, only=_K3, name="autocast"),))


class Resized(Image):
    """An image, or a batch of them -> the same of another size."""

    height = count(keras3=SIZE_3, keras2=CROP_2)
    width = count(keras3=SIZE_3, keras2=CROP_2)

    def call(self, x: Shape) -> Shape:
        if not x.ranked or not 3 <= len(x.known_axes) <= 4:
            return Shape.unknown(x.why if not x.ranked else Unclear("what is no image"))
        sizes = (self.height, self.width)
        result = x.with_axes({place: _size(size) for place, size in zip(self.places, sizes, strict=True)})
        open_places = any(isinstance(x[place], Open) for place in self.places)
        lost = self.keras is _K2 and open_places and len(x.known_axes) == 4 and self.loses_batch()
        return result.with_axes({0: OPEN}) if lost else result

    def loses_batch(self) -> bool:
        """Whether Keras 2 no longer knows the size of the batch where it does not know that of the image."""
        return False


def _size(size: Dim) -> Dim:
    return OPEN if isinstance(size, Unclear) and size.reason == "no number" else size


@keras_layer("Resizing")
class Resizing(Resized):
    since = releases(pad_to_aspect_ratio=(3, 3), fill_mode=(3, 3), fill_value=(3, 3), antialias=(3, 9))
    height = count(keras3=SIZE_3, keras2=SIZE_2)
    width = count(keras3=SIZE_3, keras2=SIZE_2)
    interpolation = Word(ANY_WAY_3, ANY_WAY_2, "bilinear")
    crop_to_aspect_ratio = flag(default=False)
    pad_to_aspect_ratio = flag(default=False, only=_K3)
    fill_mode = raw("constant", only=_K3)
    fill_value = raw(0.0, only=_K3)
    antialias = raw(False, only=_K3)
    data_format = channels_order(only=_K3)

    def accept(self, x: Shape) -> None:
        super().accept(x)
        require(x.rank >= 2, WrongRank(x, "at least 2", ()))

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        if self.keras is _K2:
            return ()
        if self.crop_to_aspect_ratio and self.pad_to_aspect_ratio:
            return (BadArgument("True", "False beside `crop_to_aspect_ratio=True`", argument="pad_to_aspect_ratio"),)
        if isinstance(self.fill_mode, str) and self.fill_mode != "constant":
            return (BadArgument(shown(self.fill_mode), "'constant'", argument="fill_mode"),)
        return ()

    def loses_batch(self) -> bool:
        return self.crop_to_aspect_ratio


@keras_layer("CenterCrop")
class CenterCrop(Resized):
    """Cuts the middle out, or enlarges what is too small."""

    not_in_keras_2 = NOT_IN_KERAS_2
    data_format = channels_order(only=_K3)

    def loses_batch(self) -> bool:
        return True

    def accept(self, x: Shape) -> None:
        self.require_image(x)


@keras_layer("RandomCrop")
class RandomCrop(Resized):
    """Cuts something out at random, or enlarges what is too small."""

    seed = raw(None)
    not_in_keras_2 = NOT_IN_KERAS_2
    data_format = channels_order(only=_K3)
    name = Name(None, by_name_in=_K2)
    factor = Factor(None, -1, 1, empty=Odd.TAKEN, by_name=True, only=_K3)

    def accept(self, x: Shape) -> None:
        super().accept(x)
        require(x.rank >= 3, WrongRank(x, "at least 3", ()))

    def loses_batch(self) -> bool:
        return True


class Stretched(Image):
    """Stretches one axis at random, so that its size is left open. Keras 2 only."""

    factor = Factor(REQUIRED, 0, 1, keras2=(0, 1))
    interpolation = Word(ANY_WAY_2, ANY_WAY_2, "bilinear")
    seed = raw(None)

    unclear_options = ("training",)

    def stretched(self, x: Shape, place: int) -> Shape:
        """The shape with this axis left open."""
        return x.with_axes({place: OPEN})


@keras_layer("RandomHeight", only=_K2)
class RandomHeight(Stretched):
    def call(self, x: Shape) -> Shape:
        return self.stretched(x, -3)


@keras_layer("RandomWidth", only=_K2)
class RandomWidth(Stretched):
    def call(self, x: Shape) -> Shape:
        return self.stretched(x, -2)
