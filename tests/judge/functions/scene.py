"""One call while it is drawn: chance, and the tensors that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from conv1d_lsp.settings import Generation
from tests.judge.drawers.dice import Dice

Size = int | None

#: Calls of NumPy's functions and methods on arrays, beside those on symbolic tensors of either generation.
NUMPY: Literal["numpy"] = "numpy"

#: What is called: functions on the symbolic tensors of a generation, or NumPy's.
Whose = Generation | Literal["numpy"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tensor of the case: its name, and its sizes with the batch axis."""

    name: str
    sizes: tuple[Size, ...]

    def __str__(self) -> str:
        return self.name

    @property
    def rank(self) -> int:
        return len(self.sizes)


class Scene:
    """The tensors are written to `lines` as they are drawn."""

    def __init__(self, random: Dice, keras: Generation, number: int) -> None:
        self.random = random
        self.keras = keras
        self.number = number
        self.lines: list[str] = []

    @property
    def whose(self) -> Whose:
        """Whose functions are called."""
        return self.keras

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def odd(self) -> bool:
        """Whether something unusual is drawn here."""
        return self.chance(self.random.odd)

    def size(self, low: int = 1, high: int = 6) -> int:
        return self.random.randint(low, high)

    def tensor(self, *ranks: int, low: int = 1, high: int = 6, dtype: str | None = None) -> Drawn:
        """A tensor, mostly with one of these numbers of axes, some of them open."""
        rank = self.random.choice(ranks or (2, 3, 3, 4))
        if self.odd():
            rank = self.random.randint(1, 5)
        return self.sized([self.size(low, high) for _ in range(rank)], dtype)

    def sized(self, sizes: Sequence[Size], dtype: str | None = None, *, openness: float = 0.1) -> Drawn:
        """A tensor of these sizes, of which some are left open, the batch most often."""
        chances = [0.5 if index == 0 and openness else openness for index in range(len(sizes))]
        return self.exactly(
            [None if self.chance(each) else size for each, size in zip(chances, sizes, strict=True)], dtype
        )

    def exactly(self, sizes: Sequence[Size], dtype: str | None = None) -> Drawn:
        """A tensor of just these sizes."""
        name = f"x{self.number}_{len(self.lines)}"
        batch = "" if not sizes or sizes[0] is None else f", batch_size={sizes[0]}"
        typed = "" if dtype is None else f", dtype={dtype!r}"
        self.lines.append(f"{name} = keras.Input({tuple(sizes[1:])}{batch}{typed})")
        return Drawn(name, tuple(sizes))

    def array(self, sizes: Sequence[int], dtype: str = "float32") -> str:
        """The text of an array."""
        return f"np.zeros({tuple(sizes)}, {dtype!r})"

    def axis(self, rank: int, extra: int = 0) -> int:
        """An axis, mostly one that is there. extra: how many more places there are."""
        if self.chance(0.06):
            return self.random.choice([rank + extra, -rank - extra - 1, rank + extra + 2])
        return self.random.randint(-rank - extra, rank + extra - 1) if rank + extra else 0

    def axes(self, rank: int) -> str:
        """One axis, several, or none, as a reduction takes them."""
        chance = self.random.random()
        if chance < 0.5:
            return str(self.axis(rank))
        if chance < 0.6:
            return "None"
        count = self.random.randint(1, max(rank, 1))
        places = self.random.sample(range(rank), min(count, rank))
        chosen = [place - rank if self.chance(0.4) else place for place in places]
        if self.chance(0.06):
            chosen.append(self.axis(rank))
        return str(tuple(chosen) if self.chance(0.6) else chosen)

    def alike(self, tensor: Drawn, kept: Sequence[int] = ()) -> Drawn:
        """A tensor that mostly fits the other one: axes of 1, open axes, sometimes one axis less, seldom misfits.

        kept: only these axes need fit.
        """
        sizes: list[Size] = list(tensor.sizes)
        for index in range(len(sizes)):
            chance = self.random.random()
            if kept and index not in kept:
                sizes[index] = self.size()
            elif chance < 0.08:
                sizes[index] = 1
            elif chance < 0.16:
                sizes[index] = None
            elif chance < 0.22 or sizes[index] is None:
                sizes[index] = self.size()
        if sizes and self.chance(0.08):
            del sizes[0]
        return self.exactly(sizes)


class ArrayScene(Scene):
    """The same with NumPy's arrays in the place of tensors: no size is open."""

    def __init__(self, random: Dice, number: int) -> None:
        super().__init__(random, Generation.KERAS_3, number)

    @property
    def whose(self) -> Whose:
        return NUMPY

    def exactly(self, sizes: Sequence[Size], dtype: str | None = None) -> Drawn:
        name = f"x{self.number}_{len(self.lines)}"
        known = tuple(self.size() if size is None else size for size in sizes)
        self.lines.append(f"{name} = {self.array(known, dtype or 'float32')}")
        return Drawn(name, known)
