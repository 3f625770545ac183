"""Elements of datasets: from values to their parts, and back."""

from __future__ import annotations

from collections.abc import Callable

from conv1d_lsp.interpreter.library.convert import DEEPEST_STRUCTURE
from conv1d_lsp.interpreter.library.structures import filled, text_keys
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    OF_DATASET,
    Array,
    Constant,
    Dataset,
    DictObject,
    Integer,
    ListObject,
    Ref,
    Spec,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.interpreter.values.structure import Structure
from conv1d_lsp.shapes import Open, Shape, Unclear

#: Why an element is unknown.
UNTOLD = "what an element of the dataset is can't be told"

#: What a part of an element becomes.
Change = Callable[[Value], Value]


def eager(shape: Shape, label: str) -> Array:
    """A part of an element: a tensor of TensorFlow's. label: what made it."""
    return Array(shape, None, label, library="tensorflow")


def dataset_of(m: Machine, value: Value, convert: Change) -> Dataset:
    """The dataset whose elements are like a value. convert: what becomes of each of its parts."""
    parts: list[Value] = []
    structure = _taken_apart(m, value, convert, parts, 0)
    return Dataset(structure, tuple(parts))


def _taken_apart(m: Machine, value: Value, convert: Change, parts: list[Value], depth: int) -> Structure | None:
    m.tick()
    value = m.visible(value)
    record = m.record(value) if isinstance(value, Ref) else None
    if depth > DEEPEST_STRUCTURE:
        parts.append(Unknown("a structure that is nested too deeply"))
        return None
    if isinstance(value, TupleValue):
        inner = tuple(_taken_apart(m, item, convert, parts, depth + 1) for item in value.items)
        return Structure("tuple", inner)
    keys = text_keys(record) if isinstance(record, DictObject) else None
    if isinstance(record, DictObject) and keys is not None:
        by_key = {
            key: _taken_apart(m, record.items[text_key(key)][1], convert, parts, depth + 1) for key in sorted(keys)
        }
        return Structure("dict", tuple(by_key[key] for key in keys), keys)
    parts.append(convert(value))
    return None


def part_of(m: Machine, value: Value) -> Value:
    """What a value is as a part of an element: an array, a dataset, or unknown."""
    value = m.visible(value)
    if isinstance(value, Array):
        return eager(value.shape, value.label)
    if isinstance(value, Dataset | Unknown):
        return value
    if isinstance(value, Integer) or (isinstance(value, Constant) and value.value is not None):
        return Array(Shape(()), library="tensorflow")
    return Unknown(UNTOLD)


def of_result(m: Machine, value: Value) -> Dataset:
    """The dataset of what a function gives for each element; a list of tensors counts as a tuple."""
    value = m.visible(value)
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject) and record.kind == "list" and record.items is not None:
        tensors = record.items and all(isinstance(each, Array | TupleValue | Ref) for each in record.items)
        value = TupleValue(record.items) if tensors else Unknown("a list as an element of a dataset")
    return dataset_of(m, value, lambda part: part_of(m, part))


def is_told(dataset: Dataset) -> bool:
    """Whether it is known how the parts of an element stand together."""
    return dataset.structure is not None or not isinstance(dataset.parts[0], Unknown)


def changed(dataset: Dataset, change: Change) -> Dataset:
    """The dataset with each part of its elements changed."""
    return Dataset(dataset.structure, tuple(map(change, dataset.parts)))


def reshaped(dataset: Dataset, change: Callable[[Shape], Shape | None], why: str) -> Dataset:
    """The same where only shapes change; what is no array, or has no known number of axes, is unknown."""

    def of_part(part: Value) -> Value:
        shape = change(part.shape) if isinstance(part, Array) and part.shape.ranked else None
        if shape is None or not isinstance(part, Array):
            return part if isinstance(part, Unknown) else Unknown(why)
        return eager(shape, part.label)

    return changed(dataset, of_part)


def element_in_graph(m: Machine, dataset: Dataset) -> Value:
    """An element as a function of `map` sees it, with open axes."""
    return filled(m, dataset.structure, iter(dataset.parts))


def element_at_hand(m: Machine, dataset: Dataset, library: str = "tensorflow") -> Value:
    """An element as a loop sees it: each axis has a size, known or not."""
    return filled(m, dataset.structure, (_sized(part, library) for part in dataset.parts))


def spec_of(m: Machine, dataset: Dataset) -> Value:
    """`element_spec`."""
    parts = (Spec(part.shape) if isinstance(part, Array) else Unknown("a specification") for part in dataset.parts)
    return filled(m, dataset.structure, parts)


def element_of_batch(m: Machine, dataset: Dataset) -> Value:
    """An element as `fit` draws it: a batch."""
    return element_at_hand(m, dataset, OF_DATASET)


def without_first_size(m: Machine, value: Value) -> Value:
    """The data of all batches together: how many samples there are is not known."""

    def of_part(part: Value) -> Value:
        if not isinstance(part, Array) or not part.shape.axes:
            return part
        return Array(
            Shape((Unclear("the number of samples"), *part.shape.axes[1:])), None, part.label, library=part.library
        )

    together = dataset_of(m, value, of_part)
    return filled(m, together.structure, iter(together.parts))


def _sized(part: Value, library: str) -> Value:
    if not isinstance(part, Array) or not part.shape.ranked:
        return part
    why = Unclear("it is another one in each element of the dataset")
    axes = tuple(why if isinstance(axis, Open) else axis for axis in part.shape.known_axes)
    return Array(Shape(axes), None, part.label, library=library)
