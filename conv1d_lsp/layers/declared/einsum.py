"""EinsumDense. Source: layers/core/einsum_dense.py of each generation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import prod

from msgspec import Struct

from conv1d_lsp.layers.ages import releases
from conv1d_lsp.layers.arguments import Opaque, is_numeric, items, shown, size
from conv1d_lsp.layers.declaration import Layer, axis_word, keras_layer
from conv1d_lsp.layers.declared.dense import require_unconstrained
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import AxisChanged, BadArgument, LayerFault, OpenAxis, WrongRank
from conv1d_lsp.layers.identifiers import ActivityPenalty, Identifier, Kind, initializers_of, named_activation
from conv1d_lsp.layers.parameters import raw
from conv1d_lsp.layers.requirement import refuse, require
from conv1d_lsp.layers.sight import EVERYTHING, ITSELF, Sight
from conv1d_lsp.layers.weights import Built, Sizes, weights
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, Unclear, dim

_K2 = Generation.KERAS_2
_K3 = Generation.KERAS_3

#: The three forms; Keras does not look at what follows.
PLAIN = re.compile("([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)")
LEADING = re.compile(r"\.\.\.([a-zA-Z]+),([a-zA-Z]+)->\.\.\.([a-zA-Z]+)")
TRAILING = re.compile(r"([a-zA-Z]{2,})\.\.\.,([a-zA-Z]+)->([a-zA-Z]+)\.\.\.")


class Terms(Struct, frozen=True):
    """The letters of an equation. dots: whether axes without a letter are allowed, and whether they come first."""

    input: str
    kernel: str
    output: str
    leading: bool
    trailing: bool


def terms_of(equation: str) -> Terms | None:
    """None for an equation of no form that Keras knows."""
    for form in (PLAIN, LEADING, TRAILING):
        found = form.match(equation)
        if found:
            return Terms(found[1], found[2], found[3], form is LEADING, form is TRAILING)
    return None


@keras_layer("EinsumDense")
class EinsumDense(Layer):
    """A product with a kernel along axes named by letters: "abc,cd->abd" is Dense."""

    since = releases(lora_alpha=(3, 10), gptq_unpacked_column_size=(3, 12), quantization_config=(3, 13))

    takes = Takes.FLOATS
    gives = Gives.FLOATS

    equation = raw()
    output_shape = raw()
    activation = named_activation()
    bias_axes = raw(None)
    initializers = initializers_of("kernel", "bias")
    kernel_regularizer = Identifier(Kind.REGULARIZER)
    bias_regularizer = Identifier(Kind.REGULARIZER)
    activity_regularizer = ActivityPenalty(by_name_in=_K3, unread_in=_K2)
    kernel_constraint = Identifier(Kind.CONSTRAINT)
    bias_constraint = Identifier(Kind.CONSTRAINT)
    lora_rank = raw(None, only=_K3)
    lora_alpha = raw(None, only=_K3)
    gptq_unpacked_column_size = raw(None, only=_K3)
    quantization_config = raw(None, only=_K3)

    def construct(self) -> None:
        given = self.output_shape
        if items(given) is None and (is_numeric(given) or not isinstance(given, Dim | Opaque | str | bool)):
            refuse(BadArgument(shown(given), "an integer, or a tuple of sizes", argument="output_shape"))

    def build(self, x: Shape) -> Built:
        if not isinstance(self.equation, str):
            return Built(unclear=Unclear("the equation"))
        terms = terms_of(self.equation)
        if terms is None:
            wanted = "of the form 'ab,bc->ac', '...b,bc->...c' or 'ab...,bc->ac...'"
            refuse(BadArgument(shown(self.equation), wanted, argument="equation"))
        told = self._told(x)
        if not told:
            return Built(unclear=Unclear("what goes into the equation"))
        self._require_letters(terms, x)
        axes = self._output_axes(terms, x)
        if self.keras is _K3:
            require_unconstrained(self.lora_rank, self.kernel_constraint, "kernel_constraint")
        kernel, bias = self._kernel(terms, x, axes), self._bias(terms, x, axes)
        if self.keras is _K2 or self.lora_rank is None:
            return weights(kernel=kernel, bias=bias, rank=x.rank if self.keras is _K3 else None)
        if not isinstance(self.lora_rank, Dim):
            return Built(unclear=Unclear("`lora_rank`"), rank=x.rank.value)
        rank = self.lora_rank
        return weights(
            bias=bias,
            lora_kernel_a=(*kernel[:-1], rank),
            lora_kernel_b=(rank, kernel[-1]),
            fixed={"kernel": kernel},
            rank=x.rank,
        )

    def again(self, built: Built, *inputs: Shape) -> None:
        """Axes that the kernel has must have its sizes."""
        (x,) = inputs
        terms = terms_of(self.equation) if isinstance(self.equation, str) else None
        if terms is None or not self._told(x) or not built.weights:
            return
        for letter, made in zip(terms.kernel, built.weights[0].shape, strict=False):
            index = self._index(terms, x, letter)
            if index is not None and index < len(x.known_axes):
                fault = AxisChanged(x, axis_word(index, len(x.known_axes)), index, made, x[index])
                require(x[index].equals(made), fault)
        for met, made in self._beside_bias(terms, x, built):
            fits = met.equals(made) | (made == 1) | (met == 1)
            require(fits, WrongRank(x, str(self._first_rank(terms, built)), ()))

    def strange(self, built: Built, x: Shape) -> bool:
        """A bias that is spread along the result, or along which the result is spread, may fit."""
        terms = terms_of(self.equation) if isinstance(self.equation, str) else None
        if terms is None or not x.ranked:
            return False
        if len(x.known_axes) < len(terms.input):
            return True
        along = ((met, met.equals(made) | (made == 1)) for met, made in self._beside_bias(terms, x, built))
        return any(fits is not Truth.YES and (fits | (met == 1)) is not Truth.NO for met, fits in along)

    def _beside_bias(self, terms: Terms, x: Shape, built: Built) -> list[tuple[Dim, Dim]]:
        """The result's axes beside those of the bias, which was made for the free axes of the first input."""
        bias = _bias_of(built)
        if not terms.trailing or not bias or not self._told(x):
            return []
        axes = self._contracted(terms, x, self._output_axes(terms, x)).known_axes
        return list(zip(reversed(axes), reversed(bias), strict=False))

    def _first_rank(self, terms: Terms, built: Built) -> int:
        """The number of axes of the input that the bias was made for."""
        letters = self.bias_axes if isinstance(self.bias_axes, str) else terms.output
        first = min(terms.output.find(letter) for letter in letters)
        return len(terms.input) + len(_bias_of(built)) - len(terms.output[first:])

    def call(self, x: Shape) -> Shape:
        terms = terms_of(self.equation) if isinstance(self.equation, str) else None
        if terms is None or not self._told(x):
            return Shape.unknown(Unclear("what goes into the equation"))
        axes = self._output_axes(terms, x)
        self._require_shared(terms, x, axes)
        if self.keras is _K3:
            return Shape(axes)
        return self._contracted(terms, x, axes)

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Keras 3 works the shape out without a look at how many axes the equation names."""
        terms = terms_of(self.equation) if isinstance(self.equation, str) else None
        if self.keras is _K2 or terms is None or not x.ranked or terms.leading or terms.trailing:
            return ()
        named = len(terms.input)
        return (WrongRank(x, str(named), (), argument="equation"),) if len(x.known_axes) != named else ()

    def sight(self, x: Shape) -> Sight:
        """Steps that keep their axis are worked on one by one; summed up, or moved, they are seen as a whole."""
        terms = terms_of(self.equation) if isinstance(self.equation, str) else None
        if terms is None or not self._told(x) or len(x.known_axes) < 2:
            return None
        letter = next((each for each in terms.input if self._index(terms, x, each) == 1), None)
        if letter is None:
            return ITSELF if terms.leading else None
        return ITSELF if self._places(terms, x).get(letter) == 1 else EVERYTHING

    def macs(self, built: Built, x: Shape) -> Dim | None:
        """The kernel meets each place of the axes that it does not have."""
        terms = terms_of(self.equation) if isinstance(self.equation, str) else None
        if terms is None or not built.weights or not x.ranked:
            return None
        met = {self._index(terms, x, letter) for letter in terms.kernel}
        return prod((x[axis] for axis in range(1, len(x.known_axes)) if axis not in met), start=built.kernels)

    def _contracted(self, terms: Terms, x: Shape, axes: tuple[Dim, ...]) -> Shape:
        """What TensorFlow makes of it: sizes come from the tensors."""
        rank, named = len(x.known_axes), len(terms.input)
        require(Truth.of(rank == named or terms.leading or terms.trailing), WrongRank(x, str(named), ()))
        free = x.known_axes[: rank - named] if terms.leading else x.known_axes[named:]
        where = self._places(terms, x)
        sizes = []
        for letter, size_given in zip(terms.output, axes[len(free) if terms.leading else 0 :], strict=False):
            index = self._index(terms, x, letter)
            told = x[index] if index is not None else size_given
            sizes.append(size_given if isinstance(told, Open) and letter in terms.kernel else told)
        assert where
        return Shape((*free, *sizes) if terms.leading else (*sizes, *free))

    def _told(self, x: Shape) -> bool:
        given = self.output_shape
        sizes = items(given) if items(given) is not None else (given,)
        known = all(each is None or isinstance(each, Dim) for each in sizes or ())
        return x.ranked and sizes is not None and known and isinstance(self.bias_axes, str | None)

    def _index(self, terms: Terms, x: Shape, letter: str) -> int | None:
        """The axis of the input that has this letter, from 0."""
        place = terms.input.rfind(letter)
        if place < 0:
            return None
        return place + (len(x.known_axes) - len(terms.input) if terms.leading else 0)

    def _places(self, terms: Terms, x: Shape) -> Mapping[str, int]:
        """The axis of the whole output that has each letter, from 0."""
        first = len(x.known_axes) - len(terms.input) if terms.leading else 0
        return {letter: first + place for place, letter in enumerate(terms.output)}

    def _require_letters(self, terms: Terms, x: Shape) -> None:
        named = len(terms.input)
        require(x.rank >= named, WrongRank(x, f"at least {named}", ()))
        for letter in (*terms.output, *terms.kernel):
            others = terms.input + (terms.kernel if letter in terms.output else terms.output)
            fault = BadArgument(shown(self.equation), f"one that says what '{letter}' is", argument="equation")
            require(Truth.of(letter in others), fault)

    def _output_axes(self, terms: Terms, x: Shape) -> tuple[Dim, ...]:
        """The output as Keras puts it together: the batch, axes without a letter, the sizes that are given."""
        given = items(self.output_shape)
        sizes = tuple(
            size(each) or Unclear("a size") for each in (given if given is not None else (self.output_shape,))
        )
        free = len(x.known_axes) - len(terms.input)
        if terms.leading:
            return (x[0], *x.known_axes[1:free], *sizes) if free > 0 else (x[0], *sizes)
        return (x[0], *sizes, *x.known_axes[len(x.known_axes) - free :]) if free > 0 else (x[0], *sizes)

    def _require_shared(self, terms: Terms, x: Shape, axes: tuple[Dim, ...]) -> None:
        """The sizes that are given must be those of the input; None stands for any, but is none itself."""
        places = self._places(terms, x)
        for letter in terms.input:
            index = self._index(terms, x, letter)
            if letter not in places or index is None:
                continue
            fault = self._misfit(f"{len(terms.output) - 1} sizes that fit")
            require(Truth.of(places[letter] < len(axes)), fault)
            wanted, found = axes[places[letter]], x[index]
            if not isinstance(wanted, Open):
                require(wanted.equals(found), self._misfit(f"{found} or None for '{letter}'"))
                require(Truth.of(not isinstance(found, Open) or isinstance(wanted, Unclear)), self._misfit("None"))

    def _misfit(self, wanted: str) -> BadArgument:
        return BadArgument(shown(self.output_shape), wanted, argument="output_shape")

    def _kernel(self, terms: Terms, x: Shape, axes: tuple[Dim, ...]) -> tuple[Dim, ...]:
        self._require_shared(terms, x, axes)
        places = self._places(terms, x)
        made = []
        for letter in terms.kernel:
            index = self._index(terms, x, letter)
            from_output = letter in places and (self.keras is _K3 or index is None)
            if from_output:
                require(Truth.of(places[letter] < len(axes)), self._misfit(f"{len(terms.output) - 1} sizes"))
                each = axes[places[letter]]
                require(each.given, self._misfit(f"a size for '{letter}'"))
            else:
                assert index is not None
                each = x[index]
                require(each.given, OpenAxis(x, axis_word(index, len(x.known_axes))))
            made.append(each)
        return tuple(made)

    def _bias(self, terms: Terms, x: Shape, axes: tuple[Dim, ...]) -> Sizes:
        letters = self.bias_axes
        if not isinstance(letters, str):
            return None
        wanted = f"letters of '{terms.output}'"
        require(Truth.of(bool(letters) and set(letters) <= set(terms.output)), self._bad_bias(wanted))
        places = self._places(terms, x)
        require(Truth.of(max(places.values()) < len(axes)), self._misfit(f"{len(terms.output) - 1} sizes"))
        first = min(terms.output.find(letter) for letter in letters)
        made = [axes[places[each]] if each in letters else dim(1) for each in terms.output[first:]]
        for each in made:
            require(each.given, self._bad_bias("axes of a known size"))
        free = len(x.known_axes) - len(terms.input)
        return (*made, *(() if terms.leading else (1,) * free))

    def _bad_bias(self, wanted: str) -> BadArgument:
        return BadArgument(shown(self.bias_axes), wanted, argument="bias_axes")


def _bias_of(built: Built) -> tuple[Dim, ...]:
    return next((each.shape for each in built.weights if each.name == "bias"), ())
