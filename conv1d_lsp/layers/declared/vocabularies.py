"""Layers that look values up in a vocabulary. Source: layers/preprocessing/index_lookup.py, text_vectorization.py …

A vocabulary is given as a list, or `adapt` finds it in data; then its size can't be told.
"""

from __future__ import annotations

from typing import Any

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Arg, Opaque, items, shown
from conv1d_lsp.layers.counts import Habits, OptionalCount, count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.encoding import OTHER_AXES, Encoding, OutputMode, Trained
from conv1d_lsp.layers.faults import BadArgument, LayerFault, MissingArgument
from conv1d_lsp.layers.identifiers import ActivityPenalty
from conv1d_lsp.layers.number_types import NumberType
from conv1d_lsp.layers.parameters import Flag, Group, Name, Odd, Raw, flag, raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.words import Word, Words
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

TOKENS = Habits(least=2, floats=Odd.TAKEN)
OUTSIDE = Habits(least=0, floats=Odd.TAKEN)
OUTSIDE_WORDS = Words(("floormod", "farmhash"), folded=False)
LENGTH = Habits(least=0, late=True, numpy=Odd.REFUSED)
#: Places for unknown values that are counted one by one.
_MOST_PLACES = 1_000

MODES = ("int", "one_hot", "multi_hot", "count", "tf_idf")


class Lookup(Encoding):
    """What the layers with a vocabulary share. `outside` is the number of places for unknown values."""

    @property
    def special_tokens(self) -> tuple[Arg, ...] | None:
        """What stands in front of the vocabulary; None where it can't be told."""
        raise NotImplementedError

    @property
    def reserved(self) -> tuple[Arg, ...]:
        """What may stand nowhere else."""
        return ()

    def given(self, name: str) -> Any:
        """A setting; each layer has them at places of its own."""
        return self.__dict__[name]

    @property
    def vocabulary_places(self) -> Dim:
        """The number of places, those for the mask and for unknown values included."""
        terms, special = items(self.given("vocabulary")), self.special_tokens
        if terms is None or special is None:
            return Unclear("the size of a vocabulary that is found at run time")
        first = terms[: len(special)]
        if special and any(isinstance(term, Unclear) for term in first):
            return Unclear("the first terms of the vocabulary")
        return dim(len(terms) if self._same(first, special) else len(terms) + len(special))

    def _same(self, first: tuple[Arg, ...], special: tuple[Arg, ...]) -> bool:
        return tuple(map(shown, first)) == tuple(map(shown, special))

    def construct(self) -> None:
        self.check_sparse(self.given("sparse"))
        if self.keras is _K2:
            self.check_dtype()
        most, weights, terms = self.given("max_tokens"), self.given("idf_weights"), items(self.given("vocabulary"))
        if self.given("pad_to_max_tokens") and most is None:
            refuse(MissingArgument(("max_tokens",)))
        weighted = self.output_mode == "tf_idf"
        if not weighted and weights is not None and not isinstance(weights, Unclear):
            refuse(BadArgument("given", "left out where `output_mode` is not 'tf_idf'", argument="idf_weights"))
        if weighted and terms is not None and weights is None:
            refuse(MissingArgument(("idf_weights",)))
        if terms is None:
            return
        numbers = items(weights)
        if numbers is not None and len(numbers) != len(terms):
            wanted = f"as long as the vocabulary: {len(terms)} numbers"
            refuse(BadArgument(f"{len(numbers)} numbers", wanted, argument="idf_weights"))
        if not terms:
            refuse(BadArgument("empty", "a list of at least one term", argument="vocabulary"))
        self._check_terms(terms)
        if most is not None:
            size = self.vocabulary_places
            wanted = f"at least {size}, the size of the vocabulary"
            require(most >= size, BadArgument(shown(most), wanted, argument="max_tokens"))

    def _check_terms(self, terms: tuple[Arg, ...]) -> None:
        special = self.special_tokens or ()
        tokens = terms[len(special) :] if self._same(terms[: len(special)], special) else terms
        for token in self.reserved:
            if token is not None and not isinstance(token, Unclear) and shown(token) in map(shown, tokens):
                wanted = f"a list without {shown(token)}, which the layer adds itself"
                refuse(BadArgument("one with it", wanted, argument="vocabulary"))
        if not tokens:
            refuse(BadArgument("one of reserved terms alone", "a list of at least one other", argument="vocabulary"))
        texts = [shown(term) for term in tokens if not isinstance(term, Unclear)]
        double = next((text for text in texts if texts.count(text) > 1), None)
        if double is not None:
            refuse(BadArgument(f"one with {double} twice", "a list of different terms", argument="vocabulary"))

    def check_dtype(self) -> None:
        """What Keras 2 looks at."""
        self.check_integer(self.dtype)

    @property
    def depth(self) -> Dim:
        """How many numbers stand for one value."""
        most: Dim | None = self.given("max_tokens")
        return most if self.given("pad_to_max_tokens") and most is not None else self.vocabulary_places

    def call(self, x: Shape) -> Shape:
        return self.encoded(x, self.depth)


class IndexLookup(Lookup):
    """Values -> their places in the vocabulary."""

    trainable = Trained(True, by_name=True)
    not_in_keras_3 = Group(
        (
            ActivityPenalty(by_name=True, only=_K2),
            Raw(None, by_name=True, only=_K2, name="autocast"),
            Raw(None, by_name=True, only=_K3, name="dtype"),
            NumberType(None, by_name=True, only=_K2, name="dtype"),
        )
    )

    @property
    def special_tokens(self) -> tuple[Arg, ...] | None:
        places, mask, outside = (self.given(name) for name in ("num_oov_indices", "mask_token", "oov_token"))
        places = places.value
        if places is None or places > _MOST_PLACES or isinstance(mask, Unclear) or isinstance(outside, Unclear):
            return None
        return (*((mask,) if mask is not None and self.output_mode == "int" else ()), *(outside,) * places)

    @property
    def reserved(self) -> tuple[Arg, ...]:
        return (self.given("mask_token"), *((self.given("oov_token"),) if self.given("invert") else ()))

    def construct(self) -> None:
        if self.given("invert") and self.output_mode != "int":
            refuse(BadArgument("True", "False where `output_mode` is not 'int'", argument="invert"))
        super().construct()


@keras_layer("StringLookup")
class StringLookup(IndexLookup):
    """(…) of texts -> (…) of places, or an axis as long as the vocabulary."""

    since = releases(salt=(3, 14))

    max_tokens = OptionalCount(keras3=TOKENS, keras2=TOKENS)
    num_oov_indices = count(1, keras3=OUTSIDE, keras2=OUTSIDE)
    mask_token = raw(None)
    oov_token = raw("[UNK]")
    vocabulary = raw(None)
    idf_weights = raw(None)
    encoding_in_keras_2 = Group((Raw("utf-8", name="encoding", only=_K2),))
    invert = flag(default=False)
    output_mode = OutputMode(*MODES, default="int", old=True)
    sparse_in_keras_2 = Group((Flag(False, name="sparse", only=_K2),))
    pad_to_max_tokens = flag(default=False)
    sparse = flag(default=False, only=_K3)
    encoding = raw("utf-8", only=_K3)
    name = Name(None, by_name_in=_K2)
    salt = raw(None, only=_K3)


@keras_layer("IntegerLookup")
class IntegerLookup(IndexLookup):
    """(…) of whole numbers -> (…) of places, or an axis as long as the vocabulary."""

    since = releases(salt=(3, 14), oov_method=(3, 14))

    max_tokens = OptionalCount(keras3=TOKENS, keras2=TOKENS)
    num_oov_indices = count(1, keras3=OUTSIDE, keras2=OUTSIDE)
    mask_token = raw(None)
    oov_token = raw(-1)
    vocabulary = raw(None)
    vocabulary_dtype = raw("int64")
    idf_weights = raw(None)
    invert = flag(default=False)
    output_mode = OutputMode(*MODES, default="int", old=True)
    sparse = flag(default=False)
    pad_to_max_tokens = flag(default=False)
    oov_method = Word(OUTSIDE_WORDS, OUTSIDE_WORDS, "floormod", only=_K3)
    salt = raw(None, only=_K3)
    name = Name(None, by_name_in=_K2)
    max_values = raw(None, only=_K2, by_name_in=_K2)

    def construct(self) -> None:
        if isinstance(self.vocabulary_dtype, str) and self.vocabulary_dtype != "int64":
            refuse(BadArgument(repr(self.vocabulary_dtype), "'int64'", argument="vocabulary_dtype"))
        super().construct()


@keras_layer("TextVectorization")
class TextVectorization(Lookup):
    """(batch,) or (batch, 1) of texts -> (batch, words) of places in the vocabulary, or (batch, vocabulary)."""

    max_tokens = OptionalCount(keras3=TOKENS, keras2=TOKENS)
    standardize = raw("lower_and_strip_punctuation")
    split = raw("whitespace")
    ngrams = raw(None)
    output_mode = OutputMode(*MODES, default="int", keras2=("int", "count", "multi_hot", "tf_idf"), old=True)
    output_sequence_length = OptionalCount(keras3=LENGTH, keras2=LENGTH)
    pad_to_max_tokens = flag(default=False)
    vocabulary = raw(None)
    idf_weights = raw(None)
    sparse = flag(default=False)
    ragged = flag(default=False)
    encoding = raw("utf-8")
    name = Name(None, by_name_in=_K2)

    @property
    def special_tokens(self) -> tuple[Arg, ...] | None:
        return ("", "[UNK]") if self.output_mode == "int" else ("[UNK]",)

    def construct(self) -> None:
        for given, words, name in (
            (self.standardize, ("lower_and_strip_punctuation", "lower", "strip_punctuation"), "standardize"),
            (self.split, ("whitespace", "character"), "split"),
        ):
            refused = Words(words, folded=False).refused(given, name)
            if refused is not None and given is not None and not isinstance(given, Unclear | Opaque):
                raise refused
        if isinstance(self.ngrams, str | float) or (
            items(self.ngrams) is not None and not isinstance(self.ngrams, tuple)
        ):
            refuse(BadArgument(shown(self.ngrams), "an integer, or a tuple of them", argument="ngrams"))
        if self.ragged and self.output_mode != "int":
            refuse(BadArgument("True", "False where `output_mode` is not 'int'", argument="ragged"))
        self._check_length()
        super().construct()

    def check_dtype(self) -> None:
        if isinstance(self.dtype, str) and self.dtype != "string":
            refuse(BadArgument(repr(self.dtype), "'string'", argument="dtype"))

    def _check_length(self) -> None:
        length = self.output_sequence_length
        if length is None or isinstance(length, Unclear):
            return
        for taken, why in (
            (self.output_mode == "int", "`output_mode` is not 'int'"),
            (self.keras is _K3 or not self.ragged, "`ragged` is True"),
        ):
            if not taken:
                refuse(BadArgument(str(length), f"left out where {why}", argument="output_sequence_length"))

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Of each sample one text is split; Keras 2 takes None for several."""
        if not x.ranked or len(x.known_axes) < 2 or self.split is None or isinstance(self.split, Unclear):
            return ()
        several = self.keras is _K2 if isinstance(x[-1], Open) else (x[-1] == 1) is Truth.NO
        wanted = "None where a sample has several texts"
        return (BadArgument(shown(self.split), wanted, argument="split"),) if several else ()

    def call(self, x: Shape) -> Shape:
        if not x.ranked:
            return x
        if self.output_mode == "int":
            return self._words(x)
        if self.keras is _K3:
            return Shape((x[0], self.depth)) if len(x.known_axes) == 1 else Shape.unknown(OTHER_AXES)
        if self.split is None:
            return self.encoded(x, self.depth)
        if len(x.known_axes) > 2:
            wanted = "'int' in Keras 2 where the result would have more than 2 axes"
            refuse(BadArgument(repr(str(self.output_mode)), wanted, argument="output_mode"))
        return self.counted(Shape((*self._texts(x), self.depth)))

    def _words(self, x: Shape) -> Shape:
        length = self.output_sequence_length
        if self.keras is _K3:
            return (
                Shape((x[0], OPEN if length is None else length))
                if len(x.known_axes) < 3
                else Shape.unknown(OTHER_AXES)
            )
        if self.split is None:
            unchanged = length is None and self.ngrams is None
            return x if unchanged else Shape.unknown(Unclear("what a text is made of without `split`"))
        return Shape((*self._texts(x), OPEN if length is None else length))

    def _texts(self, x: Shape) -> tuple[Dim, ...]:
        """The axes of the texts that are split; none of a single text."""
        if not x.known_axes:
            return ()
        axes = x.known_axes[:1] if len(x.known_axes) == 1 else x.known_axes[:-1]
        return axes if len(axes) > 1 or self.split == "character" else (OPEN,)
