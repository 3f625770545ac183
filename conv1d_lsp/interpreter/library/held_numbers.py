"""Which whole numbers an array holds, each once: so many classes have its labels.

Arrays are values here, and what is written into one in place is not followed to its other names: after any such write
nothing is said of any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import libcst as cst

from conv1d_lsp.arrays import kinds
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.kinds import kind_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ARRAYS_WRITTEN
from conv1d_lsp.interpreter.values import OF_OBJECTS, Array, Integer, Range, Ref, TupleValue, Value, integer
from conv1d_lsp.shapes import Shape, dim

Held = frozenset[int]

#: What every type of numbers but truths can hold.
_IN_EVERY_TYPE = frozenset(range(128))

#: More are not kept apart.
MOST = 1_000

_CALCULATED: Mapping[str, Callable[[int, int], int]] = MappingProxyType(
    {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "//": lambda a, b: a // b,
        "%": lambda a, b: a % b,
    }
)

_PICKED: Mapping[str, Callable[[Held], int]] = MappingProxyType({"max": max, "amax": max, "min": min, "amin": min})

#: Functions and methods that give all numbers of their first argument, and no others.
_KEEPING = frozenset(
    "array asarray copy reshape ravel flatten squeeze expand_dims transpose swapaxes moveaxis flip flipud fliplr rot90 "
    "roll sort permutation atleast_1d atleast_2d ascontiguousarray".split()
)
_JOINING = frozenset("concatenate hstack vstack stack column_stack dstack".split())
_FILLING = MappingProxyType({"zeros": 0, "ones": 1, "zeros_like": 0, "ones_like": 1})


@bounded(None)
def held_in(m: Machine, value: Value) -> Held | None:
    """The numbers in an array, a list or a range; None where that can't be told."""
    match value:
        case Array():
            return None if ARRAYS_WRITTEN in m.state.variables or m.summarised_loops else value.holds
        case Integer():
            return None if value.known is None else frozenset((value.known,))
        case Range() if (known := value.known()) is not None:
            return frozenset(known) if len(known) <= MOST else None
        case TupleValue() | Ref() if (items := elements(m, value)) is not None:
            m.tick(len(items))
            return _together([held_in(m, m.visible(item)) for item in items]) if len(items) <= MOST else None
    return None


def _together(parts: Sequence[Held | None]) -> Held | None:
    known = [part for part in parts if part is not None]
    held = frozenset[int]().union(*known)
    return held if known and len(known) == len(parts) and len(held) <= MOST else None


def held_in_result(
    m: Machine, path: str, kind: str | None, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> Held | None:
    """The numbers in what a function or method (`.reshape`) of NumPy's gives, which are of this kind."""
    name = path.rpartition(".")[2]
    if kind == kinds.TRUTHS or kind in OF_OBJECTS:
        return None
    if name in _FILLING:
        return frozenset((_FILLING[name],))
    first = m.visible(positional[0]) if positional else None
    if first is None or keywords.keys() - {"axis", "dtype"}:
        return None
    if isinstance(first, Integer):
        return _counted(positional) if name in ("arange", "permutation") else None
    if name in _JOINING:
        items = elements(m, first) if isinstance(first, TupleValue | Ref) else None
        return None if items is None else _together([held_in(m, m.visible(item)) for item in items])
    held = held_in(m, first) if name in _KEEPING or name in ("astype", "repeat", "tile") else None
    if held is None or (name == "astype" and not held <= _IN_EVERY_TYPE):
        return None
    return held if name not in ("repeat", "tile") or _at_least_one(m, positional[1:]) else None


def raw_in_result(m: Machine, path: str, positional: Sequence[Value]) -> str:
    """The set of data whose numbers, and no others, are in what a function or method gives."""
    first = m.visible(positional[0]) if positional and path.rpartition(".")[2] in _KEEPING | {"astype"} else None
    return first.raw if isinstance(first, Array) else ""


def _counted(bounds: Sequence[Value]) -> Held | None:
    """`arange(start, stop, step)`."""
    known = [each.known for each in bounds if isinstance(each, Integer) and each.known is not None]
    if len(known) != len(bounds) or len(known) > 3 or (len(known) == 3 and not known[2]):
        return None
    counted = range(*known)[: MOST + 1]  # its length may be more than Python counts
    return frozenset(counted) if len(counted) <= MOST else None


def _at_least_one(m: Machine, times: Sequence[Value]) -> bool:
    """Whether something is repeated, in every direction."""
    if len(times) != 1:
        return False
    given = m.visible(times[0])
    each = given.items if isinstance(given, TupleValue) else (given,)
    return all(isinstance(one, Integer) and (one.known or 0) > 0 for one in map(m.visible, each))


def held_in_calculation(m: Machine, operator: str, left: Value, right: Value) -> Held | None:
    """The numbers in `labels % 4`: of an array and a number."""
    calculate, number = _CALCULATED.get(operator), right.known if isinstance(right, Integer) else None
    held = held_in(m, left) if isinstance(left, Array) and number is not None else None
    if calculate is None or held is None or number is None or (number == 0 and operator in ("//", "%")):
        return None
    return frozenset(calculate(each, number) for each in held)


def of_held(m: Machine, name: str, array: Value, node: cst.CSTNode) -> Value | None:
    """`labels.max()`, `np.unique(labels)`, by the name of the function or method; None where that can't be told."""
    pick = _PICKED.get(name)
    held = held_in(m, array) if isinstance(array, Array) and (pick or name == "unique") else None
    if not held or not isinstance(array, Array):
        return None
    if pick is not None:
        return Integer(dim(pick(held)), "int64") if kind_of(m, array) == kinds.WHOLE else None
    return Array(Shape((dim(len(held)),)), m.site(node), "np.unique", array.dtype, holds=held)


def classes_told(
    m: Machine, path: str, positional: Sequence[Value], keywords: Mapping[str, Value]
) -> Mapping[str, Value]:
    """The keywords of `to_categorical(labels)`, with the number of classes that it finds in them."""
    if path != "keras.utils.to_categorical" or len(positional) != 1 or keywords:
        return keywords
    held = held_in(m, m.visible(positional[0]))
    return {"num_classes": integer(max(held) + 1)} if held and min(held) >= 0 else keywords
