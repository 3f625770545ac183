"""The language of claims, and whether the two ways to hold them against something find what is wrong."""

from pathlib import Path
from textwrap import dedent

import pytest

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Place, Severity, TensorFact, VariableFact
from conv1d_lsp.diagnostics.shown import ShownShape
from conv1d_lsp.runtime.answers import RealFault, Trace
from conv1d_lsp.settings import Generation, Settings
from tests.judge import real, static
from tests.judge.cases import PREAMBLE, TODAY, Program, programs
from tests.judge.claims import CaseError, Claim, Exemption, FindingClaim, ShapeClaim, split

K2, K3 = Generation.KERAS_2, Generation.KERAS_3


@pytest.mark.parametrize(
    ("comment", "claims"),
    [
        ("# shape: (None, 98, 64)", [ShapeClaim(1, None, (((None, 98, 64),),))]),
        ("# shape: ()", [ShapeClaim(1, None, (((),),))]),
        ("# shape: ?", [ShapeClaim(1, None, (("?",),))]),
        ("# shape: (4,), (5, ?)", [ShapeClaim(1, None, (((4,), (5, "?")),))]),
        ("# shape: [(4,), (5,)]", [ShapeClaim(1, None, (((4,), (5,)),))]),
        ('# shape: {"c": (5,), "b": (4,)}', [ShapeClaim(1, None, (((4,), (5,)),))]),
        ("# shape: (4, 1) then (5, 1)", [ShapeClaim(1, None, (((4, 1),), ((5, 1),)))]),
        ("# shape: (None, max(w, 2) - 2)", [ShapeClaim(1, None, (((None, "max(w, 2) - 2"),),))]),
        ('# error: [a-b] "x y"', [FindingClaim(1, None, Severity.ERROR, "a-b", "x y", True)]),
        (
            "# error: [a] [b]  # warning: [c] raises",
            [
                FindingClaim(1, None, Severity.ERROR, "a", "", True),
                FindingClaim(1, None, Severity.ERROR, "b", "", True),
                FindingClaim(1, None, Severity.WARNING, "c", "", True),
            ],
        ),
        (
            "# keras 3: hint: [a]   # keras 2: shape: (1,)",
            [FindingClaim(1, K3, Severity.HINT, "a", "", False), ShapeClaim(1, K2, (((1,),),))],
        ),
        ("# judge: dies there", [Exemption(1, None, "dies there")]),
        ("# an error: of mine", []),
    ],
)
def test_comments(comment: str, claims: list[Claim]) -> None:
    row, found = split("x = 1  " + comment, 1)
    assert found == claims
    assert row == ("x = 1" if claims else "x = 1  " + comment)


@pytest.mark.parametrize(
    "comment", ["# error: no rule", "# error:", '# error: [a] "b" c', "# shape: 3", "# shape: (3) (4) x", "# judge:"]
)
def test_what_is_no_claim(comment: str) -> None:
    with pytest.raises(CaseError, match="line 7"):
        split(comment, 7)


def read(tmp_path: Path, text: str, name: str = "case.md") -> list[Program]:
    file = tmp_path / name
    file.write_text(dedent(text))
    return programs(file)


def test_a_case_file(tmp_path: Path) -> None:
    first, second = read(
        tmp_path,
        """\
        # One

        ```python
        x = f()  # shape: (3,)
        ```
        Prose.
        ```python
        # Two is no heading
        y = x
        ```
        ```sh
        ls
        ```
        ## Three
        ```toml
        keras = 2
        ```
        ```python
        import keras
        ```
        """,
    )
    assert (first.name, second.name) == ("case::One", "case::Three")
    assert first.text.splitlines() == ["", "", PREAMBLE, "x = f()", "", "", "", "# Two is no heading", "y = x"]
    assert first.shapes(K2) == [ShapeClaim(4, None, (((3,),),))]
    assert second.settings == Settings(keras=K2, releases=TODAY)
    assert second.generations == (K2,)
    assert second.text.split() == ["import", "keras"]


def test_a_docstring(tmp_path: Path) -> None:
    text = '"""A rule.\n\n```python\nx = 1  # error: [a]\n```\n"""\n\n# ```python\n# y = 1\n# ```\n'
    (only,) = read(tmp_path, text, "a_rule.py")
    assert only.name == "a_rule::a_rule"
    assert only.findings(K3)[0].line == 4


@pytest.mark.parametrize(
    "text",
    [
        "```python\nx = 1\n",
        "# A\n```python\nx\n```\n# A\n```python\nx\n```\n",
        "```toml\nkera = 2\n```\n```python\nx\n```\n",
        "```python name=a.py\nx\n```\n",
    ],
)
def test_a_broken_case_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(CaseError):
        read(tmp_path, text)


CODE = """\
```python
import keras
x, y = f(1), g(2)  # shape: (1,), (2,)
z = h(x)  # error: [bad] "so"
```
"""


def given(name: str, column: int, *shapes: ShownShape, line: int = 3) -> VariableFact:
    return VariableFact(Place("", line, column, line, column + 1), name, "tensor", shapes)


def diagnostic(line: int, message: str) -> Diagnostic:
    return Diagnostic(Place("", line, 1, line, 2), "bad", Severity.ERROR, message)


@pytest.mark.parametrize(
    ("variables", "diagnostics", "found"),
    [
        ([given("x", 1, (1,)), given("y", 4, (2,))], [diagnostic(4, "so it is")], []),
        (
            [given("x", 1, (1,)), given("y", 4, (3,))],
            [diagnostic(4, "so")],
            ["line 3: claimed (1,), (2,), found (1,), (3,)"],
        ),
        ([], [diagnostic(4, "so")], ["line 3: claimed (1,), (2,), found nothing"]),
        (
            [given("x", 1, (1,)), given("y", 4, (2,)), given("x", 1, (9,), line=2)],
            [diagnostic(3, "no")],
            ['line 4: not found: error: [bad] "so"', "line 3: nobody claims this: error: [bad] 'no'"],
        ),
    ],
)
def test_static(tmp_path: Path, variables: list[VariableFact], diagnostics: list[Diagnostic], found: list[str]) -> None:
    (program,) = read(tmp_path, CODE)
    analysis = Analysis("case.py", 3, "", tuple(diagnostics), variables=tuple(variables))
    assert static.disagreements(program, analysis) == found


def test_static_passes(tmp_path: Path) -> None:
    text = "```python\nimport a\nfor i in a: x = f(g(i))  # shape: (1,) then (2,)\nm = S()  # shape: (5,), (6,)\n```\n"
    (program,) = read(tmp_path, text)
    variables = given("x", 13, (1,)), given("x", 13, (1,)), given("x", 13, (2,)), given("m", 1, (5,), (6,), line=4)
    assert static.disagreements(program, Analysis("case.py", 3, "", variables=variables)) == []


def test_static_without_a_target(tmp_path: Path) -> None:
    text = "```python\nimport a\ndef h(): return f(g(i))  # shape: (1,), (3,) then (2,), (4,)\n```\n"
    (program,) = read(tmp_path, text)
    inner, outer = Place("", 3, 19, 3, 23), Place("", 3, 17, 3, 24)
    facts = [(inner, 9, 0), (outer, 1, 0), (outer, 3, 1), (inner, 8, 0), (outer, 2, 0), (outer, 4, 1)]
    tensors = tuple(TensorFact(place, None, None, "L", None, (size,), index) for place, size, index in facts)
    assert static.disagreements(program, Analysis("case.py", 3, "", tensors=tensors)) == []


FAULT = RealFault(((4, 4),), "ValueError", "no")


@pytest.mark.parametrize(
    ("trace", "found"),
    [
        (Trace({3: (((1,), (2,)),)}, (FAULT,), (), ()), []),
        (Trace({3: (((1,), (None,)),)}, (FAULT,), (), ()), ["line 3: Keras gives (1,), (None,)"]),
        (Trace({}, (FAULT,), ((3, 3),), ()), ["line 3: Keras gives nothing, it never gets here"]),
        (
            Trace({3: (((1,), (2,)),)}, (RealFault(((3, 3),), "TypeError", "no"),), (), ()),
            [
                'line 4: Keras does not raise: error: [bad] "so"',
                "line 3: Keras raises, and nobody claims it: TypeError: no",
            ],
        ),
    ],
)
def test_real(tmp_path: Path, trace: Trace, found: list[str]) -> None:
    (program,) = read(tmp_path, CODE)
    assert real.disagreements(program, trace, K3) == found


@pytest.mark.parametrize(
    ("comment", "passes", "agrees"),
    [
        ("(3, ?)", [(3, None)], True),
        ("(3, n - 1)", [(3, 5)], True),
        ("(3, ?)", [(3,)], False),
        ("?", [], True),
        ("(3, ?) then (4, ?)", [(4, 1), (4, 2), (3, 3)], True),
        ("(3,) then (4,)", [(4,), (3,)], False),
        ("(3,) then (4,)", [(3,), (3,), (4,)], True),
        ("(3,)", [(3,), (4,)], False),
    ],
)
def test_real_passes(comment: str, passes: list[tuple[int | None, ...]], agrees: bool) -> None:
    (claim,) = split(f"# shape: {comment}", 1)[1]
    assert isinstance(claim, ShapeClaim)
    trace = Trace({1: tuple((each,) for each in passes)}, (), (), ())
    assert (not list(real.wrong_shape(claim, trace))) is agrees
