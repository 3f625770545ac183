"""Attention of many query heads to few of keys. Source: layers/attention/grouped_query_attention.py of Keras 3."""

from __future__ import annotations

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.layers.counts import Habits, count
from conv1d_lsp.layers.declaration import Layer, axis_word, keras_layer
from conv1d_lsp.layers.declared.attention import require_window
from conv1d_lsp.layers.faults import AxesDiffer, BadArgument, Indivisible, OpenAxis, WrongRank
from conv1d_lsp.layers.identifiers import initializers_of, penalties_of
from conv1d_lsp.layers.parameters import Odd, flag, raw
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.sight import EVERYTHING, Sight
from conv1d_lsp.layers.weights import Built, Sizes, weights_of
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Open, Shape, Truth, Unclear

_K3 = Generation.KERAS_3

#: The constructor only calculates with them; other types are noticed as the kernels are made.
HEADS = Habits(least=None, floats=Odd.REFUSED_LATE)
WIDTH = Habits(floats=Odd.REFUSED_LATE, others=Odd.REFUSED_LATE)


@keras_layer("GroupQueryAttention", only=_K3)
class GroupQueryAttention(Layer):
    """query (batch, steps, channels), value and key (batch, other steps, channels) -> the query's shape."""

    since = releases(seed=(3, 7), flash_attention=(3, 7), use_gate=(3, 14), sliding_window=(3, 15))

    head_dim = count(keras3=WIDTH, keras2=WIDTH)
    num_query_heads = count(keras3=HEADS, keras2=HEADS)
    num_key_value_heads = count(keras3=HEADS, keras2=HEADS)
    dropout = raw(0.0)
    use_bias = flag(default=True)
    sliding_window = raw(None)
    flash_attention = raw(None)
    initializers = initializers_of("kernel", "bias")
    penalties = penalties_of("kernel", "bias")
    use_gate = flag(default=False)
    seed = raw(None)

    unclear_options = ("return_attention_scores",)

    def construct(self) -> None:
        require_window(self.sliding_window)
        queries, heads = self.num_query_heads, self.num_key_value_heads
        require(heads != 0, BadArgument("0", "a positive integer", argument="num_key_value_heads"))
        fault = Indivisible("num_query_heads", queries, "num_key_value_heads", heads, argument="num_query_heads")
        require(queries % heads == 0, fault)

    def build(self, query: Shape, value: Shape, key: Shape | None = None) -> Built:
        key = value if key is None else key
        queries, heads, width = self.num_query_heads, self.num_key_value_heads, self.head_dim
        for name, number in (("num_query_heads", queries), ("num_key_value_heads", heads)):
            require(number >= 0, BadArgument(str(number), "a positive integer", argument=name))
        for x in (query, value, key):
            require(x.rank >= 3, WrongRank(x, "3", ("batch", "steps", "channels")))
            if x.ranked:
                require(x[2].given, OpenAxis(x, "channels"))
        kernels: dict[str, Sizes] = {}
        named = [("query", query, queries), ("key", key, heads), ("value", value, heads)]
        for name, x, count_of in [*named, *([("gate", query, queries)] if self.use_gate else [])]:
            kernels[f"{name}_kernel"] = (x[2], count_of, width)
            kernels[f"{name}_bias"] = (count_of, width) if self.use_bias else None
        kernels["attention_output_kernel"] = (queries, width, query[-1])
        kernels["attention_output_bias"] = (query[-1],) if self.use_bias else None
        return Built(weights_of(kernels))

    def call(self, query: Shape, value: Shape, key: Shape | None = None) -> Shape:
        """The symbolic call works the shape out from the axes, and does not look at the kernels."""
        key = value if key is None else key
        if query.ranked and value.ranked:
            self._require_same(query, value, -1, (0, 1))
        if value.ranked and key.ranked:
            require(value.rank.equals(key.rank), WrongRank(key, str(value.rank), ("batch", "steps", "channels")))
            for index in range(1, len(value.known_axes) - 1):
                self._require_same(value, key, index, (1, 2))
        return query

    def asked(self, option: str, output: Inputs, query: Shape, value: Shape, key: Shape | None = None) -> Inputs | None:
        """The scores besides."""
        key = value if key is None else key
        if not query.ranked or not key.ranked:
            return None
        for x in (query, key):
            if x.ranked and len(x.known_axes) < 2:
                return None
        return output, Shape((query[0], self.num_query_heads, query[1], key[1]))

    def sight(self, query: Shape, value: Shape, key: Shape | None = None) -> Sight:
        return EVERYTHING

    def _require_same(self, left: Shape, right: Shape, index: int, places: tuple[int, ...]) -> None:
        """Equal sizes along an axis; None is not the same as a number."""
        sizes = (left[index], right[index])
        rank = len(left.known_axes)
        fault = AxesDiffer((left, right), axis_word(index, rank), index % rank, sizes, places=places)
        require(sizes[0].equals(sizes[1]), fault)
        clear = not any(isinstance(size, Unclear) for size in sizes)
        one_open = isinstance(sizes[0], Open) is not isinstance(sizes[1], Open)
        require(Truth.of(not (one_open and clear)), fault)
