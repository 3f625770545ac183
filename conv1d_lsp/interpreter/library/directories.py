"""Datasets of the files in a folder: what an element is like follows from the arguments, whatever files there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.elements import UNTOLD, dataset_of, eager, part_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import AXES_ORDER
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.values import NONE, Constant, Integer, Ref, TupleValue, Value, integer
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Shape, Unclear, dim

#: Their parameters in the order of both generations; those that follow are passed by name.
_FIRST, _LAST = "directory labels label_mode class_names", "shuffle seed validation_split subset"
_SIGNATURES = {
    "image": f"{_FIRST} color_mode batch_size image_size {_LAST}".split(),
    "text": f"{_FIRST} batch_size max_length {_LAST}".split(),
    "audio": f"{_FIRST} batch_size sampling_rate output_sequence_length ragged {_LAST}".split(),
}

_CHANNELS = {"grayscale": 1, "rgb": 3, "rgba": 4}

_Sample = Callable[[Machine, Mapping[str, Value]], tuple[Dim, ...] | None]


def _image(m: Machine, given: Mapping[str, Value]) -> tuple[Dim, ...] | None:
    """(height, width, channels)."""
    size, mode = given.get("image_size"), given.get("color_mode", Constant("rgb"))
    size = TupleValue((integer(256), integer(256))) if size is None else size
    one_size = isinstance(size, Integer) and m.keras is Generation.KERAS_3
    items = (size, size) if one_size else elements(m, size) if isinstance(size, TupleValue | Ref) else None
    shape = None if items is None else shape_of_items(items)
    channels = _CHANNELS.get(str(mode.value)) if isinstance(mode, Constant) else None
    turned = "data_format" in given or AXES_ORDER in m.state.variables
    if shape is None or len(shape.known_axes) != 2 or channels is None or turned:
        return None
    return (*shape.known_axes, dim(channels))


def _text(m: Machine, given: Mapping[str, Value]) -> tuple[Dim, ...] | None:
    """One text."""
    return ()


def _audio(m: Machine, given: Mapping[str, Value]) -> tuple[Dim, ...] | None:
    """(steps, channels): as many steps as asked for, else those of the longest in the batch."""
    length, ragged = given.get("output_sequence_length", NONE), given.get("ragged", Constant(False))
    if not isinstance(ragged, Constant) or (length is not NONE and not isinstance(length, Integer)):
        return None
    return (length.dim if isinstance(length, Integer) else OPEN, OPEN)


def _label(m: Machine, given: Mapping[str, Value]) -> tuple[Dim, ...] | None:
    """The axes of one label."""
    mode = given.get("label_mode", Constant("int"))
    if not isinstance(mode, Constant):
        return None
    if mode.value == "categorical":
        names = elements(m, given["class_names"]) if "class_names" in given else None
        return (Unclear("how many folders there are") if names is None else dim(len(names)),)
    return {"int": (), "binary": (dim(1),)}.get(str(mode.value))


def _from_directory(kind: str, sample: _Sample, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    given = {name: m.visible(value) for name, value in zip(_SIGNATURES[kind], arguments.positional, strict=False)}
    given |= {name: m.visible(value) for name, value in arguments.keywords.items()}
    batch, labels = given.get("batch_size", integer(32)), given.get("labels", Constant("inferred"))
    form = given.get("format", Constant("tf"))
    one = sample(m, given)
    batched = isinstance(batch, Integer) or batch is NONE
    if one is None or not arguments.complete or not batched or not isinstance(form, Constant) or form.value != "tf":
        return m.unknown(UNTOLD, node)
    first: tuple[Dim, ...] = () if batch is NONE else (OPEN,)
    made = f"{kind}_dataset_from_directory"
    element: Value = eager(Shape((*first, *one)), made)
    if labels is not NONE and given.get("label_mode") is not NONE:
        label = _label(m, given)
        if label is None:
            return m.unknown(UNTOLD, node)
        element = TupleValue((element, eager(Shape((*first, *label)), made)))
    dataset = dataset_of(m, element, lambda part: part_of(m, part))
    subset = given.get("subset", NONE)
    if not isinstance(subset, Constant):
        return m.unknown(UNTOLD, node)
    return TupleValue((dataset, dataset)) if subset.value == "both" else dataset


DIRECTORIES: Mapping[str, Builtin] = {
    f"keras.{module}.{kind}_dataset_from_directory": partial(_from_directory, kind, sample)
    for kind, sample in (("image", _image), ("text", _text), ("audio", _audio))
    for module in ("utils", "preprocessing")
}
