"""What layers that turn categories into numbers share: `output_mode`, and the shape that each mode gives.

Source: utils/numerical_utils.py; layers/preprocessing/preprocessing_utils.py in Keras 2.
"""

from __future__ import annotations

from conv1d_lsp.layers.arguments import Arg
from conv1d_lsp.layers.declaration import Layer, Several
from conv1d_lsp.layers.faults import BadArgument
from conv1d_lsp.layers.parameters import Default, StrictFlag
from conv1d_lsp.layers.requirement import refuse
from conv1d_lsp.layers.words import Word, Words
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear

#: Why Keras 3's word is not taken where it says one shape beforehand and gives another.
OTHER_AXES = Unclear("Keras gives other axes when the model runs than it says before")

_OLD_WORDS = {"binary": "multi_hot", "tf-idf": "tf_idf"}


class OutputMode(Word):
    """How a category is written down. old: whether the layer takes the words of the first versions too."""

    def __init__(self, *words: str, default: Default, keras2: tuple[str, ...] = (), old: bool = False) -> None:
        super().__init__(Words(words, folded=False), Words(keras2 or words, folded=False), default)
        self.old = old

    def read(self, given: Arg, layer: Layer) -> str:
        word = _OLD_WORDS.get(given, given) if self.old and isinstance(given, str) else given
        return super().read(word, layer)


class Trained(StrictFlag):
    """True or False; Keras 3 does not look."""

    def read(self, given: Arg, layer: Layer) -> bool:
        return super().read(given if layer.keras is Generation.KERAS_2 else True, layer)


class Encoding(Layer):
    """(batch, values) -> numbers of the same shape, or an axis as long as there are categories."""

    several = Several.UNCLEAR
    light = True

    output_mode: OutputMode | str
    sparse: bool

    def check_sparse(self, sparse: bool) -> None:
        """Sparse numbers are none."""
        if sparse and self.output_mode == "int":
            refuse(BadArgument("True", "False with output_mode='int'", argument="sparse"))

    def check_integer(self, dtype: Arg) -> None:
        """Numbers of categories are whole."""
        if self.output_mode == "int" and isinstance(dtype, str) and "int" not in dtype:
            refuse(BadArgument(repr(dtype), "a type of integers with output_mode='int'", argument="dtype"))

    def encoded(self, x: Shape, depth: Dim) -> Shape:
        """What `output_mode` makes of values of this shape, with so many categories."""
        return self.counted(self._encoded(x, depth))

    def counted(self, made: Shape) -> Shape:
        """Sparse numbers of Keras 2 do not say of how many samples they are."""
        sparse = self.keras is Generation.KERAS_2 and self.output_mode != "int" and self.sparse
        return made.with_axes({0: OPEN}) if sparse and made.rank.value == 2 else made

    def _encoded(self, x: Shape, depth: Dim) -> Shape:
        if self.output_mode == "int" or not x.ranked:
            return x
        if self.output_mode != "one_hot":
            self._require_few_axes(x, 2)
            if len(x.known_axes) > 2:
                return Shape.unknown(OTHER_AXES)
            return Shape((*x.known_axes[:-1], depth))
        one = self._last_is_one(x)
        if one is Truth.UNSURE:
            return Shape.unknown(Unclear("it depends on whether the last axis has one place"))
        if one is Truth.NO:
            self._require_few_axes(x, 1)
            return Shape((*x.known_axes, depth))
        self._require_few_axes(x, 2)
        return Shape((*x.known_axes[:-1], depth))

    def _last_is_one(self, x: Shape) -> Truth:
        """Whether the categories take the place of the last axis, and no new one."""
        if not x.known_axes or isinstance(x[-1], Open):
            return Truth.NO
        lone = self.keras is Generation.KERAS_3 and len(x.known_axes) == 1
        return Truth.NO if lone else x[-1] == 1

    def _require_few_axes(self, x: Shape, most: int) -> None:
        """Keras 2 gives no more than 2 axes."""
        if self.keras is Generation.KERAS_2 and len(x.known_axes) > most:
            wanted = "'int' in Keras 2 where the result would have more than 2 axes"
            refuse(BadArgument(repr(str(self.output_mode)), wanted, argument="output_mode"))
