"""The models of `keras.applications`, as layers: what goes in, what comes out, how many parameters. Opaque inside.

Source: applications/*.py of Keras 3; `application_table` has what was measured of each.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from conv1d_lsp.layers.application_table import ONLY_IN_KERAS_2, TABLE, Measured
from conv1d_lsp.layers.arguments import Arg, items, shown, size
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.layers.faults import AxisChanged, BadArgument, WrongRank
from conv1d_lsp.layers.parameters import Name, Parameter, Raw, flag, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.weights import Built
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Number, Shape, Unclear, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3
_AXES = ("batch", "height", "width", "channels")


class Application(Layer):
    """(batch, height, width, channels) -> (batch, classes), (batch, features), or images of features.

    measured: the table's row. fixed_size: whether its ImageNet weights with their top fit one size only.
    """

    bare = True
    measured: ClassVar[Measured]
    fixed_size: ClassVar[bool] = True
    flattens: ClassVar[bool] = False

    include_top: Parameter[bool] | bool
    weights: Raw | Arg
    input_tensor: Raw | Arg
    input_shape: Raw | Arg
    pooling: Raw | Arg
    classes: Parameter[Dim] | Dim

    call_options = ("training", "mask")

    def given(self, name: str) -> Any:
        """A setting; each family has them in an order of its own."""
        return self.__dict__[name]

    @property
    def sized_without_top(self) -> bool:
        """Whether, where no `input_shape` is given, it is made for its usual size even without its top."""
        return False

    @property
    def usual(self) -> bool:
        """Whether the settings that change what is inside have their defaults."""
        widths = {"alpha": (1.0, 1), "depth_multiplier": (1,), "minimalistic": (False,)}
        values = ((self.__dict__.get(name, usual[0]), usual) for name, usual in widths.items())
        return all((each.value if isinstance(each, Number) else each) in usual for each, usual in values)

    def construct(self) -> None:
        self.said_input = self._input()
        top, weights = self.given("include_top"), self.given("weights")
        if top and weights == "imagenet":
            wanted = "1000 with include_top=True and weights='imagenet'"
            fault = BadArgument(shown(self.given("classes")), wanted, argument="classes")
            require(self.given("classes") == 1000, fault)

    def _input(self) -> Shape:
        """What goes in, batch axis included. Keras: `obtain_input_shape`."""
        if self.given("input_tensor") is not None:
            return Shape.unknown(Unclear("the tensor that the model is made from"))
        given, top, side = self.given("input_shape"), self.given("include_top"), self.measured.size
        if given is None:
            places: Dim = dim(side) if top or self.sized_without_top else OPEN
            return Shape((OPEN, places, places, dim(3)))
        if isinstance(given, Unclear):
            return Shape.unknown(given)
        fault = BadArgument(shown(given), "a tuple of three sizes: height, width, channels", argument="input_shape")
        parts = items(given)
        sizes = [size(part) for part in parts or ()]
        if parts is None or len(sizes) != 3 or None in sizes:
            refuse(fault)
        known = [each for each in sizes if each is not None]
        self._check(known, shown(given))
        return Shape((OPEN, *known))

    def _check(self, sizes: list[Dim], text: str) -> None:
        trained, top = self.given("weights") == "imagenet", self.given("include_top")
        if trained:
            wanted = "one with 3 channels, as the ImageNet weights have them"
            require(sizes[2] == 3, BadArgument(text, wanted, argument="input_shape"))
        if trained and top and self.fixed_size:
            side = self.measured.size
            wanted = f"({side}, {side}, 3) with include_top=True and weights='imagenet'"
            fits = (sizes[0] == side) & (sizes[1] == side)
            require(fits, BadArgument(text, wanted, argument="input_shape"))
        least = self.measured.least
        for each in sizes[:2]:
            wanted = f"at least {least} high and {least} wide"
            require(each >= least, BadArgument(text, wanted, argument="input_shape"))
            if top:
                wanted = "one without None where include_top is True"
                require(each.given, BadArgument(text, wanted, argument="input_shape"))

    def _fits(self, x: Shape) -> None:
        """Requires of each call, not of the first alone, that it fits what the model was made for."""
        require(x.rank == 4, WrongRank(x, "4", _AXES))
        made = self.said_input
        if made is None or not made.ranked or not x.ranked:
            return
        for index in (1, 2, 3) if self.keras is _K3 else (3,):
            if isinstance(made[index], Number) and isinstance(x[index], Number):
                fault = AxisChanged(x, _AXES[index], index, made[index], x[index])
                require(x[index].equals(made[index]), fault)

    def build(self, x: Shape) -> Built:
        made = self.said_input
        if self.measured.offset is None:
            return Built(unclear=Unclear("the parameters depend on the size that the model is made for"))
        usual = self.usual and made is not None and made.ranked and made[3].value == 3
        if not usual:
            return Built(unclear=Unclear("the parameters of a model with settings that were not measured"))
        measured, top, classes = self.measured, self.given("include_top"), self.given("classes")
        if not top:
            return Built(counted=(dim(measured.trainable), dim(measured.fixed)))
        if self.flattens and made is not None and not (made[1].value == made[2].value == measured.size):
            return Built(unclear=Unclear("the parameters depend on the size of the images"))
        trainable = classes * measured.each_class + measured.below_top
        return Built(counted=(trainable, dim(measured.fixed)))

    def again(self, built: Built, *inputs: Shape) -> None:
        """As the first call."""

    def check_pinned(self, built: Built, *inputs: Shape) -> None:
        """`call` looks."""

    def call(self, x: Shape) -> Shape:
        self._fits(x)
        x = x.of_rank(4)
        if self.given("include_top"):
            return Shape((x[0], self.given("classes")))
        features: Dim = dim(self.measured.features) if self.usual else Unclear("the width of the model was changed")
        pooling = self.given("pooling")
        if pooling in ("avg", "max"):
            return Shape((x[0], features))
        if pooling is not None:
            return Shape.unknown(Unclear("what `pooling` is"))
        return Shape((x[0], self._places(x, 1), self._places(x, 2), features))

    def _places(self, x: Shape, index: int) -> Dim:
        measured, made = self.measured, self.said_input
        if measured.offset is None or measured.open_offset is None:
            return Unclear(f"what {type(self).__name__} makes of heights and widths")
        if measured.offset == measured.open_offset:
            return (x[index] + measured.offset) // measured.stride
        if made is None or not made.ranked:
            return Unclear("the model pads by a size that can't be told")
        given = isinstance(made[index], Number)
        return (x[index] + (measured.offset if given else measured.open_offset)) // measured.stride


CLASSES = Habits()


class Plain(Application):
    """The order of most of them."""

    include_top = flag(default=True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    input_shape = raw(None)
    pooling = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    classifier_activation = raw("softmax")


class Named(Plain):
    name = Name(None, only=_K3)


class VGG(Named):
    flattens = True


class WithPreprocessing(Plain):
    include_preprocessing = raw(True)
    name = Name(None, only=_K3)


class ConvNeXt(Application):
    model_name = raw(None, only=_K2)
    include_top = flag(default=True)
    include_preprocessing = raw(True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    input_shape = raw(None)
    pooling = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    classifier_activation = raw("softmax")
    name = Name(None, only=_K3)


class NASNet(Application):
    """Its paddings and whole divisions come to no single division."""

    input_shape = raw(None)
    include_top = flag(default=True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    pooling = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    classifier_activation = raw("softmax")
    name = Name(None, only=_K3)


class NASNetMobile(NASNet):
    """Made for its usual size in Keras 3."""

    @property
    def sized_without_top(self) -> bool:
        return self.keras is _K3


class RegNet(Application):
    model_name = raw(None)
    include_top = flag(default=True)
    include_preprocessing = raw(True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    input_shape = raw(None)
    pooling = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    classifier_activation = raw("softmax")


class ResNetRS(Application):
    include_top = flag(default=True)
    weights = raw("imagenet")
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    input_shape = raw(None)
    input_tensor = raw(None)
    pooling = raw(None)
    classifier_activation = raw("softmax")
    include_preprocessing = raw(True)


class MobileNetV2(Application):
    fixed_size = False

    input_shape = raw(None)
    alpha = raw(1.0)
    include_top = flag(default=True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    pooling = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    classifier_activation = raw("softmax")
    name = Name(None)


class MobileNet(Application):
    fixed_size = False

    input_shape = raw(None)
    alpha = raw(1.0)
    depth_multiplier = raw(1)
    dropout = raw(0.001)
    include_top = flag(default=True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    pooling = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    classifier_activation = raw("softmax")
    name = Name(None)


class MobileNetV3(Application):
    fixed_size = False

    input_shape = raw(None)
    alpha = raw(1.0)
    minimalistic = raw(False)
    include_top = flag(default=True)
    weights = raw("imagenet")
    input_tensor = raw(None)
    classes = count(1000, keras3=CLASSES, keras2=CLASSES)
    pooling = raw(None)
    dropout_rate = raw(0.2)
    classifier_activation = raw("softmax")
    include_preprocessing = raw(True)
    name = Name(None, only=_K3)


_FAMILIES: tuple[tuple[str, type[Application]], ...] = (
    ("ConvNeXt", ConvNeXt),
    ("VGG", VGG),
    ("EfficientNetV2", WithPreprocessing),
    ("NASNetMobile", NASNetMobile),
    ("NASNet", NASNet),
    ("RegNet", RegNet),
    ("ResNetRS", ResNetRS),
    ("MobileNetV3", MobileNetV3),
    ("MobileNetV2", MobileNetV2),
    ("MobileNet", MobileNet),
    ("", Named),
)


@cache
def find_application(name: str, keras: Generation) -> type[Application] | None:
    """The declaration of the model of this name, if the generation has it."""
    measured = TABLE.get(name)
    if measured is None or (keras is _K3 and name.startswith(ONLY_IN_KERAS_2)):
        return None
    family = next(each for prefix, each in _FAMILIES if name.startswith(prefix))
    return type(name, (family,), {"measured": measured, "names": (), "__doc__": f"The model {name}."})
