"""What lies behind a `Ref`. The records are immutable too: a change puts a new record at the same address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from conv1d_lsp.interpreter.values.compiled import Compiled
from conv1d_lsp.interpreter.values.either import Guards
from conv1d_lsp.interpreter.values.plain import Range
from conv1d_lsp.interpreter.values.reference import Ref
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.interpreter.values.structure import Structure
from conv1d_lsp.interpreter.values.tables import EstimatorObject, FrameObject
from conv1d_lsp.interpreter.values.tensor import GraphNode, Tensor
from conv1d_lsp.layers import Built, Configured
from conv1d_lsp.layers.storage import USUAL
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.values import Value
    from conv1d_lsp.interpreter.values.code import UserClass

#: A key of a dict: a constant's type and value, so that 1, 1.0 and True stay apart where Python would join them.
Key = tuple[str, object]


class ListObject(Struct, frozen=True, eq=False):
    """A list, set, frozenset, deque or view of a dict (`kind`).

    items: None where they are not known one by one; then `element` joins what is in it, and `length` is how many there
    are, where that can be told. most: how many a deque keeps.
    """

    items: tuple[Value, ...] | None
    kind: str = "list"
    element: Value | None = None
    most: int | None = None
    length: Dim | None = None

    @property
    def count(self) -> Dim:
        """How many items it has."""
        if self.items is not None:
            return dim(len(self.items))
        return Unclear("how many items a list has") if self.length is None else self.length


class DictObject(Struct, frozen=True, eq=False):
    """A dict in insertion order. `complete` is False where it may have other keys too.

    kind: "dict", "defaultdict" or "Counter". factory: what a defaultdict calls for a key that it lacks.
    """

    items: Mapping[Key, tuple[Value, Value]]
    complete: bool = True
    kind: str = "dict"
    factory: Value | None = None


class Instance(Struct, frozen=True, eq=False):
    """An instance of a user's class, or a namespace.

    hidden: it may have attributes that are not known. partial: attributes that are set on some paths only.
    compiled: what a model was compiled with, where that is known.
    """

    cls: UserClass | None
    attributes: Mapping[str, Value] = field(default_factory=dict)
    hidden: bool = False
    partial: frozenset[str] = frozenset()
    compiled: Compiled | None = None


class LayerObject(Struct, frozen=True, eq=False):
    """A Keras layer.

    configured: its settings, None where they are not known. built: what its first call made.
    many: it was made in a loop that is not unrolled and stands for many layers: nothing is pinned.
    function: of a Lambda. stated: the function that it has for its `output_shape`.
    ways: the forks that lead to each variant of its settings, where one of those is a choice.
    policy: the type of numbers that the program had set for all layers when this one was made; "?" is not known.
    """

    label: str
    name: str
    configured: Configured | None
    site: Site
    built: Built | None = None
    called: tuple[GraphNode, ...] = ()
    many: bool = False
    trainable: bool = True
    function: Value | None = None
    ways: tuple[Guards, ...] = ()
    stated: Value | None = None
    policy: str = USUAL

    def after_call(self, graph: GraphNode, built: Built | None) -> LayerObject:
        """The layer with one more call."""
        called = *self.called, graph
        return LayerObject(
            self.label,
            self.name,
            self.configured,
            self.site,
            built,
            called,
            self.many,
            self.trainable,
            self.function,
            self.ways,
            self.stated,
            self.policy,
        )


class ModelObject(Struct, frozen=True, eq=False):
    """A Keras model.

    kind: "Functional", "Sequential" or the name of the user's class.
    layers: of a Sequential in order; a functional model's come from its graph.
    inputs, outputs: None while a Sequential knows no input shape. *_structure: how they stand together; None for one
    tensor. uncertain: its parts are not fully known. called: on symbolic tensors; perhaps_called: on something unknown.
    compiled: for training; None if it was not. first: of a Sequential of Keras 3 that knew no input shape, what it was
    called on first, which it holds on to.
    """

    kind: str
    name: str
    site: Site
    layers: tuple[Ref, ...] = ()
    layer_sites: tuple[Site, ...] = ()
    inputs: tuple[Tensor, ...] | None = None
    outputs: tuple[Tensor, ...] | None = None
    input_structure: Structure | None = None
    output_structure: Structure | None = None
    uncertain: bool = False
    called: tuple[GraphNode, ...] = ()
    perhaps_called: bool = False
    compiled: Compiled | None = None
    first: Shape | None = None


class Option(Struct, frozen=True, eq=False):
    """An option of the command line.

    kind: "number" (a whole one), "text", or "" for something else. count: how many values it takes, None for any number
    of them, 0 for one that is no list. may_be_left_out: the program may be started without it. free: whoever starts it
    may give whatever is of that kind.
    """

    default: Value
    kind: str = ""
    count: int | None = 0
    may_be_left_out: bool = True
    free: bool = False


class ParserObject(Struct, frozen=True, eq=False):
    """An `argparse` parser: its options by the name that they are found under."""

    options: Mapping[str, Option]
    complete: bool = True


class IteratorObject(Struct, frozen=True, eq=False):
    """Something that gives its items once: what `iter`, `zip`, `map` or a generator gives.

    pull: how it gives the next one, see `interpreter.iterators`. items, position, sources, function: what that needs.
    run: how a generator gives them all to a function of the consumer's. element: any one of them. numbers: what range
    they are from; with an `element` they are pairs of a number and that.
    """

    pull: Callable[..., Any]
    items: tuple[Value, ...] | None = None
    position: int = 0
    sources: tuple[Ref, ...] = ()
    function: Value | None = None
    run: Callable[..., Any] | None = None
    element: Value | None = None
    numbers: Range | None = None


ObjectRecord = (
    IteratorObject
    | ListObject
    | DictObject
    | Instance
    | LayerObject
    | ModelObject
    | ParserObject
    | EstimatorObject
    | FrameObject
)
