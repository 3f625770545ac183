"""Whether two values are the same to the analyzer."""

from __future__ import annotations

from conv1d_lsp.interpreter.values import (
    AllPairs,
    Array,
    Constant,
    Criterion,
    Dataset,
    Function,
    Integer,
    Library,
    LibraryMethod,
    Module,
    PathValue,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
    View,
)

#: Tuples nested deeper than this are compared by identity.
DEEPEST_COMPARED = 6


def same(left: Value, right: Value, levels: int = DEEPEST_COMPARED) -> bool:
    """Whether two values are the same to the analyzer; those nested deeper than `levels` only if they are one."""
    if left is right:
        return True
    if type(left) is not type(right):
        return False
    match left, right:
        case Constant(value=a), Constant(value=b):
            return type(a) is type(b) and (a == b or (a != a and b != b))
        case Integer(), Integer():
            return left.dim.same(right.dim) and left.numpy == right.numpy
        case TupleValue(), TupleValue():
            return (
                levels > 0
                and len(left.items) == len(right.items)
                and all(same(a, b, levels - 1) for a, b in zip(left.items, right.items, strict=True))
            )
        case Array(), Array():
            like = left.dtype == right.dtype and left.library == right.library and left.holds == right.holds
            like = like and left.raw == right.raw and left.turned == right.turned and _same_of_model(left, right)
            return like and left.shape.same(right.shape)
        case Dataset(), Dataset():
            same_parts = left.structure == right.structure and len(left.parts) == len(right.parts)
            return (
                same_parts
                and levels > 0
                and all(same(a, b, levels - 1) for a, b in zip(left.parts, right.parts, strict=True))
            )
        case Criterion(), Criterion():
            return left.path == right.path and levels > 0 and _same_settings(left, right, levels)
        case View(), View():
            return left.kind == right.kind and levels > 0 and same(left.owner, right.owner, levels - 1)
        case Tensor(), Tensor():
            return left.node is right.node and left.index == right.index and left.shape.same(right.shape)
        case PathValue(), PathValue():
            return left.path == right.path
        case (Ref(), Ref()) | (Library(), Library()) | (Module(), Module()):
            return left == right
        case Function(), Function():
            return left.node is right.node and left.scope == right.scope and _same_defaults(left, right, levels)
        case UserClass(), UserClass():
            return left.node is right.node and left.scope == right.scope
        case LibraryMethod(), LibraryMethod():
            return left.name == right.name and same(left.owner, right.owner)
        case Unknown(), Unknown():
            return left.number is not None and right.number is not None and left.number.same(right.number)
    return False


def _same_of_model(left: Array, right: Array) -> bool:
    """Whether the same is known of two arrays and what a model gave."""
    one, other = left.of_model, right.of_model
    if isinstance(one, AllPairs) and isinstance(other, AllPairs):
        return one.site.node is other.site.node and one.bent == other.bent
    return one is other


def _same_defaults(left: Function, right: Function, levels: int) -> bool:
    """Whether a function that was defined twice was defined with the same defaults."""
    pairs = zip(left.defaults, right.defaults, strict=True)
    return left.defaults is right.defaults or (levels > 0 and all(same(a, b, levels - 1) for (_, a), (_, b) in pairs))


def _same_settings(left: Criterion, right: Criterion, levels: int) -> bool:
    """Whether two losses or metrics were made with the same settings."""
    known = left.complete and right.complete and left.settings.keys() == right.settings.keys()
    return known and all(same(value, right.settings[name], levels - 1) for name, value in left.settings.items())
