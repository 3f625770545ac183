"""Functions that make datasets of `tf.data`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.arrays import call_array_function
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.elements import UNTOLD, dataset_of, eager, element_in_graph, part_of, reshaped
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.values import (
    NONE,
    OF_OBJECTS,
    Array,
    Constant,
    Dataset,
    Integer,
    ListObject,
    Ref,
    Spec,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import OPEN, Dim, Shape, Unclear


def _whole(m: Machine, value: Value, node: cst.CSTNode) -> Value:
    """A part of what `from_tensors` gets: lists of numbers are arrays."""
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject):
        made = call_array_function(m, "numpy.array", Arguments((value,)), node)
        return Unknown(UNTOLD) if made is None else part_of(m, made)
    return Unknown(UNTOLD) if isinstance(value, Array) and value.dtype in OF_OBJECTS else part_of(m, value)


def _slice(m: Machine, value: Value, node: cst.CSTNode) -> Value:
    """One of the items of an array, along its first axis."""
    array = _whole(m, value, node)
    if not isinstance(array, Array) or not array.shape.axes:
        return array if isinstance(array, Unknown) else Unknown(UNTOLD)
    return eager(Shape(array.shape.axes[1:]), array.label)


def _from(
    convert: Callable[[Machine, Value, cst.CSTNode], Value], m: Machine, arguments: Arguments, node: cst.CSTNode
) -> Value:
    given = arguments.get(0, "tensors")
    if given is None:
        return m.unknown(UNTOLD, node)
    return dataset_of(m, given, lambda part: convert(m, part, node))


def _counting(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`Dataset.range(5)`: single numbers."""
    return Dataset(None, (eager(Shape(()), "range"),))


def _zipped(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`zip((a, b))`, `zip(a, b)`: the elements side by side."""
    several = len(arguments.positional) > 1
    given = TupleValue(arguments.positional) if several else arguments.get(0, "datasets")
    if given is None:
        return m.unknown(UNTOLD, node)
    inside = dataset_of(m, given, lambda part: part if isinstance(part, Dataset) else Unknown(UNTOLD))
    elements_of = [element_in_graph(m, part) if isinstance(part, Dataset) else part for part in inside.parts]
    together = element_in_graph(m, Dataset(inside.structure, tuple(elements_of)))
    return dataset_of(m, together, lambda part: part_of(m, part))


def _specification(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`tf.TensorSpec(shape=(None, 3), dtype=tf.float32)`."""
    shape = stated_shape(m, arguments.get(0, "shape"))
    return m.unknown("the shape of a specification", node) if shape is None else Spec(shape)


def stated_shape(m: Machine, value: Value | None) -> Shape | None:
    """A tuple or list of sizes, of which None and -1 are any; None for what is no such thing."""
    value = None if value is None else m.visible(value)
    items = elements(m, value) if isinstance(value, TupleValue | Ref) else None
    shape = None if items is None else shape_of_items(items)
    return None if shape is None else Shape(tuple(OPEN if axis.value == -1 else axis for axis in shape.known_axes))


def _generated(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`from_generator(generator, output_signature=…)`, or with `output_types` and `output_shapes`."""
    disturb(m, Arguments(arguments.all()[:1]))
    signature = arguments.get(4, "output_signature")
    if signature is not None and signature is not NONE:
        return dataset_of(m, signature, lambda part: _specified(m, part, node))
    types, shapes = arguments.get(1, "output_types"), arguments.get(2, "output_shapes")
    if types is None:
        return m.unknown(UNTOLD, node)
    return dataset_of(m, _shaped(m, m.visible(types), shapes, node), lambda part: part_of(m, part))


def _specified(m: Machine, part: Value, node: cst.CSTNode) -> Value:
    part = m.visible(part)
    if not isinstance(part, Spec):
        return Unknown(UNTOLD, m.site(node))
    return eager(part.shape, "from_generator")


def _shaped(m: Machine, types: Value, shapes: Value | None, node: cst.CSTNode) -> Value:
    """An element of these types; the shapes stand together as they do."""
    if isinstance(types, TupleValue):
        shapes = None if shapes is None else m.visible(shapes)
        inner = shapes.items if isinstance(shapes, TupleValue) else ()
        fitting = inner if len(inner) == len(types.items) else (None,) * len(types.items)
        pairs = zip(types.items, fitting, strict=True)
        return TupleValue(tuple(_shaped(m, m.visible(each), shape, node) for each, shape in pairs))
    shape = stated_shape(m, shapes)
    if shape is None or isinstance(types, Ref):
        return Unknown(UNTOLD)
    return eager(shape, "from_generator")


def _windows(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`timeseries_dataset_from_array(data, targets, sequence_length)`: windows and what comes after each."""
    data, targets = arguments.get(0, "data"), arguments.get(1, "targets")
    length, batch = arguments.get(2, "sequence_length"), arguments.get(5, "batch_size")
    kind = arguments.keywords.get("format")
    tf_data = kind is None or (isinstance(kind, Constant) and kind.value == "tf")
    if data is None or targets is None or length is None or not arguments.complete or not tf_data:
        return m.unknown(UNTOLD, node)
    first: tuple[Dim, ...] = () if batch is NONE else (OPEN,)
    size = length.dim if isinstance(length, Integer | Unknown) else None

    def part(value: Value, inside: tuple[Dim, ...]) -> Value:
        one = _slice(m, m.visible(value), node)
        if not isinstance(one, Array) or not one.shape.ranked:
            return Unknown(UNTOLD)
        return eager(Shape((*first, *inside, *one.shape.known_axes)), one.label)

    if size is None or isinstance(batch, Constant) is not (batch is NONE):
        return m.unknown(UNTOLD, node)
    windows = part(data, (size,))
    element = windows if targets is NONE else TupleValue((windows, part(targets, ())))
    return dataset_of(m, element, lambda each: part_of(m, each))


def _halves(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`keras.utils.split_dataset(dataset, left_size=0.8)`: two datasets of the same elements, not of batches."""
    given = arguments.get(0, "dataset")
    given = m.visible(given) if given is not None else None
    if given is None or arguments.get(5, "preferred_backend") is not None:
        return m.unknown(UNTOLD, node)
    if isinstance(given, Dataset):
        half = given if given.structure is not None else None
    else:
        arrays = isinstance(given, Array | TupleValue)
        half = dataset_of(m, given, lambda part: _slice(m, part, node)) if arrays else None
    if half is None:
        return m.unknown(UNTOLD, node)
    half = _of_other_batches(half) if isinstance(given, Dataset) else half
    return TupleValue((half, half))


def _of_other_batches(dataset: Dataset) -> Dataset:
    """The batches of a part of a dataset may have another size. Parts that differ in the first axis are no batches."""
    firsts = [part.shape.axes[0] if isinstance(part, Array) and part.shape.axes else None for part in dataset.parts]
    if any(first is None or first.value != firsts[0].value for first in firsts if firsts[0] is not None):
        return dataset
    why = Unclear("the size of a batch after the dataset was split")
    return reshaped(dataset, lambda shape: Shape((why, *shape.known_axes[1:])) if shape.known_axes else None, UNTOLD)


def _in_place(method: Builtin, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """What is not known altogether may still be handed a function, or a star."""
    if not arguments.complete:
        disturb(m, arguments)
        return m.unknown(UNTOLD, node)
    return method(m, arguments, node)


DATASETS: Mapping[str, Builtin] = {
    "tensorflow.TensorSpec": _specification,
    "keras.utils.timeseries_dataset_from_array": _windows,
    "keras.utils.split_dataset": _halves,
    **{
        f"tensorflow.data.Dataset.{name}": partial(_in_place, method)
        for name, method in (
            ("from_tensor_slices", partial(_from, _slice)),
            ("from_tensors", partial(_from, _whole)),
            ("from_generator", _generated),
            ("range", _counting),
            ("zip", _zipped),
        )
    },
}
