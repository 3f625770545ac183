"""The Inputs that a file writes, and other sizes for them."""

from collections.abc import Sequence
from functools import lru_cache

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.sizes import written_sizes
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import last_name
from conv1d_lsp.source.text import whole_number
from conv1d_lsp.source.walk import nodes_in

#: Inputs that are proposed to be changed; in a file with more, the one that is meant is hard to guess.
_MOST = 6

Sizes = cst.Tuple | cst.List


@lru_cache(maxsize=2)
def written_inputs(module: cst.Module) -> tuple[Sizes, ...]:
    """The sizes of each Input that a file writes as a tuple; remembered, for several findings ask."""
    calls = (node for node in nodes_in(module) if isinstance(node, cst.Call) and last_name(node.func) != "add")
    found = (written_sizes(call) for call in calls)
    return tuple(sizes for sizes in found if isinstance(sizes, cst.Tuple | cst.List))


@lru_cache(maxsize=4)
def channels_behind(module: cst.Module, steps: int) -> tuple[int, ...]:
    """The numbers that a file writes behind `steps` at the end of a shape, such as 3 in `np.zeros((32, 60, 3))`."""
    shapes = (each.elements[-2:] for each in nodes_in(module) if isinstance(each, cst.Tuple | cst.List))
    pairs = ([each.value for each in shape] for shape in shapes if len(shape) == 2)
    found = (
        whole_number(last)
        for before, last in pairs
        if isinstance(before, cst.Integer) and isinstance(last, cst.Integer) and whole_number(before) == steps
    )
    return tuple(dict.fromkeys(each for each in found if each is not None and each > 0))


def resized(
    text: Text, before: Sequence[int | None], after: Sequence[int | None]
) -> list[tuple[str, tuple[Edit, ...]]]:
    """Ways to write `after` in the place of `before`, the sizes of one sample: the new sizes and the edits.

    None in `after` leaves a size as it is written.
    """
    found = []
    for sizes in written_inputs(text.positions.parsed.module)[:_MOST]:
        values = [each.value for each in sizes.elements if isinstance(each, cst.Element)]
        if len(values) != len(before) or not all(map(_may_be, values, before)):
            continue
        if len(after) == len(before):
            pairs = [
                (value, new) for value, old, new in zip(values, before, after, strict=True) if new not in (None, old)
            ]
            edits = tuple(text.replace(value, str(new)) for value, new in pairs)
        elif None not in after:
            edits = (text.replace(sizes, _tuple(after)),)
        else:
            continue
        if edits:
            found.append((_tuple([old if new is None else new for old, new in _side_by_side(before, after)]), edits))
    return found


def _side_by_side(before: Sequence[int | None], after: Sequence[int | None]) -> list[tuple[int | None, int | None]]:
    padded = [*before, *[None] * len(after)][: len(after)]
    return list(zip(padded, after, strict=True))


def _tuple(sizes: Sequence[int | None]) -> str:
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(map(str, sizes))})"


def _may_be(value: cst.BaseExpression, size: int | None) -> bool:
    """Whether what is written can be the size."""
    if isinstance(value, cst.Integer):
        return whole_number(value) == size
    return not (isinstance(value, cst.Name) and value.value == "None") or size is None
