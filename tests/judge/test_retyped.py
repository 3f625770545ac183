"""While a statement is typed, what is known around it stays; `python -m tests.judge --retype` types more of them."""

from conv1d_lsp.engine import Follower
from conv1d_lsp.settings import Generation, Settings
from tests.judge.retyped.campaign import ENOUGH, Retyped, retyped, run_retyped

SEED, STATEMENTS = 3, 40

PROGRAM = """\
from keras import Input, Model, layers

x = Input((20, 4))
y = layers.Conv1D(8, 3)(x)
z = layers.Conv1D(8, 30)(y)
"""


def test_what_is_known_around_a_statement_stays() -> None:
    figures = run_retyped(SEED, range(STATEMENTS))
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])
    assert figures.kept >= ENOUGH * figures.shapes > 0
    assert figures.told > 0 == figures.gone


def test_what_follows_from_the_statement_stays_too() -> None:
    figures = retyped(Retyped("program", PROGRAM, 2, 3))
    assert figures.kept == figures.shapes == figures.broken > 0
    assert figures.told == figures.broken


def test_another_line_is_told_of_what_stands_there_now() -> None:
    follower = Follower()
    follower.analyze(PROGRAM, "program.py", Settings())
    broken = PROGRAM.replace("Input((20", "Input(((20")
    assert follower.analyze(broken, "program.py", Settings()).tensors
    found = follower.analyze(broken.replace("8, 30", "8, 3"), "program.py", Settings())
    assert [each.rule for each in found.diagnostics] == ["syntax-error"]
    assert not any(each.shape == (None, 18, 8) for each in found.tensors)


def test_places_move_with_the_lines() -> None:
    follower = Follower()
    whole = follower.analyze(PROGRAM, "program.py", Settings())
    found = follower.analyze(PROGRAM.replace("x =", "a = (\nx ="), "program.py", Settings())
    assert [each.place.line for each in found.tensors] == [each.place.line + 1 for each in whole.tensors]


def test_a_line_that_was_finished_is_not_told_as_it_was_before() -> None:
    follower = Follower()
    assert follower.analyze(PROGRAM, "program.py", Settings()).diagnostics
    for typed in ("200, 4))", "200, 4), ", "200, 4)).shape["):
        found = follower.analyze(PROGRAM.replace("20, 4))", typed), "program.py", Settings())
        assert not [each for each in found.diagnostics if each.rule != "syntax-error"]
        assert [each.shape for each in found.tensors][-1] == (None, 169, 8)


def test_other_settings_are_not_told_of() -> None:
    follower = Follower()
    follower.analyze(PROGRAM, "program.py", Settings())
    found = follower.analyze(PROGRAM.replace("Input((", "Input((("), "program.py", Settings(keras=Generation.KERAS_2))
    assert found.keras == 2
