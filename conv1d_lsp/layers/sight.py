"""What each place of a layer's output sees of the sequence that goes in: windows, and windows of windows.

A window is counted in places of the input. Source of the formulas: Araujo, Norris, Sim, "Computing Receptive Fields of
Convolutional Neural Networks", Distill 2019, https://distill.pub/2019/computing-receptive-fields; extended to layers
that lengthen the sequence, where neighbouring outputs have windows of different sizes and take turns.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from msgspec import Struct

from conv1d_lsp.layers.arguments import Arg, items
from conv1d_lsp.shapes import Dim, Shape

#: Windows that take longer turns than this are not followed.
MOST_TURNS = 512


class Windows(Struct, frozen=True):
    """The windows of a sequence of outputs, which repeat themselves after `len(first)` outputs and `jump` inputs.

    Output `q * len(first) + r` sees the inputs from `q * jump + first[r]` to `q * jump + last[r]`, both included; what
    lies outside of the input is padding. placed: False where only their sizes are known, not where they begin.
    """

    jump: int
    first: tuple[int, ...]
    last: tuple[int, ...]
    placed: bool = True

    @property
    def size(self) -> int:
        """The receptive field: how many inputs the widest window spans."""
        return max(last - first + 1 for first, last in zip(self.first, self.last, strict=True))

    @property
    def stride(self) -> Fraction:
        """How many inputs lie between neighbouring outputs, on average."""
        return Fraction(self.jump, len(self.first))

    @property
    def padding(self) -> int:
        """How far the first window begins before the input does; below 0 if it begins inside."""
        return -self.first[0]

    def window(self, output: int) -> tuple[int, int]:
        """The first and the last input that this output sees."""
        times, turn = divmod(output, len(self.first))
        return times * self.jump + self.first[turn], times * self.jump + self.last[turn]


class Everything(Struct, frozen=True):
    """Each output sees the whole sequence, or all of it up to some place."""


#: None where it can't be told.
Sight: TypeAlias = Windows | Everything | None

EVERYTHING = Everything()

#: Each output sees the input at its own place.
ITSELF = Windows(1, (0,), (0,))


def sliding(reach: int | None, stride: int | None, before: int | None, *, placed: bool = True) -> Sight:
    """A window of `reach` places that moves by `stride` and begins `before` places ahead of the sequence."""
    if reach is None or stride is None or before is None:
        return None
    return Windows(stride, (-before,), (reach - 1 - before,), placed)


def padded_like_tensorflow(length: int | None, reach: int | None, stride: int | None) -> Sight:
    """A window with "same" padding: TensorFlow puts the smaller half in front.

    Where the length is not known and the stride is not 1, neither is where the windows begin.
    Source: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2
    """
    if reach is None or stride is None:
        return None
    left_over = stride if length is None else length % stride or stride
    return sliding(reach, stride, max(reach - left_over, 0) // 2, placed=length is not None or stride == 1)


def stretching(reach: int | None, stride: int | None, cut: int | None) -> Sight:
    """The opposite of a sliding window: each input is spread over `reach` outputs, `stride` after the one before; then
    `cut` outputs are cut off in front. Not followed where that leaves gaps between.
    """
    if reach is None or stride is None or cut is None or not 0 < stride <= reach or stride > MOST_TURNS:
        return None
    turns = range(stride)
    first = tuple(-((reach - 1 - cut - turn) // stride) for turn in turns)
    return Windows(1, first, tuple((turn + cut) // stride for turn in turns))


def gathered(old: int | None, new: int | None) -> Sight:
    """Each place had `old` numbers and now has `new`, in the same order: several places become one.

    Not followed the other way round: what was one place may hold numbers that see different windows.
    """
    if not old or not new or new % old:
        return None
    return Windows(new // old, (0,), (new // old - 1,))


def shared_out(old: int | None, new: int | None) -> Sight:
    """`old` places shared out among `new` ones; where that leaves a rest, neighbours overlap."""
    if not old or not new:
        return None
    turns = new // gcd(old, new)
    if turns > MOST_TURNS:
        return None
    first = tuple(turn * old // new for turn in range(turns))
    last = tuple(-(-(turn + 1) * old // new) - 1 for turn in range(turns))
    return Windows(old // gcd(old, new), first, last)


def through(before: Sight, layer: Sight) -> Sight:
    """What the outputs of `layer` see of the very first sequence, where its inputs see it as `before` says."""
    if before is None or layer is None:
        return None
    if isinstance(before, Everything) or isinstance(layer, Everything):
        return EVERYTHING
    turns, rounds = len(layer.first), len(before.first) // gcd(len(before.first), layer.jump)
    if turns * rounds > MOST_TURNS:
        return None
    seen = [layer.window(output) for output in range(turns * rounds)]
    return Windows(
        before.jump * layer.jump * rounds // len(before.first),
        tuple(before.window(first)[0] for first, _ in seen),
        tuple(before.window(last)[1] for _, last in seen),
        before.placed and layer.placed,
    )


def together(left: Sight, right: Sight) -> Sight:
    """What an output sees that is made of two outputs at the same place."""
    if left == right:
        return left
    if left is None or right is None:
        return None
    if isinstance(left, Everything) or isinstance(right, Everything):
        return EVERYTHING
    turns = lcm(len(left.first), len(right.first))
    if turns > MOST_TURNS or left.stride != right.stride or not (left.placed and right.placed):
        return None
    pairs = [(left.window(output), right.window(output)) for output in range(turns)]
    return Windows(
        int(left.stride * turns),
        tuple(min(a[0], b[0]) for a, b in pairs),
        tuple(max(a[1], b[1]) for a, b in pairs),
    )


def along_axes(given: Arg, x: Shape) -> Sight:
    """The sight of a layer that mixes the numbers along these axes (one, or several), and no others."""
    axes = items(given) if items(given) is not None else (given,)
    if not x.ranked or not all(isinstance(each, Dim) and each.value is not None for each in axes or ()):
        return None
    places = {each.value % len(x.known_axes) for each in axes or () if isinstance(each, Dim) and each.value is not None}
    return EVERYTHING if 1 in places else ITSELF
