"""What comments tell: no text of one makes the analysis fail, hang or warn."""

import random
import warnings

import pytest

from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Settings
from conv1d_lsp.shapes.grammar import NoShape, ToldShape, read_shapes

PIECES = [
    *(
        "( [ ) ] { } , n 100 None ? ... … window - 2 n*2 ' \" \\d 1if f(x) = -> then # _ * //0 0 λ шаги x.shape[1] %"
    ).split(),
    "9" * 30,
    " ",
    "\t",
]
LINES = [
    "x = load(){}",
    "x, y = load(){}",
    "x = np.zeros((5, n, 3)){}",
    "for a, b in load():{}\n    pass",
    "def f(\n    a,{}\n    b{}\n):\n    return a",
    "with load() as q:{}\n    pass",
    "x += 1{}",
    "(a, *b) = load(){}",
    "x = (None, 3, 4){}",
]
QUIET = {"shape-asked", "unreadable-claim", "claim-differs", "syntax-error"}


def rules(line: str) -> set[str]:
    text = f"import keras\nimport numpy as np\nfrom m import load\nn = 7\nx = load()\n{line}\nz = x\n"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {found.rule for found in analyze(text, "a.py", Settings()).diagnostics}


@pytest.mark.parametrize("seed", range(60))
def test_whatever_a_comment_says(seed: int) -> None:
    rng = random.Random(seed)
    said = "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 14)))
    comment = f"  # shape: ({said})" if seed % 2 else f"  # shape: {said}"
    assert rules(rng.choice(LINES).format(comment, comment)) <= QUIET


@pytest.mark.parametrize(
    "said",
    ["(" * 900, "(" + "a" * 900 + "!)", "(" + "n*" * 400 + "n)", "(" + "(" * 400 + "n" + ")" * 400 + ")", "(n, " * 200],
)
def test_long_ones(said: str) -> None:
    assert rules(f"x = load()  # shape: {said}") <= QUIET


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("(n, 100, None)", (ToldShape(("n", 100, None)),)),
        ("(n,), ()", (ToldShape(("n",)), ToldShape(()))),
        ("[n, 2 * k]", (ToldShape(("n", "2 * k")),)),
        ("(..., 3)", (ToldShape((3,), leading=True),)),
        ("?", (ToldShape(None),)),
    ],
)
def test_the_grammar(text: str, told: tuple[ToldShape, ...]) -> None:
    assert read_shapes(text) == told
    assert read_shapes(", ".join(map(str, told))) == told


@pytest.mark.parametrize(("text", "broken"), [("(n", True), ("(n,, 3)", True), ("n, 3", False), ("(n) or so", False)])
def test_what_is_none(text: str, broken: bool) -> None:
    with pytest.raises(NoShape) as raised:
        read_shapes(text)
    assert raised.value.broken is broken
