"""A document that is followed while it is edited: each state is told like a text that nobody has seen before."""

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import Follower, ProjectImports, Sources, analyze
from conv1d_lsp.interpreter import interpret
from conv1d_lsp.settings import Generation, Settings
from tests.judge.mutated import ways
from tests.judge.mutated.texts import examples
from tests.units.engine.several import Project

EDITS = 25
KERAS_3 = Settings(keras=Generation.KERAS_3)
FILE = "followed.py"

PROGRAM = """\
from keras import Input, layers
from sizes import STEPS

x = Input((STEPS, 4))
y = layers.Conv1D(8, 3)(x)
z = layers.Conv1D(8, 5)(y)
"""


@pytest.mark.parametrize("number", range(len(examples())))
def test_edits_one_after_the_other(number: int) -> None:
    text, follower = examples()[number], Follower()
    follower.analyze(text, FILE, Settings())
    for seed in range(EDITS):
        edited = ways.mutated(ways.Sources((text or "x\n",), (text or "x\n",)), seed, number)
        found, fresh = follower.analyze(edited, FILE, Settings()), analyze(edited, FILE, Settings())
        if fresh.parsed:  # what is broken is guessed better by who knows where it was edited
            assert found == fresh
            text = edited
        assert found.parsed == fresh.parsed
        assert _syntax(found) == _syntax(fresh)


def test_statements_above_the_edit_are_not_interpreted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    follower, begun = Follower(), list[int]()
    text = PROGRAM.replace("from sizes import STEPS", "STEPS = 20")
    follower.analyze(text, FILE, KERAS_3)
    execute = interpret._execute

    def counted(m, statements, done, *more):  # type: ignore[no-untyped-def]
        begun.append(done)
        return execute(m, statements, done, *more)

    monkeypatch.setattr(interpret, "_execute", counted)
    follower.analyze(text.replace("8, 5", "8, 50"), FILE, KERAS_3)
    assert begun == [4]


def test_other_settings_are_another_reading() -> None:
    text = PROGRAM.replace("from sizes import STEPS", "STEPS = 20") + "layers.Conv1D(4, 30)(Input((20, 1)))\n"
    follower = Follower()
    for keras in (Generation.KERAS_2, Generation.KERAS_3, Generation.KERAS_2):
        settings = Settings(keras=keras)
        assert follower.analyze(text, FILE, settings) == analyze(text, FILE, settings)


def test_a_file_that_is_imported_may_change(project: Project) -> None:
    follower = Follower()

    def followed(sizes: str, text: str) -> Analysis:
        project.write({"sizes.py": sizes})
        file = str(project.folder / FILE)
        found = follower.analyze(text, file, Settings(), ProjectImports(file, Sources()))
        assert found == analyze(text, file, Settings(), ProjectImports(file, Sources()))
        return found

    assert not followed("STEPS = 20\n", PROGRAM).diagnostics
    assert not followed("STEPS = 20\n", PROGRAM + "\n").diagnostics
    assert followed("STEPS = 20\n", PROGRAM + "\n").files
    assert [each.rule for each in followed("STEPS = 4\n", PROGRAM).diagnostics] == ["window-too-long"]


def test_what_stands_around_a_broken_line_stays() -> None:
    follower = Follower()
    text = PROGRAM.replace("from sizes import STEPS", "STEPS = 20")
    whole = follower.analyze(text, FILE, Settings())
    broken = follower.analyze(text.replace("8, 3)(x)", "8, 3"), FILE, Settings())
    assert [each.rule for each in broken.diagnostics] == ["syntax-error"]
    assert {each.name for each in broken.variables} >= {"x"}
    assert follower.analyze(text, FILE, Settings()) == whole


def _syntax(analysis: Analysis) -> list[tuple[int, str]]:
    return [(each.place.line, each.message) for each in analysis.diagnostics if each.rule.startswith("syntax")]
