"""Normalization. Source: layers/normalization/*.py of each generation."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, Opaque, is_numeric, items, shown
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, Several, axis_word, keras_layer
from conv1d_lsp.layers.dtypes import Gives
from conv1d_lsp.layers.faults import (
    AxisChanged,
    AxisOutOfRange,
    BadArgument,
    EmptyAxis,
    Indivisible,
    LayerFault,
    OpenAxis,
    WrongRank,
)
from conv1d_lsp.layers.identifiers import initializers_of, penalties_of, swallowed
from conv1d_lsp.layers.parameters import Flag, Group, Odd, StrictFlag, flag, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, ITSELF, Sight, along_axes
from conv1d_lsp.layers.weights import Built, Weight, weights
from conv1d_lsp.settings import Generation, Release
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3


GROUPS_3 = Habits(least=-1, numpy=Odd.REFUSED, since=(3, 15), before=Habits(least=None, floats=Odd.TAKEN))
GROUPS_2 = Habits(least=None, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE)


class Normalizing(Layer):
    """The output has the input's shape; weights are made for the axes `axis`.

    checks_axes_since: the release of Keras 3 from which it looks whether the input has them, if not each does.
    """

    checks_axes_since: ClassVar[Release | None] = None

    light = True

    keeps_shape = True

    axis: Arg

    def call(self, x: Shape) -> Shape:
        return x

    def sight(self, x: Shape) -> Sight:
        return along_axes(self.axis, x)

    def again(self, built: Built, *inputs: Shape) -> None:
        """Keras 2 notices other sizes only where they can't be spread to each other."""
        (x,) = inputs
        rank = len(x.known_axes) if x.ranked else 0
        for index, size in (built.pinned or {}).items():
            if index < rank:
                fault = AxisChanged(x, axis_word(index, rank), index, size, x[index])
                require(x[index].equals(size) | (size == 1) | (x[index] == 1), fault)

    def check_pinned(self, built: Built, *inputs: Shape) -> None:
        """Keras 3 looks at each call whether there are such axes; Keras 2 does on data, in ways of its own."""
        super().check_pinned(built, *inputs)
        if self.keras is _K3:
            self.places(inputs[0], since=(3, 6))

    def places(self, x: Shape, since: Release | None = None) -> tuple[int, ...] | None:
        """The axes, from 0; None where they or the input's rank can't be told. Requires that the input has them."""
        given = items(self.axis)
        axes = given if given is not None else (self.axis,)
        values = [each.value for each in axes if isinstance(each, Dim) and each.value is not None]
        if not x.ranked or len(values) < len(axes):
            return None
        rank = len(x.known_axes)
        for value in values:
            fault = AxisOutOfRange(dim(value), rank, x, argument="axis", since=since or self.checks_axes_since)
            require(Truth.of(-rank <= value < rank), fault)
        return tuple(value % rank for value in values)

    def given_sizes(self, x: Shape, places: tuple[int, ...]) -> tuple[Dim, ...]:
        """The sizes of the axes. Requires that they are no None."""
        for place in places:
            require(x[place].given, OpenAxis(x, axis_word(place, len(x.known_axes))))
        return tuple(x[place] for place in places)

    def require_axis(self, wanted: str, refused: tuple[type, ...]) -> None:
        """Refuses an axis of these types, and NumPy's numbers."""
        odd = isinstance(self.axis, refused) and not isinstance(self.axis, Dim | Opaque)
        if odd or is_numeric(self.axis):
            refuse(BadArgument(shown(self.axis), wanted, argument="axis"))


@keras_layer("BatchNormalization")
class BatchNormalization(Normalizing):
    """Scales each place along `axis` by what the batches were like: once it is trained, each number for itself."""

    since = releases(renorm=(3, 14), renorm_clipping=(3, 14), renorm_momentum=(3, 14))

    gives = Gives.FLOATS

    axis = raw(-1)
    momentum = raw(0.99)
    epsilon = raw(0.001)
    center = flag(default=True)
    scale = flag(default=True)
    initializers = initializers_of("beta", "gamma", "moving_mean", "moving_variance")
    penalties = penalties_of("beta", "gamma", activity=False)
    renorm = flag(default=False, only=_K3)
    renorm_clipping = raw(None, only=_K3)
    renorm_momentum = raw(0.99, only=_K3)
    synchronized = raw(False)
    trainable_2 = Group(
        (
            Flag(True, by_name=True, only=_K2, name="trainable"),
            StrictFlag(True, by_name=True, only=_K3, name="trainable"),
        )
    )

    renorm_2 = Group((Flag(False, by_name=True, only=_K2, name="renorm"),))

    call_options = ("training", "mask")

    swallowed = swallowed("fused", "renorm_clipping", "renorm_momentum", "virtual_batch_size", "adjustment")

    def sight(self, x: Shape) -> Sight:
        return ITSELF

    def construct(self) -> None:
        if self.keras is _K3:
            if isinstance(self.axis, Opaque) and self.axis.numeric:
                self.axis = self.axis.value if isinstance(self.axis.value, Dim) else Unclear("the axis to normalize")
            self.require_axis("an integer", (tuple, str, type(None)))
            if items(self.axis) is not None:
                refuse(BadArgument(shown(self.axis), "an integer", argument="axis"))
        else:
            self.require_axis("an integer, or a list of them", (float, str, type(None)))

    def bytes_of(self, weight: Weight, variable: int, computed: int) -> int:
        """Keras 2 keeps them in no less than four bytes."""
        return variable if self.keras is _K3 else max(variable, 4)

    def build(self, x: Shape) -> Built:
        places = self.places(x)
        if places is None:
            return self._weights((Unclear("the axis to normalize"),), None, None)
        sizes = self.given_sizes(x, places)
        if self.keras is _K2 and len(places) > 1:
            spread = tuple(x[index] if index in places else dim(1) for index in range(len(x.known_axes)))
            return self._weights(spread, dict(zip(places, sizes, strict=True)), x.rank)
        return self._weights(sizes, dict(zip(places, sizes, strict=True)), x.rank)

    def again(self, built: Built, *inputs: Shape) -> None:
        """Keras 2 notices other sizes where the result has not the input's shape, or the work is done in one piece."""
        (x,) = inputs
        rank = len(x.known_axes) if x.ranked else 0
        fused = rank in (4, 5) and tuple(built.pinned or ()) in ((1,), (rank - 1,)) and not self.renorm
        for index, size in (built.pinned or {}).items():
            if index < rank:
                require(
                    x[index].equals(size) | (Truth.NO if fused else size == 1),
                    AxisChanged(x, axis_word(index, rank), index, size, x[index]),
                )

    def strange(self, built: Built, x: Shape) -> bool:
        """An open axis takes the size of the weights, or is none to be put into their form."""
        rank = len(x.known_axes) if x.ranked else 0
        return any(index < rank and isinstance(x[index], Open) for index in built.pinned or ())

    def _weights(self, sizes: tuple[Dim, ...], pinned: dict[int, Dim] | None, rank: Dim | None) -> Built:
        fixed = dict.fromkeys(("moving_mean", "moving_variance"), sizes)
        if self.renorm:
            fixed |= dict.fromkeys(("moving_stddev", "renorm_mean", "renorm_stddev"), sizes)
        return weights(
            gamma=sizes if self.scale else None,
            beta=sizes if self.center else None,
            fixed=fixed,
            pinned=pinned,
            rank=rank,
        )


@keras_layer("LayerNormalization")
class LayerNormalization(Normalizing):
    """Scales each sample along `axis`. Keras 3 does not look whether later inputs fit."""

    gives = Gives.FLOATS

    axis = raw(-1)
    epsilon = raw(0.001)
    center = flag(default=True)
    scale = flag(default=True)
    initializers = initializers_of("beta", "gamma")
    penalties = penalties_of("beta", "gamma", activity=False)
    rms_scaling = Flag(False, only=_K3, by_name=True)

    def construct(self) -> None:
        self.require_axis("an integer, or a list of them", (float, str, type(None)))

    def build(self, x: Shape) -> Built:
        places = self.places(x)
        rms = self.keras is _K3 and self.rms_scaling
        if places is None:
            sizes: tuple[Dim, ...] = (Unclear("the axis to normalize"),)
        elif self.scale or self.center or rms:
            sizes = self.given_sizes(x, places)
        else:
            sizes = ()
        built = weights(
            gamma=sizes if self.scale or rms else None,
            beta=sizes if self.center and not rms else None,
            pinned={place: x[place] for place in places} if places is not None and self.keras is _K2 else None,
        )
        last = sizes and x.ranked and places == (len(x.known_axes) - 1,)
        return replace(built, features=x[-1]) if last and self.keras is _K3 else built

    def check_features(self, built: Built, x: Inputs) -> None:
        """A size of 1 is spread."""
        spread = isinstance(x, Shape) and x.ranked and bool(x.known_axes) and (x[-1] == 1) is not Truth.NO
        if not spread and built.features is not None and (built.features == 1) is Truth.NO:
            super().check_features(built, x)

    def call(self, x: Shape) -> Shape:
        """Keras 2 compares the number that it adds."""
        fault = BadArgument("None", "a number", argument="epsilon")
        require(Truth.of(self.keras is _K3 or self.epsilon is not None), fault)
        return x

    def again(self, built: Built, *inputs: Shape) -> None:
        """Keras 2 counts the axes as in the first input."""
        (x,) = inputs
        rank = len(x.known_axes) if x.ranked else None
        for index in built.pinned or {}:
            if rank is not None and index >= rank:
                refuse(AxisOutOfRange(dim(index), rank, x, argument="axis"))

    def strange(self, built: Built, x: Shape) -> bool:
        """Sizes that are spread to each other may fit or not."""
        rank = len(x.known_axes) if x.ranked else 0
        pinned = (built.pinned or {}).items()
        return any(index < rank and (x[index] == size) is not Truth.YES for index, size in pinned)


@keras_layer("GroupNormalization")
class GroupNormalization(Normalizing):
    """Scales each sample in groups along `axis`."""

    groups = count(32, keras3=GROUPS_3, keras2=GROUPS_2)
    axis = raw(-1)
    epsilon = raw(0.001)
    center = flag(default=True)
    scale = flag(default=True)
    initializers = initializers_of("beta", "gamma")
    penalties = penalties_of("beta", "gamma", activity=False)

    def sight(self, x: Shape) -> Sight:
        return EVERYTHING

    def again(self, built: Built, *inputs: Shape) -> None:
        """Keras 2 notices what can't be put into as many groups as before."""
        (x,) = inputs
        for index, size in (built.pinned or {}).items() if built.weights else ():
            if x.ranked and index < len(x.known_axes):
                groups = size if self.groups.value == -1 else self.groups
                taken = x[index] // groups * groups
                word = axis_word(index, len(x.known_axes))
                require(taken.equals(size), AxisChanged(x, word, index, size, x[index]))

    def strange(self, built: Built, x: Shape) -> bool:
        """What is open may be known by what it is multiplied with."""
        rank = len(x.known_axes) if x.ranked else 0
        return any(index < rank and isinstance(x[index], Open) for index in built.pinned or {})

    def construct(self) -> None:
        if self.keras is _K3:
            require(self.groups != 0, BadArgument("0", "a positive integer, or -1", argument="groups"))

    def build(self, x: Shape) -> Built:
        require(Truth.of(not is_numeric(self.axis)), BadArgument(shown(self.axis), "an integer", argument="axis"))
        require(self.groups != 0, BadArgument("0", "a positive integer, or -1", argument="groups"))
        places = self.places(x)
        if places is None:
            sizes: tuple[Dim, ...] = (Unclear("the axis to normalize"),)
            return weights(gamma=sizes if self.scale else None, beta=sizes if self.center else None)
        sizes = self.given_sizes(x, places)
        word = axis_word(places[0], len(x.known_axes))
        if self.groups.value == -1:
            require(sizes[0] != 0, EmptyAxis(x, word))
        else:
            fault = Indivisible(word, sizes[0], "groups", self.groups, argument="groups")
            require(sizes[0] >= self.groups, fault)
            require(sizes[0] % self.groups == 0, fault)
        return weights(
            gamma=sizes if self.scale else None,
            beta=sizes if self.center else None,
            pinned=dict(zip(places, sizes, strict=True)),
            rank=x.rank,
        )

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        if self.keras is _K2:
            return ()
        if x.rank.value == 1:
            return (WrongRank(x, "at least 2", ("batch", "features")),)
        return (BadArgument("None", "a number", argument="epsilon"),) if self.epsilon is None else ()

    def call(self, x: Shape) -> Shape:
        """Keras 2 takes the axis out of the list of the others, from their end."""
        if self.keras is _K2 and x.rank.value == 1 and isinstance(self.axis, Dim) and self.axis.value == -1:
            refuse(WrongRank(x, "at least 2", ("batch", "features")))
        fault = BadArgument("None", "a number", argument="epsilon")
        require(Truth.of(self.keras is _K3 or self.epsilon is not None), fault)
        return x


@keras_layer("UnitNormalization")
class UnitNormalization(Normalizing):
    """Makes each vector along `axis` one of length 1."""

    checks_axes_since = (3, 6)

    several = Several.UNCLEAR

    axis = raw(-1)

    def construct(self) -> None:
        self.require_axis("an integer, or a list of them", (float, str, type(None)))

    def build(self, x: Shape) -> Built:
        self.places(x)
        return weights()

    def again(self, built: Built, *inputs: Shape) -> None:
        (x,) = inputs
        self.places(x)


@keras_layer("RMSNormalization", only=_K3)
class RMSNormalization(Normalizing):
    """Scales each sample along `axis` by its root mean square."""

    axis = raw(-1)
    epsilon = raw(1e-6)

    def build(self, x: Shape) -> Built:
        places = self.places(x)
        sizes = (Unclear("the axis to normalize"),) if places is None else self.given_sizes(x, places)
        return weights(scale=sizes)

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """The scale is spread along the last axes, whatever `axis` says."""
        rank = len(x.known_axes) if x.ranked else 0
        given = items(self.axis) or (self.axis,)
        axes = sorted(each.value for each in given if isinstance(each, Dim) and each.value is not None)
        for back, axis in enumerate(reversed(axes if rank and len(axes) == len(given) else []), 1):
            place = axis % rank
            fits = x[place].equals(x[-back]) | (x[place] == 1) | (x[-back] == 1)
            if fits is Truth.NO:
                wanted = "-1, or the last axes in order: Keras spreads the scale along these"
                return (BadArgument(shown(self.axis), wanted, argument="axis"),)
        return ()
