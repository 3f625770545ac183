"""EinsumDense: equations that people write, and some that are wrong."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import activation, odd
from tests.judge.values import Settings, Value

#: By the number of axes of the input (batch included): equations, each with the number of sizes of its output.
EQUATIONS = {
    2: [("ab,bc->ac", 1), ("...a,ab->...b", 1), ("ab,bcd->acd", 2)],
    3: [
        ("abc,cd->abd", 2),
        ("abc,bd->adc", 2),
        ("...x,xy->...y", 1),
        ("abc,cde->abde", 3),
        ("abc,bcd->ad", 1),
        ("ab...,bc->ac...", 1),
        ("abc,bc->abc", 2),
    ],
    4: [("abcd,cde->abe", 2), ("...ab,bc->...ac", 2), ("abcd,de->abce", 3), ("ab...,bc->ac...", 1)],
}


def einsum_dense(random: Dice, rank: int) -> tuple[Settings, int]:
    known: list[tuple[Value, int]] = list(EQUATIONS.get(rank, EQUATIONS[3]))
    equation, count = random.choice(known)
    equation = odd(random, equation, "ab,cd->abd", "ab, bc -> ac", "abc->ab", 3, "ab,bc->ad", "abc,cd->abd")
    sizes: list[Value] = [random.choice([None, None, random.randint(1, 6)]) for _ in range(count - 1)]
    sizes.append(random.randint(1, 6))
    given: Value = sizes[0] if count == 1 and random.random() < 0.5 else tuple(sizes)
    settings: Settings = {"equation": equation, "output_shape": odd(random, given, 4, (4,), None, (4, None), (3, 4, 5))}
    if random.random() < 0.4:
        assert isinstance(equation, str | int)
        output = str(equation).rpartition(">")[2].replace(".", "")
        settings["bias_axes"] = odd(random, random.choice([output[-1:], output[1:], output[-2:]]), "z", "", output[:1])
    return settings, rank


DRAWERS = {"EinsumDense": drawer(einsum_dense, 2, 3, 3, 4, weight=0, extra={"activation": activation})}
