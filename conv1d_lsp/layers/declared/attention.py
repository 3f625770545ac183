"""Attention. Source: layers/attention/*.py of each generation."""

from __future__ import annotations

from functools import reduce

from msgspec.structs import replace

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, Opaque, is_numeric, items, shown
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, OptionalCount, count
from conv1d_lsp.layers.declaration import Layer, Several, axis_word, keras_layer
from conv1d_lsp.layers.declared.merging import best_known, spread_axis, tensors
from conv1d_lsp.layers.dtypes import Takes
from conv1d_lsp.layers.faults import (
    AxesDiffer,
    AxisChanged,
    BadArgument,
    LayerFault,
    OpenAxis,
    RanksDiffer,
    WrongCount,
    WrongRank,
)
from conv1d_lsp.layers.identifiers import initializers_of, penalties_of
from conv1d_lsp.layers.parameters import Odd, Share, flag, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, Sight
from conv1d_lsp.layers.weights import Built, Sizes, weights, weights_of
from conv1d_lsp.layers.words import Word, Words
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Truth, Unclear, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

HEADS_3 = Habits(numpy=Odd.REFUSED, since=(3, 15), before=Habits(least=0))
HEADS_2 = Habits(
    late=True, bools=Odd.REFUSED_LATE, floats=Odd.REFUSED_LATE, none=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE
)

_SCORES = Words(("dot", "concat"), folded=False)


@keras_layer("MultiHeadAttention")
class MultiHeadAttention(Layer):
    """query (batch, ..., channels), value and key (batch, ..., any) -> (batch, ..., channels or `output_shape`)."""

    takes = Takes.FLOATS

    since = releases(seed=(3, 4), flash_attention=(3, 7), use_gate=(3, 14), sliding_window=(3, 15))

    num_heads = count(keras3=HEADS_3, keras2=replace(HEADS_2, least=0))
    key_dim = count(keras3=HEADS_3, keras2=HEADS_2)
    value_dim = OptionalCount(keras3=HEADS_3, keras2=replace(HEADS_2, least=0))
    dropout = raw(0.0)
    use_bias = flag(default=True)
    output_shape = raw(None)
    attention_axes = raw(None)
    sliding_window = raw(None, only=_K3)
    flash_attention = raw(None, only=_K3)
    initializers = initializers_of("kernel", "bias")
    penalties = penalties_of("kernel", "bias")
    use_gate = flag(default=False, only=_K3)
    seed = raw(None, only=_K3)
    softmax_robust_masking = raw(False, only=_K2)

    unclear_options = ("return_attention_scores",)

    def construct(self) -> None:
        if self.keras is _K3:
            require_window(self.sliding_window)
            for argument in ("output_shape", "attention_axes"):
                given = getattr(self, argument)
                fault = BadArgument(shown(given), "an integer, or several", argument=argument, since=(3, 15))
                require(Truth.of(not (is_numeric(given) or (isinstance(given, float) and given))), fault)

    @property
    def wide(self) -> Dim:
        """The size of a head of values: `key_dim` unless it is given; Keras 2 takes 0 for not given."""
        given = self.value_dim
        return self.key_dim if given is None or given.value == 0 else given

    def build(self, query: Shape, value: Shape, key: Shape | None = None) -> Built:
        key = value if key is None else key
        self._require_steps(query, value, key)
        share = self.dropout.value if isinstance(self.dropout, Number) else self.dropout
        inside = not isinstance(share, int | float) or 0 <= share <= 1
        require(Truth.of(inside), BadArgument(shown(self.dropout), "a number from 0 to 1", argument="dropout"))
        for x in (query, value, key):
            require(x[-1].given if x.ranked else Truth.UNSURE, OpenAxis(x, "features"))
        if query.rank.value == 1:
            return Built(unclear=Unclear("attention over single numbers"))
        wide = self.wide
        output = self._output(query)
        gate = self.keras is _K3 and self.use_gate
        projections: dict[str, Sizes] = {}
        for name, x, size in (("query", query, self.key_dim), ("key", key, self.key_dim), ("value", value, wide)):
            projections |= self._projection(name, (x[-1], self.num_heads, size), (self.num_heads, size))
        if gate:
            projections |= self._projection("gate", (query[-1], self.num_heads, wide), (self.num_heads, wide))
        projections |= self._projection("attention_output", (self.num_heads, wide, *output), output)
        return Built(weights_of(projections))

    def again(self, built: Built, *inputs: Shape) -> None:
        """Each of the three is multiplied with a kernel that was made for its features."""
        query, value, *rest = inputs
        made = {each.name: each.shape[0] for each in built.weights}
        for name, x in (("query", query), ("value", value), ("key", rest[0] if rest else value)):
            size = made.get(f"{name}_kernel")
            if size is not None and x.ranked:
                require(x[-1].equals(size), AxisChanged(x, "features", -1, size, x[-1]))
        self._require_steps(query, value, rest[0] if rest else value)

    def strange(self, built: Built, *inputs: Shape) -> bool:
        """Keras 2 knows from before how many features come out, where later inputs leave theirs open."""
        return any(x.ranked and bool(x.known_axes) and isinstance(x[-1], Open) for x in inputs)

    def check_pinned(self, built: Built, *inputs: Shape) -> None:
        if self.keras is _K2:
            return self.again(built, *inputs)
        query, value, *rest = inputs
        return self._require_steps(query, value, rest[0] if rest else value)

    def call(self, query: Shape, value: Shape, key: Shape | None = None) -> Shape:
        if not query.ranked:
            return query
        axes = list(query.known_axes[:-1])
        if self.keras is _K2 and axes:
            alike = [x for x in (query, value, key or value) if x.ranked and len(x.known_axes) > len(axes)]
            for index in (0, *self._apart(query)):
                axes[index] = best_known(tuple(x[index] for x in alike))
        return Shape((*axes, *self._output(query)))

    def macs(self, built: Built, query: Shape, value: Shape, key: Shape | None = None) -> Dim | None:
        """The projections, then each step of the query with each of the key, and the weighted sum of the values."""
        if not (query.rank.value == value.rank.value == 3):
            return None
        steps, seen = query[1], value[1]
        times = {"key": seen, "value": seen}
        total = dim(0)
        for weight in built.weights:
            if not weight.name.endswith("bias"):
                total += weight.size * times.get(weight.name.removesuffix("_kernel"), steps)
        return total + steps * seen * self.num_heads * (self.key_dim + self.wide)

    def asked(self, option: str, output: Inputs, query: Shape, value: Shape, key: Shape | None = None) -> Inputs | None:
        """The scores besides: in Keras 3 those of the query with itself, whatever the value's steps."""
        if self.keras is _K3 and query.ranked and len(query.known_axes) > 1:
            steps = (
                value[1] if value.rank.value is not None and len(value.known_axes) > 1 else Unclear("the value's axes")
            )
            told = query[1].same(steps) and self.attention_axes is None and query.rank.value == 3
            length = query[1] if told else Unclear("Keras 3 tells it otherwise than it comes out")
            return output, Shape((query[0], self.num_heads, length, length))
        if not (query.rank.value == value.rank.value == 3) or self.attention_axes is not None:
            return None
        return output, Shape((query[0], self.num_heads, query[1], value[1]))

    def sight(self, query: Shape, value: Shape, key: Shape | None = None) -> Sight:
        return EVERYTHING

    def at_run_time(self, query: Shape, value: Shape, key: Shape | None = None) -> tuple[LayerFault, ...]:
        """What Keras 2 looks at before."""
        if self.keras is _K2 or not query.ranked or not value.ranked or self.attention_axes is not None:
            return ()
        if len(query.known_axes) != len(value.known_axes):
            return (RanksDiffer((query, value)),)
        sizes = (query[0], value[0])
        return (AxesDiffer((query, value), "batch", 0, sizes),) if sizes[0].equals(sizes[1]) is Truth.NO else ()

    def _require_steps(self, query: Shape, value: Shape, key: Shape) -> None:
        """Value and key have the same axes between; to Keras 3, None is not the same as a number."""
        if self.keras is _K2:
            usual = query.rank >= (3 if self.attention_axes is None else 2)
            require(usual, WrongRank(query, "at least 3", ("batch", "steps", "features")))
            for place, x in ((1, value), (2, key)):
                require(query.rank.equals(x.rank), RanksDiffer((query, value, key)))
                if query.ranked and x.ranked:
                    sizes = (query[0], x[0])
                    require(sizes[0].equals(sizes[1]), AxesDiffer((query, x), "batch", 0, sizes, places=(0, place)))
            self._require_others(query, value)
        if not (value.ranked and key.ranked):
            return
        if len(value.known_axes) != len(key.known_axes):
            require(Truth.of(min(len(value.known_axes), len(key.known_axes)) < 2), RanksDiffer((value, key), (1, 2)))
            return
        for index in range(1, len(value.known_axes) - 1):
            sizes = (value[index], key[index])
            fault = AxesDiffer((value, key), axis_word(index, len(value.known_axes)), index, sizes, places=(1, 2))
            require(sizes[0].equals(sizes[1]), fault)
            one_open = isinstance(sizes[0], Open) is not isinstance(sizes[1], Open)
            clear = not any(isinstance(size, Unclear) for size in sizes)
            require(Truth.of(self.keras is _K2 or not (one_open and clear)), fault)

    def _require_others(self, query: Shape, value: Shape) -> None:
        """Each place along the other axes looks at its like alone."""
        if query.ranked and value.ranked:
            for index in self._apart(query):
                sizes = (query[index], value[index])
                word = axis_word(index, len(query.known_axes))
                require(sizes[0].equals(sizes[1]), AxesDiffer((query, value), word, index, sizes))

    def _apart(self, query: Shape) -> list[int]:
        """The axes, but for batch and features, over which there is no attention."""
        given = items(self.attention_axes) or (self.attention_axes,)
        over = [each.value for each in given if isinstance(each, Dim) and each.value is not None]
        if len(over) < len(given):
            return []
        rank = len(query.known_axes)
        return [index for index in range(1, rank - 1) if index not in over and index - rank not in over]

    def _output(self, query: Shape) -> tuple[Dim, ...]:
        given = self.output_shape
        sizes = items(given) if items(given) is not None else (given,)
        if given is None or not sizes:
            return (query[-1],)
        known = (each.value if isinstance(each, Opaque) else each for each in sizes)
        return tuple(each if isinstance(each, Dim) else Unclear("a size of `output_shape`") for each in known)

    def _projection(self, name: str, kernel: tuple[Dim, ...], bias: tuple[Dim, ...]) -> dict[str, Sizes]:
        return {f"{name}_kernel": kernel, f"{name}_bias": bias if self.use_bias else None}


def require_window(given: Arg) -> None:
    """How far `sliding_window` lets a step look: None, or an integer from 1."""
    if isinstance(given, str | float) or (isinstance(given, Number) and (given < 1) is Truth.YES):
        refuse(BadArgument(shown(given), "None or a positive integer", argument="sliding_window"))


class DotProductAttention(Layer):
    """[query, value] or [query, value, key] -> (batch, query's steps, value's features)."""

    takes = Takes.FLOATS

    several = Several.TAKEN

    call_options = ("mask", "training")
    unclear_options = ("return_attention_scores",)

    def accept(self, xs: Inputs) -> None:
        shapes = tensors(xs, least=2)
        require(Truth.of(len(shapes) in (2, 3) or not shapes[0].ranked), WrongCount(len(shapes), "2 or 3"))

    def sight(self, xs: Inputs) -> Sight:
        return EVERYTHING

    def at_run_time(self, xs: Inputs) -> tuple[LayerFault, ...]:
        """Query and key must have the same features, key and value the same steps; batches of 1 are spread."""
        shapes = tensors(xs, least=2)
        if len(shapes) == 1 or not self._usual(shapes):
            return ()
        query, value, key = shapes[0], shapes[1], shapes[-1]
        for left, right, index in ((query, key, 0), (key, value, 0), (query, key, 2), (key, value, 1)):
            sizes = (left[index], right[index])
            spreads = index == 0 or (self._adds() and index == 2)
            spread = (sizes[0] == 1) | (sizes[1] == 1) if spreads else Truth.NO
            if (sizes[0].equals(sizes[1]) | spread) is Truth.NO:
                return (AxesDiffer(shapes, axis_word(index, 3), index, sizes),)
        return ()

    def _adds(self) -> bool:
        """Whether query and key are added up, so that features of 1 fit any other number of them."""
        return False

    def call(self, xs: Inputs) -> Shape:
        shapes = tensors(xs, least=2)
        if len(shapes) == 1 or not shapes[0].ranked:
            return Shape.unknown(Unclear("what attention is given"))
        if self.keras is _K3:
            return shapes[0].with_axes({-1: shapes[1][-1]})
        if not self._usual(shapes):
            return Shape.unknown(Unclear("attention over other than three axes"))
        batch = reduce(lambda a, b: spread_axis(a, b, self.keras), (shape[0] for shape in shapes))
        return shapes[0].with_axes({0: batch, -1: shapes[1][-1]})

    def asked(self, option: str, output: Inputs, xs: Inputs) -> Inputs | None:
        """The scores besides: for each of the query's steps one for each of the value's."""
        shapes = tensors(xs, least=2)
        if len(shapes) == 1 or not self._usual(shapes):
            return None
        return output, Shape((shapes[0][0], shapes[0][1], shapes[1][1]))

    def _usual(self, shapes: tuple[Shape, ...]) -> bool:
        return all(shape.rank.value == 3 for shape in shapes)


@keras_layer("Attention")
class Attention(DotProductAttention):
    """Dot products of query and key."""

    use_scale = flag(default=False)
    score_mode = Word(_SCORES, _SCORES, "dot")
    dropout = Share(0.0, late_in=_K2, by_name_in=_K2)
    seed = raw(None, by_name_in=_K2)

    def _adds(self) -> bool:
        return self.score_mode == "concat"

    def build(self, xs: Inputs) -> Built:
        return weights(
            scale=() if self.use_scale else None, concat_score_weight=() if self.score_mode == "concat" else None
        )


@keras_layer("AdditiveAttention")
class AdditiveAttention(DotProductAttention):
    """Sums of query and key."""

    use_scale = flag(default=True)
    dropout = Share(0.0, late_in=_K2, by_name_in=_K2)

    def _adds(self) -> bool:
        return True

    def build(self, xs: Inputs) -> Built:
        """Keras 3 makes as much of the scale as the query has features, Keras 2 as the value has."""
        shapes = tensors(xs, least=2)
        first = shapes[0] if self.keras is _K3 else shapes[min(1, len(shapes) - 1)]
        size = first[-1] if first.ranked else Unclear("what attention is given")
        if self.use_scale:
            require(size.given, OpenAxis(first, "features"))
        if self.keras is _K2 and self.use_scale and first.ranked:
            for x in (shapes[0], shapes[-1]):
                require(self._spread(x, size), AxesDiffer((x, first), "features", 2, (x[-1], size)))
        return weights(scale=(size,) if self.use_scale else None)

    def again(self, built: Built, *inputs: Inputs) -> None:
        shapes = tensors(inputs[0], least=2)
        for size in built.weights[0].shape if built.weights else ():
            for x in (shapes[0], shapes[-1]):
                require(self._spread(x, size), AxisChanged(x, "features", -1, size, x[-1]))

    def _spread(self, x: Shape, scale: Dim) -> Truth:
        """Whether the sum of query and key, of which this is one, can be multiplied with the scale."""
        return x[-1].equals(scale) | (x[-1] == 1) | (scale == 1) if x.ranked else Truth.UNSURE
