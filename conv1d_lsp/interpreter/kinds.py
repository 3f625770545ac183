"""Of which class a value is, where that can be told."""

from __future__ import annotations

from conv1d_lsp.interpreter.classes import linearized
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sameness import same
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    Dataset,
    DictObject,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    ListObject,
    ModelObject,
    Range,
    Ref,
    Tensor,
    TupleValue,
    UserClass,
    Value,
)

#: Python's plain classes with those that they are, too.
_BASES: dict[str, frozenset[str]] = {
    "int": frozenset({"int", "numbers.Integral", "numbers.Real", "numbers.Number"}),
    "bool": frozenset({"bool", "int", "numbers.Integral", "numbers.Real", "numbers.Number"}),
    "float": frozenset({"float", "numbers.Real", "numbers.Number"}),
    "complex": frozenset({"complex", "numbers.Number"}),
    "str": frozenset({"str", "Sequence", "Iterable", "Collection", "Container", "Sized", "Hashable"}),
    "bytes": frozenset({"bytes", "Sequence", "Iterable", "Collection", "Container", "Sized", "Hashable"}),
    "NoneType": frozenset({"NoneType", "Hashable"}),
    "ellipsis": frozenset({"ellipsis", "Hashable"}),
    "tuple": frozenset({"tuple", "Sequence", "Iterable", "Collection", "Container", "Sized", "Hashable"}),
    "range": frozenset({"range", "Sequence", "Iterable", "Collection", "Container", "Sized", "Hashable"}),
    "list": frozenset({"list", "Sequence", "MutableSequence", "Iterable", "Collection", "Container", "Sized"}),
    "deque": frozenset({"deque", "Sequence", "MutableSequence", "Iterable", "Collection", "Container", "Sized"}),
    "set": frozenset({"set", "Set", "MutableSet", "Iterable", "Collection", "Container", "Sized"}),
    "frozenset": frozenset({"frozenset", "Set", "Iterable", "Collection", "Container", "Sized", "Hashable"}),
    "dict": frozenset({"dict", "Mapping", "MutableMapping", "Iterable", "Collection", "Container", "Sized"}),
}

#: The classes that the plain ones can be asked about.
_ASKED = frozenset().union(*_BASES.values())


def is_kind(m: Machine, value: Value, kind: Value) -> bool | None:
    """`isinstance(value, kind)`, if it can be told; `kind` is one class."""
    if isinstance(kind, UserClass):
        return _is_user_class(m, value, kind)
    if not isinstance(kind, Library):
        return None
    if kind.path == "builtins.object":
        return True
    plain = plain_kind(m, value)
    if plain is None:
        return _is_library_class(m, value, kind)
    asked = _asked(kind.path)
    if asked is not None:
        return asked in _BASES[plain]
    return False if kind.path.startswith(("keras.", "numpy.", "tensorflow.", "builtins.")) else None


def _asked(path: str) -> str | None:
    module, _, name = path.rpartition(".")
    if module in ("collections.abc", "typing", "builtins", "collections", "types"):
        return name if name in _ASKED else None
    return path if path in _ASKED else None


def plain_kind(m: Machine, value: Value) -> str | None:
    """The name of a value's class, if that is one of Python's plain ones."""
    match value:
        case Integer(numpy=None):
            return "int"
        case Constant():
            return type(value.value).__name__
        case TupleValue(names=()):
            return "tuple"
        case Range():
            return "range"
        case Ref():
            record = m.record(value)
            if isinstance(record, ListObject):
                return record.kind if record.kind in _BASES else None
            return "dict" if isinstance(record, DictObject) and record.kind == "dict" else None
    return None


def _is_user_class(m: Machine, value: Value, kind: UserClass) -> bool | None:
    record = m.record(value) if isinstance(value, Ref) else None
    if plain_kind(m, value) is not None or isinstance(value, Function | UserClass):
        return False
    if not isinstance(record, Instance) or record.cls is None:
        return None
    order = linearized(record.cls)
    if any(same(each, kind) for each in order):
        return True
    followed = all(isinstance(each, UserClass | Library) for each in order)
    return False if followed else None


def _is_library_class(m: Machine, value: Value, kind: Library) -> bool | None:
    """Layers, models and tensors: certain where the class is their own or one far away from it."""
    record = m.record(value) if isinstance(value, Ref) else None
    python = _asked(kind.path) is not None and kind.path.startswith("builtins.")
    if isinstance(record, LayerObject):
        if kind.path in ("keras.layers.Layer", f"keras.layers.{record.label}"):
            return True
        return False if python else None
    if isinstance(record, ModelObject):
        return True if kind.path in ("keras.Model", "keras.layers.Layer") else (False if python else None)
    if isinstance(value, Dataset):
        other = python or kind.path.startswith(("numpy.", "pandas.", "keras."))
        return True if kind.path == "tensorflow.data.Dataset" else (False if other else None)
    if isinstance(value, Tensor | Array):
        return False if python or kind.path == "tensorflow.data.Dataset" else None
    return None
