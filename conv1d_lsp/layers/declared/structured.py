"""Layers for tables: categories and numbers. Source: layers/preprocessing/*.py of each generation."""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, OptionalCount, count
from conv1d_lsp.layers.declaration import Several, keras_layer
from conv1d_lsp.layers.declared.encoding import OTHER_AXES, Encoding, OutputMode, Trained
from conv1d_lsp.layers.declared.merging import tensors
from conv1d_lsp.layers.declared.normalization import Normalizing
from conv1d_lsp.layers.faults import AxesDiffer, BadArgument, MissingArgument, RanksDiffer, WrongCount, WrongRank
from conv1d_lsp.layers.given_input import INPUT_SETTINGS
from conv1d_lsp.layers.identifiers import ActivityPenalty
from conv1d_lsp.layers.number_types import NumberType
from conv1d_lsp.layers.parameters import Group, Name, Odd, Raw, StrictFlag, flag, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.weights import Built, Weight, weights
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

TOKENS = Habits(floats=Odd.REFUSED_LATE)
BINS = Habits(least=0, floats=Odd.TAKEN)
HASHED = Habits(floats=Odd.TAKEN)
CROSSED = Habits(least=None, floats=Odd.TAKEN)

#: What Keras 3's Discretization does not take, unlike every other layer.
ONLY_IN_KERAS_2 = Group(
    (
        StrictFlag(True, by_name=True, only=_K2, name="trainable"),
        ActivityPenalty(by_name=True, only=_K2),
        Raw(None, by_name=True, only=_K2, name="autocast"),
        *(Raw(None, by_name=True, only=_K2, name=each.name) for each in INPUT_SETTINGS),
    )
)


@keras_layer("CategoryEncoding")
class CategoryEncoding(Encoding):
    """(batch, values) of whole numbers below `num_tokens` -> (batch, num_tokens)."""

    since = releases(sparse=(3, 2))

    num_tokens = OptionalCount(keras3=TOKENS, keras2=TOKENS)
    output_mode = OutputMode("multi_hot", "one_hot", "count", default="multi_hot", old=True)
    sparse = flag(default=False)
    max_tokens = raw(None, only=_K2, by_name_in=_K2)

    call_options = ("count_weights",)

    def construct(self) -> None:
        if self.num_tokens is None and (self.keras is _K3 or self.max_tokens is None):
            refuse(MissingArgument(("num_tokens",)))

    def call(self, x: Shape) -> Shape:
        given = (self.max_tokens if self.keras is _K2 else None, self.num_tokens)
        depth = next((each for each in given if each is not None), None)
        return self.encoded(x, depth if isinstance(depth, Dim) else Unclear("the number of tokens"))


@keras_layer("Discretization")
class Discretization(Encoding):
    """Numbers -> in which of the bins between `bin_boundaries` they lie."""

    bin_boundaries = raw(None)
    num_bins = OptionalCount(keras3=BINS, keras2=BINS)
    epsilon = raw(0.01)
    output_mode = OutputMode("int", "one_hot", "multi_hot", "count", default="int")
    sparse = flag(default=False)
    dtype = NumberType(None, by_name_in=_K2)
    name = Name(None, by_name_in=_K2)
    not_in_keras_3 = ONLY_IN_KERAS_2
    bins = raw(None, only=_K2, by_name_in=_K2)

    def construct(self) -> None:
        self.check_sparse(self.sparse)
        if self.num_bins is not None and self.bin_boundaries is not None:
            wanted = "left out where `bin_boundaries` is given"
            refuse(BadArgument(shown(self.num_bins), wanted, argument="num_bins"))
        if self.keras is _K3 and self.num_bins is None and self.bin_boundaries is None:
            refuse(MissingArgument(("bin_boundaries",), since=(3, 9)))

    def call(self, x: Shape) -> Shape:
        boundaries = items(self.bin_boundaries)
        depth = dim(len(boundaries) + 1) if boundaries is not None else Unclear("the number of bins")
        if self.keras is _K2 or self.output_mode in ("int", "one_hot") or not x.ranked:
            return self.encoded(x, depth)
        if len(x.known_axes) > 2:
            return Shape.unknown(OTHER_AXES)
        return Shape((*x.known_axes[:-1], depth))


@keras_layer("Hashing")
class Hashing(Encoding):
    """Values -> which of `num_bins` bins each falls into by its hash."""

    num_bins = count(keras3=HASHED, keras2=HASHED)
    mask_value = raw(None)
    salt = raw(None)
    output_mode = OutputMode("int", "one_hot", "multi_hot", "count", default="int")
    sparse = flag(default=False)

    def construct(self) -> None:
        self.check_sparse(self.sparse)
        if self.keras is _K3:
            self.check_integer(self.dtype)
        parts = items(self.salt)
        odd = parts is None and isinstance(self.salt, str | float) and not isinstance(self.salt, bool)
        if odd or (parts is not None and len(parts) != 2):
            refuse(BadArgument(shown(self.salt), "an integer, or two of them", argument="salt"))

    def call(self, x: Shape) -> Shape:
        odd = self.keras is _K3 and self.output_mode == "one_hot" and x.ranked
        if odd and (len(x.known_axes) < 2 or (x[-1] == 1) is not Truth.YES):
            return Shape.unknown(OTHER_AXES)
        return self.encoded(x, self.num_bins)


@keras_layer("HashedCrossing")
class HashedCrossing(Encoding):
    """Several columns -> in which of `num_bins` bins each row falls by the hash of its values."""

    several = Several.TAKEN
    swallows_in = _K3

    num_bins = count(keras3=CROSSED, keras2=CROSSED)
    output_mode = OutputMode("int", "one_hot", default="int")
    sparse = flag(default=False)
    trainable = Trained(True, by_name=True)
    activity_regularizer = ActivityPenalty(by_name=True, unread_in=_K3)
    name = Name(None, by_name_in=_K2)
    dtype = NumberType(None, by_name_in=_K2)

    def construct(self) -> None:
        if self.keras is _K2:
            self.check_integer(self.dtype)

    def accept(self, xs: Inputs) -> None:
        shapes = tensors(xs, least=2)
        if not all(x.ranked and x.known_axes for x in shapes):
            return
        if self.keras is _K3:
            require(Truth.of(len(shapes) == 2), WrongCount(len(shapes), "2"))
            self._require_equal(shapes, -1)
            return
        for x in shapes:
            require(x.rank <= 2, WrongRank(x, "at most 2", ("batch", "feature")))
            if len(x.known_axes) == 2:
                require(Truth.NO if isinstance(x[1], Open) else x[1] == 1, WrongRank(x, "1", ("batch",)))
        require(Truth.of(len({len(x.known_axes) for x in shapes}) == 1), RanksDiffer(shapes))
        for axis in range(len(shapes[0].known_axes)):
            self._require_equal(shapes, axis)

    def _require_equal(self, shapes: tuple[Shape, ...], axis: int) -> None:
        """None is another size than 1 here."""
        sizes = tuple(x[axis] for x in shapes)
        for size in sizes[1:]:
            same = Truth.of(isinstance(size, Open) is isinstance(sizes[0], Open)) & ~(size != sizes[0])
            require(same, AxesDiffer(shapes, "last", axis % len(shapes[0].known_axes), sizes))

    def call(self, xs: Inputs) -> Shape:
        x = tensors(xs, least=2)[0]
        if self.keras is _K2 and x.ranked:
            x = Shape((OPEN, *x.known_axes[1:]))
        if self.keras is _K3 and x.ranked and (len(x.known_axes) > 2 or (len(x.known_axes) == 2 and _several(x[1]))):
            return Shape.unknown(Unclear("it takes one value a sample when the model runs"))
        return self.encoded(x, self.num_bins)


def _several(size: Dim) -> bool:
    return isinstance(size, Open) or (size == 1) is Truth.NO


@keras_layer("Normalization")
class Normalization(Normalizing):
    """Shifts and scales each place along `axis` by the mean and variance that `adapt` has seen, or that are given."""

    axis = raw(-1)
    mean = raw(None)
    variance = raw(None)
    invert = flag(default=False)

    def construct(self) -> None:
        numeric = isinstance(self.axis, Opaque) and self.axis.numeric
        if numeric or isinstance(self.axis, float):
            refuse(BadArgument(shown(self.axis), "an integer, a tuple of them, or None", argument="axis"))
        for given, name, other in ((self.variance, "variance", self.mean), (self.mean, "mean", self.variance)):
            if given is None and other is not None and not isinstance(other, Unclear):
                refuse(BadArgument("None", "given together with the other of mean and variance", argument=name))
        axes = 0 if self.axis is None else len(items(self.axis) or (None,))
        if self.keras is _K3 and _depth(self.mean) > axes:
            refuse(BadArgument(shown(self.mean), f"as deep as there are axes: {axes}", argument="mean", since=(3, 14)))
        lengths = [None if (parts := items(each)) is None else len(parts) for each in (self.mean, self.variance)]
        if self.keras is _K3 and None not in lengths and lengths[0] != lengths[1]:
            refuse(BadArgument(shown(self.variance), f"as long as `mean`: {lengths[0]} numbers", argument="variance"))

    def bytes_of(self, weight: Weight, variable: int, computed: int) -> int:
        """The count is an int64; Keras 2 keeps the others in the type that it computes with."""
        return 8 if weight.name == "count" else variable if self.keras is _K3 else computed

    def build(self, x: Shape) -> Built:
        places = () if self.axis is None else self.places(x)
        if places is None:
            return Built(unclear=Unclear("the axis to normalize"))
        sizes = self.given_sizes(x, tuple(sorted(places)))
        if len(set(places)) < len(places):
            refuse(BadArgument(shown(self.axis), "different axes", argument="axis"))
        if self.mean is None:
            pinned = dict(zip(sorted(places), sizes, strict=True))
            return weights(fixed={"mean": sizes, "variance": sizes, "count": ()}, pinned=pinned, rank=x.rank)
        parts = items(self.mean)
        if parts is not None and not sizes and len(parts) > 1:
            refuse(BadArgument(f"{len(parts)} numbers", "one number, where `axis` is None", argument="mean"))
        if parts is not None and sizes and not any(items(part) is not None for part in parts):
            wanted = f"one number, or one for each of the {sizes[-1]} places along the axis"
            fault = BadArgument(f"{len(parts)} numbers", wanted, argument="mean")
            require((sizes[-1] == len(parts)) | Truth.of(len(parts) == 1), fault)
        pinned = dict(zip(sorted(places), sizes, strict=True))
        unclear = self.mean if isinstance(self.mean, Unclear) else None
        return Built(pinned=pinned, rank=x.rank.value, unclear=unclear)

    def check_pinned(self, built: Built, *inputs: Shape) -> None:
        """Later inputs are spread against what the first was like, and so may fit in many ways."""

    def again(self, built: Built, *inputs: Shape) -> None:
        """As `check_pinned`."""

    def strange(self, built: Built, x: Shape) -> bool:
        """In Keras 2 a later input may be spread against what the first was like."""
        pinned = built.pinned or {}
        if built.unclear is not None and built.rank is None:
            return False
        if built.rank is None or not x.ranked or len(x.known_axes) != built.rank:
            return True
        return any((x[index] == size) is not Truth.YES for index, size in pinned.items())


def _depth(value: Arg) -> int:
    """How deep lists are in lists."""
    parts = items(value)
    return 0 if parts is None else 1 + max(map(_depth, parts), default=0)
