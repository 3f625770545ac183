"""Methods of datasets of `tf.data`: each gives another dataset."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.forgetting import unknown_iterator
from conv1d_lsp.interpreter.library.datasets import stated_shape
from conv1d_lsp.interpreter.library.elements import (
    UNTOLD,
    changed,
    dataset_of,
    eager,
    element_at_hand,
    element_in_graph,
    is_told,
    of_result,
    part_of,
    reshaped,
)
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    Constant,
    Dataset,
    Integer,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import OPEN, Dim, Shape, Truth, Unclear

Method = Callable[[Machine, Dataset, Arguments, cst.CSTNode], Value]

#: Methods that leave the elements as they are.
_SAME = "shuffle repeat take skip prefetch cache shard with_options ignore_errors".split()


def dataset_method(m: Machine, owner: Dataset, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """What a method gives; None for one that is not known."""
    if not arguments.complete:
        disturb(m, arguments)
        return m.unknown(UNTOLD, node)
    method = _METHODS.get(name)
    if method is None:
        disturb(m, arguments)
        return None
    return method(m, owner, arguments, node)


def _same(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    return owner


def _batch(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The last batch may be smaller, unless that is dropped."""
    size = _size(arguments.get(0, "batch_size"), arguments.get(1, "drop_remainder"))
    inner = changed(owner, _as_batched_window)
    return reshaped(inner, lambda shape: Shape((size, *shape.known_axes)), UNTOLD)


def _as_batched_window(part: Value) -> Value:
    return Unknown("windows are put together once they are batches") if isinstance(part, Dataset) else part


def _size(count: Value | None, drop: Value | None) -> Dim:
    dropped = isinstance(drop, Constant) and drop.value is True
    if not dropped:
        return OPEN if drop is None or isinstance(drop, Constant) else Unclear("whether the last batch is dropped")
    return count.dim if isinstance(count, Integer | Unknown) else Unclear("the size of a batch")


def _padded(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Batches of elements of different lengths, made as long as the longest or as is said."""
    size = _size(arguments.get(0, "batch_size"), arguments.get(3, "drop_remainder"))
    shapes = arguments.get(1, "padded_shapes")
    if shapes is None or shapes is NONE:
        return reshaped(owner, lambda shape: Shape((size, *shape.known_axes)), UNTOLD)
    stated: list[Shape | None] = [stated_shape(m, shapes)]
    if owner.structure is not None:
        flat = owner.structure.kind == "tuple" and not any(owner.structure.parts) and isinstance(shapes, TupleValue)
        each = shapes.items if flat and isinstance(shapes, TupleValue) else ()
        fitting = len(each) == len(owner.parts)
        stated = [stated_shape(m, item) for item in each] if fitting else [None] * len(owner.parts)
    parts = tuple(_padded_to(part, shape, size) for part, shape in zip(owner.parts, stated, strict=True))
    return Dataset(owner.structure, parts)


def _padded_to(part: Value, stated: Shape | None, size: Dim) -> Value:
    if not isinstance(part, Array) or not part.shape.ranked or stated is None:
        return Unknown(UNTOLD)
    if len(part.shape.known_axes) != len(stated.known_axes):
        return Unknown(UNTOLD)
    return eager(Shape((size, *stated.known_axes)), part.label)


def _unbatch(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    return reshaped(owner, lambda shape: Shape(shape.known_axes[1:]) if shape.known_axes else None, UNTOLD)


def _rebatch(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Batches of another size. TensorFlow knows it where batches of this size divide the old ones evenly."""
    given, drop = arguments.get(0, "batch_size"), arguments.get(1, "drop_remainder")
    size = _size(given, drop)
    wanted = given.dim if isinstance(given, Integer) else Unclear("the size of a batch")

    def again(shape: Shape) -> Shape | None:
        if not shape.known_axes:
            return None
        even = (shape.known_axes[0] % wanted).equals(0) is Truth.YES
        return Shape((wanted if even or not isinstance(given, Integer) else size, *shape.known_axes[1:]))

    return reshaped(owner, again, UNTOLD)


def _window(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Datasets of so many elements each: one for each part."""
    if not is_told(owner):
        return m.unknown(UNTOLD, node)
    return changed(owner, lambda part: Dataset(None, (part,)))


def _map(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    result = _applied(m, owner, arguments.get(0, "map_func"), node)
    return m.unknown(UNTOLD, node) if result is None else of_result(m, result)


def _flat_map(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The elements of the datasets that a function gives."""
    result = _applied(m, owner, arguments.get(0, "map_func"), node)
    return result if isinstance(result, Dataset) else m.unknown(UNTOLD, node)


def _filter(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    _applied(m, owner, arguments.get(0, "predicate"), node)
    return owner


def _applied(m: Machine, owner: Dataset, function: Value | None, node: cst.CSTNode) -> Value | None:
    """What a function gives for an element. TensorFlow traces it: nothing is reported from in there."""
    if function is None:
        return None
    if not is_told(owner):
        disturb(m, Arguments((function,)))
        return None
    element = element_in_graph(m, owner)
    m.silent += 1
    try:
        given = element.items if isinstance(element, TupleValue) else (element,)
        return m.visible(m.call(function, Arguments(given), node))
    finally:
        m.silent -= 1


def _apply(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dataset.apply(function)`: what the function makes of the dataset."""
    function = arguments.get(0, "transformation_func")
    result = None if function is None else m.visible(m.call(function, Arguments((owner,)), node))
    return result if isinstance(result, Dataset) else m.unknown(UNTOLD, node)


def _enumerate(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    number = eager(Shape(()), "enumerate")
    return dataset_of(m, TupleValue((number, element_in_graph(m, owner))), lambda part: part_of(m, part))


def _concatenate(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The elements of one dataset after those of another: sizes that differ are open."""
    other = arguments.get(0, "dataset")
    if not isinstance(other, Dataset) or other.structure != owner.structure:
        return m.unknown(UNTOLD, node)
    pairs = zip(owner.parts, other.parts, strict=True)
    return Dataset(owner.structure, tuple(_either_part(left, right) for left, right in pairs))


def _either_part(left: Value, right: Value) -> Value:
    shapes = [part.shape for part in (left, right) if isinstance(part, Array) and part.shape.ranked]
    if len(shapes) < 2 or len(shapes[0].known_axes) != len(shapes[1].known_axes) or not isinstance(left, Array):
        return Unknown(UNTOLD)
    return eager(Shape(tuple(map(_either_size, *shapes))), left.label)


def _either_size(left: Dim, right: Dim) -> Dim:
    if left.same(right):
        return left
    return OPEN if left.equals(right) is Truth.NO else Unclear("one of two sizes")


def _as_numpy(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.new(unknown_iterator(element=element_at_hand(m, owner, "numpy")))


def _single(m: Machine, owner: Dataset, arguments: Arguments, node: cst.CSTNode) -> Value:
    return element_at_hand(m, owner)


_METHODS: Mapping[str, Method] = {
    **dict.fromkeys(_SAME, _same),
    "batch": _batch,
    "padded_batch": _padded,
    "unbatch": _unbatch,
    "rebatch": _rebatch,
    "window": _window,
    "map": _map,
    "flat_map": _flat_map,
    "interleave": _flat_map,
    "filter": _filter,
    "take_while": _filter,
    "apply": _apply,
    "enumerate": _enumerate,
    "concatenate": _concatenate,
    "as_numpy_iterator": _as_numpy,
    "get_single_element": _single,
}
