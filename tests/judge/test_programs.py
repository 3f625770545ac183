"""Random programs against Python itself: 150 of them; `python -m tests.judge --programs` runs more."""

import pytest

from tests.judge.program_campaign import run_numbers
from tests.judge.programs.comparison import contradiction, final_state, judged, program
from tests.judge.programs.running import End, run_programs
from tests.judge.programs.shrinking import shrunk

SEED = 1


@pytest.mark.parametrize("numbers", [range(50), range(50, 100), range(100, 150)], ids=str)
def test_programs(numbers: range) -> None:
    figures = run_numbers(SEED, numbers)
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])
    assert figures.unfinished < figures.programs / 4
    assert figures.known > figures.variables / 2, "the comparison says little where nothing is known"


def test_every_program_can_be_read() -> None:
    for number in range(200):
        compile(program(7, number), "program.py", "exec")


def test_programs_that_never_end_are_left() -> None:
    endless = "while True:\n    pass\n"
    assert run_programs(["a = 1\n", endless, "a = 2\n"], 3) == [
        [End(0, 1, variables={"a": 1})],
        [],
        [End(0, 1, variables={"a": 2})],
    ]


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        ("a = 1\n", {"a": 1}, None),
        ("a = 1\n", {"a": 2}, "a: claims 1"),
        ("a = 1\n", {"a": True}, "a: claims 1"),
        ("a = 1.5\n", {"a": 1.5}, None),
        ("a = [1, (2, 'x')]\n", {"a": {"list": [1, {"tuple": [2, "x"]}]}}, None),
        ("a = [1, (2, 'x')]\n", {"a": {"list": [1, {"tuple": [2, "y"]}]}}, "claims list"),
        ("a = {'x': 1}\n", {"a": {"dict": [["x", 1], ["y", 1]]}}, "claims {x: 1}"),
        ("a = {1, 2}\n", {"a": {"set": [1, 3]}}, "claims set"),
        ("import random\na = b = 1\nif random.random() < 0.5:\n    a = b = 2\n", {"a": 2, "b": 2}, None),
        ("import random\na = b = 1\nif random.random() < 0.5:\n    a = b = 2\n", {"a": 2, "b": 1}, "does not go with"),
        ("import sys\nn = int(sys.argv[1])\na = n + 2\n", {"n": 3, "a": 5}, None),
        ("import sys\nn = int(sys.argv[1])\na = n + 2\n", {"n": 3, "a": 6}, "a: claims"),
        ("a = 1 // 0\n", {}, "claims that Python does not get there"),
    ],
)
def test_contradiction(text: str, end: dict[str, object], words: str | None) -> None:
    state = final_state(text)
    assert state is not None
    found = contradiction(state, End(0, 1, variables=end))
    assert found is None if words is None else words in str(found)


def test_names_of_one_object() -> None:
    state = final_state("u = [1]\nv = u\n")
    items = {"list": [1]}
    assert state is not None
    assert contradiction(state, End(0, 1, variables={"u": items, "v": items}, same={"u": 0, "v": 0})) is None
    found = contradiction(state, End(0, 1, variables={"u": items, "v": items}, same={"u": 0, "v": 1}))
    assert "one object" in str(found)


def test_shrinking() -> None:
    text = "a = 1\nif a:\n    for b in range(3):\n        c = b\n    d = 4\nelse:\n    a = 2\n"
    assert shrunk(text, lambda each: "c = b" in each) == "c = b\n"
    assert shrunk("b = 1\n" + text, lambda each: "c = b" in each, head=1) == "b = 1\nc = b\n"


def test_verdict() -> None:
    (verdict,) = judged(["import random\na = 3\nb = random.random()\n"], 5)
    assert (verdict.wrong, verdict.ran, verdict.known, verdict.variables) == (None, True, 1, 2)


def test_arrays_are_compared() -> None:
    text = "import numpy as np\nx = np.zeros((2, 3))[1:]\n"
    ((end,),) = run_programs([text], 1)
    assert end.variables == {"x": {"array": [1, 3]}}
    state = final_state(text)
    assert state is not None
    assert contradiction(state, end) is None
    assert "array (1, 3)" in str(contradiction(state, End(0, 1, variables={"x": {"array": [2, 3]}})))
