"""What kind of numbers values are, and what functions give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conv1d_lsp.arrays import ArrayFunction, kinds
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    RAGGED,
    Array,
    Constant,
    Integer,
    Library,
    ListObject,
    Range,
    Ref,
    TupleValue,
    Value,
)


@bounded(None)
def kind_of(m: Machine, value: Value) -> str | None:
    """The kind of a number, of an array, or of what a list would be as an array."""
    match value:
        case Array():
            return kinds.kind_named(value.dtype or "")
        case Integer():
            return kinds.WHOLE
        case Range():
            return kinds.WHOLE
        case Constant(value=bool()):
            return kinds.TRUTHS
        case Constant(value=float()):
            return kinds.FLOATS
    items = value.items if isinstance(value, TupleValue) else None
    if isinstance(value, Ref) and isinstance(record := m.record(value), ListObject):
        items = record.items if record.items is not None else None if record.element is None else (record.element,)
    if not items:
        return None
    m.tick(len(items))
    return kinds.together([kind_of(m, m.visible(item)) for item in items])


def kind_of_type(value: Value) -> str | None:
    """The kind that a `dtype` stands for: `bool`, `np.float32`, "int64"."""
    if isinstance(value, Constant) and isinstance(value.value, str):
        return kinds.kind_named(value.value)
    return kinds.kind_named(value.path.rpartition(".")[2]) if isinstance(value, Library) else None


def result_kind(
    m: Machine, path: str, function: ArrayFunction, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> str | None:
    """The kind of what a function gives, or RAGGED."""
    given = [*positional, *keywords.values()]
    name = path.rpartition(".")[2]
    if name != "pad_sequences" and any(isinstance(each, Array) and each.dtype == RAGGED for each in given):
        return RAGGED
    wanted = _wanted_type(path, function, positional, keywords)
    if wanted is not None and not (isinstance(wanted, Constant) and wanted.value is None):
        return kind_of_type(wanted)
    return kinds.kind_given(name, [kind_of(m, m.visible(each)) for each in given])


def _wanted_type(
    path: str, function: ArrayFunction, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> Value | None:
    """The argument that says which type it is to be."""
    if "dtype" in keywords:
        return keywords["dtype"]
    parameters = [text.partition("=")[0].partition(":")[0] for text in function.parameters(path)]
    place = parameters.index("dtype") if "dtype" in parameters else 1 if parameters == ["*"] else len(positional)
    typed = parameters != ["*"] or path.rpartition(".")[2] in _TYPED
    return positional[place] if typed and place < len(positional) else None


#: Those whose second argument is the type, where the declaration does not say.
_TYPED = frozenset({"array", "asarray", "astype", "constant", "convert_to_tensor", "cast"})
