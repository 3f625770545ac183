"""NumPy's functions on plain Python numbers: `np.prod(x.shape[1:])`, `np.ceil(steps / 2)`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from types import MappingProxyType

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.open_sizes import open_size
from conv1d_lsp.interpreter.operators import number_of
from conv1d_lsp.interpreter.values import Constant, Integer, Value
from conv1d_lsp.shapes import Dim, Open, dim

_ROUNDING: MappingProxyType[str, Callable[[float], float]] = MappingProxyType(
    {
        "ceil": lambda x: float(math.ceil(x)),
        "floor": lambda x: float(math.floor(x)),
        "round": lambda x: float(round(x)),
        "rint": lambda x: float(round(x)),
        "sqrt": math.sqrt,
        "log": math.log,
        "log2": math.log2,
        "log10": math.log10,
        "exp": math.exp,
    }
)


def _product(sizes: Sequence[Dim]) -> Dim:
    result = dim(1)
    for size in sizes:
        result = result * size
    return result


def _total(sizes: Sequence[Dim]) -> Dim:
    result = dim(0)
    for size in sizes:
        result = result + size
    return result


_OVER_SIZES: MappingProxyType[str, Callable[[Sequence[Dim]], Dim]] = MappingProxyType({"prod": _product, "sum": _total})


def numpy_number(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """The number that a NumPy function gives for Python's numbers; None where it is not that."""
    root, _, name = path.rpartition(".")
    if root != "numpy" or len(arguments.positional) != 1 or arguments.keywords or not arguments.complete:
        return None
    value = m.visible(arguments.positional[0])
    if name in _OVER_SIZES:
        return _over_sizes(m, name, value, node)
    if name in _ROUNDING:
        return _rounded(name, value)
    return None


def _over_sizes(m: Machine, name: str, value: Value, node: cst.CSTNode) -> Value | None:
    """A tuple or list of integers -> one NumPy integer, of which Keras 3 does not make a number of units."""
    items = [m.visible(item) for item in elements(m, value) or ()]
    if len(items) > 1 and (refused := open_size(m, name, items, node)) is not None:
        return refused  # of None alone NumPy gives None
    numbers = [number_of(item) for item in items]
    sizes = [number for number in numbers if isinstance(number, Dim) and not isinstance(number, Open)]
    if not numbers or len(sizes) < len(numbers):
        return None
    m.tick(len(sizes))
    return Integer(_OVER_SIZES[name](sizes), "int64")


def _rounded(name: str, value: Value) -> Value | None:
    number = number_of(value)
    known = number.value if isinstance(number, Dim) else number
    if known is None or (name == "round" and isinstance(value, Integer)):
        return None
    try:
        return Constant(_ROUNDING[name](known))
    except (ArithmeticError, ValueError):
        return None
