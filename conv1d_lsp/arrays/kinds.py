"""What kind of numbers an array holds, as far as it decides what the array does between brackets.

Truths choose places, whole numbers name them; all other kinds are of no use there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

TRUTHS: Final = "bool"
WHOLE: Final = "integer"
FLOATS: Final = "float"

#: By the last name of functions and methods: those that give truths, places or counts, and fractions.
_TRUTHS = (
    "isnan isinf isfinite isneginf isposinf isreal iscomplex isclose isin in1d logical_and logical_or logical_xor "
    "logical_not equal not_equal greater greater_equal less less_equal all any signbit array_equal allclose isnat"
)
_WHOLE = (
    "argmax argmin nanargmax nanargmin argsort argpartition searchsorted digitize nonzero flatnonzero argwhere lexsort "
    "count_nonzero bincount randint integers indices triu_indices tril_indices diag_indices unravel_index ix_ "
    "pad_sequences ravel_multi_index poisson binomial multinomial int8 int16 int32 int64 uint8 uint16 uint32 uint64"
)
_FLOATS = (
    "mean std var median average nanmean nanstd nanvar nanmedian percentile quantile nanpercentile nanquantile sqrt "
    "exp log log2 log10 log1p expm1 sin cos tan tanh linspace logspace geomspace rand randn random random_sample "
    "sample ranf normal uniform standard_normal float16 float32 float64 true_divide divide exponential "
    "rfftfreq fftfreq interp hanning hamming blackman bartlett kaiser identity eye to_categorical"
)

#: Those that give what goes in first; of several arrays, what holds them all.
_KEPT = (
    "reshape ravel flatten transpose squeeze expand_dims swapaxes moveaxis rollaxis flip fliplr flipud roll rot90 "
    "copy sort unique take compress take_along_axis repeat tile resize trim_zeros insert delete pad "
    "concatenate stack hstack vstack dstack column_stack row_stack split array_split hsplit vsplit dsplit broadcast_to "
    "atleast_1d atleast_2d atleast_3d array asarray ascontiguousarray asanyarray asfortranarray diag diagonal diagflat "
    "tril triu permutation permuted choice max min amax amin nanmax nanmin abs absolute sliding_window_view "
    "zeros_like ones_like empty_like full_like diff"
)

#: Those that give what holds all that goes in.
_MIXED = "append maximum minimum fmax fmin dot matmul setdiff1d intersect1d union1d arange"

#: Those that make whole numbers of truths.
_COUNTING = "sum prod cumsum cumprod nansum nanprod trace"

#: Those that calculate with what goes in: with truths, NumPy has rules of their own.
_CALCULATED = "mod remainder add subtract multiply power floor_divide square negative positive round around"

_RULES = MappingProxyType(
    {
        TRUTHS: _TRUTHS,
        WHOLE: _WHOLE,
        FLOATS: f"{_FLOATS} zeros ones empty",
        "kept": _KEPT,
        "mixed": _MIXED,
        "counted": _COUNTING,
        "calculated": _CALCULATED,
    }
)


@cache
def _by_name() -> MappingProxyType[str, str]:
    return MappingProxyType({name: rule for rule, names in _RULES.items() for name in names.split()})


_INTEGERS = "int int8 int16 int32 int64 uint8 uint16 uint32 uint64 intp int_ uint long uintp"

#: Types by the words that programs write for them.
_TYPES = MappingProxyType(
    {
        **dict.fromkeys("bool bool_ ?".split(), TRUTHS),
        **dict.fromkeys(f"{WHOLE} {_INTEGERS}".split(), WHOLE),
        **dict.fromkeys("float float16 float32 float64 half single double float_ bfloat16".split(), FLOATS),
    }
)


def kind_named(word: str) -> str | None:
    """The kind of a type of numbers: of "float32", "bool"."""
    return _TYPES.get(word)


def together(kinds: Iterable[str | None]) -> str | None:
    """The kind that holds numbers of several kinds."""
    several = set(kinds)
    if not several or not several <= {TRUTHS, WHOLE, FLOATS}:
        return None
    return next(kind for kind in (FLOATS, WHOLE, TRUTHS) if kind in several)


def kind_given(name: str, kinds: Sequence[str | None]) -> str | None:
    """What a function of this name gives for arguments of these kinds."""
    rule = _by_name().get(name)
    if name == "where":
        return together(kinds[1:]) if len(kinds) > 1 else WHOLE
    if name == "full":
        return together(kinds[1:2])
    match rule:
        case "kept":
            return together(kinds[:1])
        case "mixed":
            return together(kinds)
        case "counted":
            return WHOLE if (first := together(kinds[:1])) == TRUTHS else first
        case "calculated":
            return None if TRUTHS in kinds else together(kinds)
    return rule


def kind_calculated(operator: str, left: str | None, right: str | None) -> str | None:
    """The kind of `left operator right`."""
    both = together((left, right))
    if both is None or operator == "/":
        return None if both is None else FLOATS
    return WHOLE if both == TRUTHS and operator not in ("+", "*", "&", "|", "^") else both
