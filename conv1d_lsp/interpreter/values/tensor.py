"""Symbolic tensors, with the graph that they come from, and arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from conv1d_lsp.interpreter.values.reference import Ref
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers import Moment
from conv1d_lsp.shapes import Shape


class GraphNode(Struct, frozen=True, eq=False):
    """One call of a layer (or of an operation) on symbolic tensors.

    layer: the object that was called; None for an operation such as `+`, whose Keras layer name is `operation`.
    label: what a person calls it: the layer's class, "Input", or "+".
    name: the Keras name of an operation's own layer.
    number: counts the nodes in the order in which they were made.
    partial: something that is not known went in too.
    inside: of a layer of the user's own, what its `call` gave.
    again: the shapes of the outputs for other shapes of the inputs; when Keras refuses those, if it does.
    """

    layer: Ref | None
    label: str
    name: str
    inputs: tuple[Tensor, ...]
    outputs: tuple[Shape, ...]
    site: Site
    number: int
    partial: bool = False
    inside: tuple[Tensor, ...] = ()
    again: Callable[[Sequence[Shape]], Sequence[Shape] | Moment] | None = None


class Tensor(Struct, frozen=True, eq=False):
    """A symbolic Keras tensor, batch axis included. `node` is None where it is not known what made it.

    dtype: the type of its numbers in the words of `layers.dtypes`, where it is known.
    """

    shape: Shape
    node: GraphNode | None
    index: int = 0
    dtype: str | None = None


#: `Array.dtype` of an array of lists that differ in length: what an item of it is can't be told.
RAGGED = "object"

#: `Array.dtype` of an array of any objects: arrays of several axes may be among them.
OBJECTS = "objects"

#: Both.
OF_OBJECTS = frozenset({RAGGED, OBJECTS})

#: `Array.library` of what somebody says is there: which library it is of is not said.
TOLD = "told"

#: `Array.label` of what is told, where the shape may be that of one sample.
ONE_PERHAPS = "one sample, perhaps"

#: `Array.library` of what a model gets from a dataset.
OF_DATASET = "tf.data"

#: The same of what a generator or a Sequence of the program's own gives.
OF_GENERATOR = "generator"

#: `Array.library` of a single number of Python's own, as `np.random.randint(9)` draws one.
PYTHON = "python"

#: `Array.library` of a Series of pandas, or an Index, which have one axis.
PANDAS = "pandas"

#: `Array.library` of a sparse matrix of SciPy's: what it is in a calculation is not followed.
SPARSE = "scipy.sparse"


class Answers:
    """Of an array: its numbers are what a model gave, one for each sample, in whatever form."""


ANSWERS = Answers()


class AllPairs(Struct, frozen=True, eq=False):
    """Of an array: each of a model's answers met each of as many other numbers, one axis being (N, 1), the other (N,).

    site: where they met. arrays: the two. bent: whether something was done since that is no sum, so that even a mean
    differs from that of the pairs that were meant.
    """

    site: Site
    arrays: tuple[Array, Array]
    bent: bool


class Array(Struct, frozen=True, eq=False):
    """A NumPy array or an eager tensor: numbers, not a promise of numbers.

    library: "numpy", "tensorflow", TOLD, OF_DATASET, OF_GENERATOR, PANDAS, PYTHON or SPARSE. label: how the array was
    made, for the trail ("np.random.rand"). content: the numbers in it, if it is the shape of a tensor (`tf.shape(x)`).
    holds: each number in it once, where they are known integers; read it by `held_in`. raw: the name of the set of data
    whose numbers it still has as they were loaded. turned: what its last two axes were called where it was made, if
    that says channels and steps, in this order. formed: where a `reshape` or the like last gave
    it other axes than it was made with. of_model: what its numbers have to do with what a model gave.
    """

    shape: Shape
    site: Site | None = None
    label: str = "array"
    dtype: str | None = None
    library: str = "numpy"
    content: Shape | None = None
    holds: frozenset[int] | None = None
    raw: str = ""
    turned: tuple[str, str] | None = None
    of_model: Answers | AllPairs | None = None
    formed: Site | None = None
