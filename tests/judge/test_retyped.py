"""While a statement is typed, what is known around it stays; `python -m tests.judge --retype` types more of them."""

from conv1d_lsp.engine import Follower
from conv1d_lsp.settings import Settings
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
