"""Programs that would run for ever or fill the memory end within the budget, without an exception."""

import time
from pathlib import Path

import pytest

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Settings
from tests.judge.cases import Program, programs
from tests.judge.claims import FindingClaim
from tests.judge.static import unclaimed, unmet_findings
from tests.units.interpreter import hostile
from tests.units.interpreter.reading import reading

WRITTEN = programs(Path(__file__).with_name("hostile.md"))

CUT_SHORT = ("cut-short", Severity.INFORMATION)

PROGRAMS = {
    "while true": "while True:\n    x = 1\n",
    "counting": "i = 0\nwhile i < 10**9:\n    i += 1\n",
    "range": "for i in range(10**9):\n    x = layers.Conv1D(8, 3)(keras.Input((20, i)))\n",
    "recursion": "def f(n):\n    return f(n + 1)\nf(0)\n",
    "mutual": "def f(n):\n    return g(n) + g(n)\ndef g(n):\n    return f(n) + f(n)\nf(0)\n",
    "three": "def f(n):\n    return f(n) + f(n) + f(n)\nf(0)\n",
    "doubling list": "a = [1]\nfor i in range(1000):\n    a = a + a\n",
    "doubling in place": "a = [1]\nfor i in range(1000):\n    a += a\n",
    "doubling text": "a = 'ab'\nfor i in range(1000):\n    a = a + a\n",
    "doubling number": "a = 2\nfor i in range(1000):\n    a = a * a\n",
    "doubling tuple": "a = (1,)\nfor i in range(1000):\n    a = (a, a)\nb = a == a\n",
    "growing product": "a = 3\nfor i in range(64):\n    a = a ** a\n",
    "huge shift": "a = 1 << (1 << 100)\nb = 'x' * 10**12\nc = [0] * 10**12\nd = range(10**15)[10**14]\n",
    "many layers": "x = keras.Input((20, 1))\nfor i in range(10_000):\n    x = layers.Conv1D(8, 1)(x)\n",
    "many in a model": "m = keras.Sequential()\nfor i in range(10_000):\n    m.add(layers.Dense(3))\n",
    "nested loops": "".join(f"{'    ' * i}for v{i} in range(9):\n" for i in range(9)) + "    " * 9 + "x = v0 + v8\n",
    "unknown nested loops": (
        "import os\nn = int(os.environ['N'])\n"
        + "".join(f"{'    ' * i}for v{i} in range(n):\n" for i in range(9))
        + "    " * 9
        + "x = v0\n"
    ),
    "many forks": (
        "import os\n"
        + "".join(f"if os.environ.get('{i}'):\n    a{i % 7} = {i}\n" for i in range(300))
        + "b = a0 + a1\n"
    ),
    "forks in calls": (
        "import os\ndef f(n):\n    if os.environ.get(str(n)):\n        return f(n - 1)\n    return f(n - 2)\nf(40)\n"
    ),
    "comprehensions": "x = [[[i * j * k for i in range(900)] for j in range(900)] for k in range(900)]\n",
    "deep brackets": "x = " + "(" * 150 + "1" + ")" * 150 + "\n",
    "deep sum": "x = " + " + ".join(["1"] * 300) + "\n",
    "list in itself": "a = []\na.append(a)\nb = a == a\nkeras.layers.Add()(a)\nm = keras.Model(a, a)\n",
    "arrays of a list in itself": (
        "from keras.utils import pad_sequences, to_categorical\na = [1]\na.append(a)\nnp.array(a, dtype=object)\n"
        "np.array(a)\nnp.stack(a)\nnp.concatenate(a)\nnp.unique(a)\npad_sequences(a)\nto_categorical(a)\n"
    ),
    "setting a shape beside a deep tuple": (
        "a = np.zeros((4, 3))\nt = (a,)\nfor i in range(1000):\n    t = (t, t)\na.shape = (3, 4)\n"
    ),
    "digits in a comment": f"a = load()  # shape: ({'9' * 100_000}, 3)\nb = a  # ({'9' * 5_000}, 3)\n",
    "digits in an annotation": (
        "from jaxtyping import Float\n"
        f"def f(x: Float[np.ndarray, '{'9' * 5_000} 3'], y: 'Float[A, \"{'9' * 900} 3\"]'):\n"
        "    return x\nf(np.zeros((2, 3)))\n"
    ),
    "dict in itself": "a = {}\na['x'] = a\nkeras.layers.Add()(a)\n",
    "class of itself": "class A:\n    pass\nA.a = A\nA.a.a.a = A()\nclass B(A.a):\n    x = A.a\nB().x\n",
    "property of itself": "class A:\n    @property\n    def x(self):\n        return self.x\nA().x\n",
    "getattr of itself": "class A:\n    def __getattr__(self, name):\n        return getattr(self, name)\nA().x\n",
    "layer in itself": (
        "class A(layers.Layer):\n    def call(self, x):\n        return self(x)\nA()(keras.Input((3, 1)))\n"
    ),
    "generator without end": "def g():\n    while True:\n        yield 1\nfor x in g():\n    pass\n",
    "model of models": "m = keras.Sequential()\nfor i in range(500):\n    m = keras.Sequential([m, m])\nm.summary()\n",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_it_ends(name: str) -> None:
    begun = time.perf_counter()
    result = reading(PROGRAMS[name])
    assert result.machine.counters.steps <= result.machine.budget + 10_000
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize("program", WRITTEN, ids=lambda program: program.heading)
def test_what_is_written_ends_and_says_only_what_is_due(program: Program) -> None:
    analysis = analyze(program.text, "hostile.py", program.settings)
    found = [each for each in analysis.diagnostics if (each.rule, each.severity) != CUT_SHORT]
    claims = [claim for claim in program.claims if isinstance(claim, FindingClaim)]
    assert [*unmet_findings(claims, found), *unclaimed(claims, found)] == []
    assert len(analysis.diagnostics) - len(found) == (not analysis.complete)


@pytest.mark.parametrize("name", hostile.PROGRAMS)
def test_what_is_made_ends_in_silence(name: str) -> None:
    analysis = analyze(hostile.IMPORTS + hostile.PROGRAMS[name], "hostile.py", Settings())
    expected = [] if analysis.complete else [CUT_SHORT]
    assert [(each.rule, each.severity) for each in analysis.diagnostics] == expected
