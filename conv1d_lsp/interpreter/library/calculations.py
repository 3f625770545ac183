"""Pure functions of numbers and texts: Python itself calculates them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from conv1d_lsp.interpreter.concrete import LARGEST_BITS

_MATH = (
    "acos asin atan atan2 ceil copysign cos degrees erf exp expm1 fabs floor fmod fsum gcd hypot isclose isfinite "
    "isinf isnan isqrt lcm log log10 log1p log2 pow prod radians sin sqrt sum tan tanh trunc"
).split()

_TEXT = (
    "upper lower capitalize title swapcase casefold strip lstrip rstrip split startswith endswith isdigit isalpha "
    "zfill replace removeprefix removesuffix"
).split()


#: Of more things nobody counts the orders: the numbers get too long.
_MOST = 100


def _power(x: float, y: float, modulus: int | None = None) -> Any:
    if modulus is None and (abs(y) > LARGEST_BITS or abs(x) > 2**64):
        raise ValueError
    return pow(x, y) if modulus is None else pow(int(x), int(y), modulus)


def _factorial(n: int) -> int:
    if n > _MOST:
        raise ValueError
    return math.factorial(n)


def _chosen(n: int, k: int) -> int:
    if n > _MOST:
        raise ValueError
    return math.comb(n, k)


def _arranged(n: int, k: int | None = None) -> int:
    if n > _MOST:
        raise ValueError
    return math.perm(n, k)


def _round(number: float, digits: int | None = None) -> float:
    return round(number) if digits is None else round(number, digits)


def _format(value: object, pattern: str = "") -> str:
    if any(len(part) > 3 for part in "".join(c if c.isdigit() else " " for c in pattern).split()):
        raise ValueError
    return format(value, pattern)


#: Functions by their names, and what computes them.
CALCULATED: Mapping[str, Callable[..., Any]] = {
    **{f"math.{name}": getattr(math, name) for name in _MATH if hasattr(math, name)},
    **{f"builtins.str.{name}": getattr(str, name) for name in _TEXT},
    "math.factorial": _factorial,
    "math.comb": _chosen,
    "math.perm": _arranged,
    "builtins.float": float,
    "builtins.complex": complex,
    "builtins.str": str,
    "builtins.repr": repr,
    "builtins.ascii": ascii,
    "builtins.format": _format,
    "builtins.round": _round,
    "builtins.abs": abs,
    "builtins.pow": _power,
    "builtins.divmod": divmod,
    "builtins.chr": chr,
    "builtins.ord": ord,
    "builtins.hex": hex,
    "builtins.bin": bin,
    "builtins.oct": oct,
    "builtins.str.maketrans": str.maketrans,
}

#: Constants of `math` by their names.
CONSTANTS: Mapping[str, float] = {
    **{f"math.{name}": getattr(math, name) for name in ("pi", "e", "tau", "inf", "nan")},
    **{f"numpy.{name}": getattr(math, name) for name in ("pi", "e", "inf", "nan")},
}
