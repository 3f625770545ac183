"""NumPy's numbers, one by one: `np.int64(3)`, `n.astype(int)`, `n.item()`. Keras tells them from Python's own."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.numbers_wanted import is_numpy
from conv1d_lsp.interpreter.values import Constant, Integer, Library, Value, integer

#: NumPy's types of integers, by their names, with the bits of each; negative where there is a sign.
_BITS = {f"int{bits}": -bits for bits in (8, 16, 32, 64)} | {f"uint{bits}": bits for bits in (8, 16, 32, 64)}

#: Other names of them, in a usual build of NumPy.
_ALIASES = {"int_": "int64", "intp": "int64", "uint": "uint64", "uintp": "uint64", "intc": "int32", "int": "int64"}


def numpy_scalar(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """`np.int64(3)`, `np.float64(0.5)`; None where it is not that, or of a number that can't be told."""
    root, _, name = path.rpartition(".")
    if root != "numpy" or len(arguments.positional) != 1 or arguments.keywords or not arguments.complete:
        return None
    value = m.visible(arguments.positional[0])
    if name in ("float64", "double", "float_"):  # which is a Python float, too
        known = value.known if isinstance(value, Integer) else value.value if isinstance(value, Constant) else None
        return Constant(float(known)) if isinstance(known, int | float) and abs(known) < 1 << 53 else None
    return _as_integer(name, value)


def number_method(m: Machine, owner: Constant | Integer, name: str, arguments: Arguments) -> Value | None:
    """`n.astype(int)`, `n.item()` and `n.tolist()`; None for all else."""
    if name == "astype" and len(arguments.positional) == 1:
        kind = m.visible(arguments.positional[0])
        text = kind.path.rpartition(".")[2] if isinstance(kind, Library) else getattr(kind, "value", None)
        return _as_integer(text, owner) if isinstance(text, str) else None
    if name in ("item", "tolist") and isinstance(owner, Integer) and is_numpy(owner) and not arguments.positional:
        return Integer(owner.dim)
    return None


def _as_integer(name: str, value: Value) -> Integer | None:
    """A number as one of NumPy's integers of this name; None where there is none of it."""
    name = _ALIASES.get(name, name)
    if name not in _BITS:
        return None
    if isinstance(value, Constant):
        whole = isinstance(value.value, bool | float) and abs(value.value) < 1 << 53
        value = integer(int(value.value)) if whole else value  # type: ignore[arg-type]
    if not isinstance(value, Integer) or (value.numpy is not None and not is_numpy(value)):
        return None
    bits = _BITS[name]
    low, high = (0, 1 << bits) if bits > 0 else (-1 << -bits - 1, 1 << -bits - 1)
    fits = value.known is None or low <= value.known < high
    return Integer(value.dim, name) if fits else None
