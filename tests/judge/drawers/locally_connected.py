"""Convolutions with a kernel of their own for each place."""

from tests.judge.drawers.convolution import KERNEL
from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import Draw, drawer
from tests.judge.drawers.settings import boolean, channels_order, odd, per_axis, some, whole
from tests.judge.drawers.tensors import one
from tests.judge.values import Settings


def locally_connected(axes: int) -> Draw:
    def draw(random: Dice, rank: int) -> tuple[Settings, int]:
        settings: Settings = {"filters": whole(random, 1, 4), "kernel_size": per_axis(random, 1, 4, axes)}
        implementation = odd(random, random.choice([1, 1, 2, 3]), 0, 4, None)
        optional = {
            "strides": lambda: per_axis(random, 1, 3, axes),
            "implementation": lambda: implementation,
            "use_bias": lambda: boolean(random),
            "padding": lambda: odd(random, "valid" if implementation == 1 else "same", "same", "causal"),
        }
        settings |= some(random, optional)
        if random.random() < 0.1:
            settings["data_format"] = channels_order(random)
        return settings, rank

    return draw


DRAWERS = {
    f"LocallyConnected{axes}D": drawer(
        locally_connected(axes), axes + 2, inputs=one(axes + 2, high=7), weight=0, extra=KERNEL
    )
    for axes in (1, 2)
}
