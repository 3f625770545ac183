"""What one input decides: the whole program is asked whether anything else looks at it, also when it changes."""

import libcst as cst

from conv1d_lsp.interpreter.interpret import read
from conv1d_lsp.settings import Generation
from tests.units.interpreter.reading import BUDGET, PREAMBLE, facts, reading, statements

PROGRAM = """
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--flat", action="store_true")
args = parser.parse_args()
x = keras.Input((20, 8))
x = layers.Flatten()(x) if args.flat else x
x = layers.Conv1D(16, 9)(x)
"""


def supposed(text: str) -> list[str | None]:
    return [finding.supposing for finding in reading(text).interpretation.notes.findings]


def test_a_test_added_below_takes_the_warning_back() -> None:
    before = statements(PREAMBLE + PROGRAM)
    first = read(before, Generation.KERAS_3, BUDGET)
    assert [each.supposing for each in first.interpretation.notes.findings] == ["if `args.flat` is true"]
    after = [*before, *cst.parse_module("if args.flat:\n    print(1)\n").body]
    resumed = read(after, Generation.KERAS_3, BUDGET, first)
    assert facts(resumed) == facts(read(after, Generation.KERAS_3, BUDGET))
    assert resumed.interpretation.notes.findings == []
    again = read(before, Generation.KERAS_3, BUDGET, resumed)
    assert facts(again) == facts(first)


def test_an_option_with_choices_is_not_free() -> None:
    limited = PROGRAM.replace('action="store_true"', 'choices=["", "max"], default=""')
    assert supposed(limited) == []


def test_words_that_the_program_gives_itself_are_not_chosen() -> None:
    assert supposed(PROGRAM.replace("parse_args()", 'parse_args(["--flat"])')) == []


def test_a_parameter_under_a_decorator_that_may_give_it_is_not_chosen() -> None:
    program = """
    @cases({decorator})
    def build(flat):
        x = keras.Input((20, 8))
        x = layers.Flatten()(x) if flat else x
        return layers.Conv1D(16, 9)(x)
    """
    assert supposed(program) == []
    assert supposed(program.replace("@cases({decorator})", "")) == ["if `flat` is true"]


def test_an_annotation_may_leave_values_out() -> None:
    program = """
    def build(flat: bool):
        x = keras.Input((20, 8))
        x = layers.Flatten()(x) if flat else x
        return layers.Conv1D(16, 9)(x)
    """
    assert supposed(program) == ["if `flat` is true"]
    assert supposed(program.replace("bool", "Callable")) == []


def test_an_input_that_is_changed_or_kept_in_a_list_is_not_followed() -> None:
    program = """
    def build(flat):
        {}
        x = keras.Input((20, 8))
        x = layers.Flatten()(x) if flat else x
        return layers.Conv1D(16, 9)(x)
    """
    assert supposed(program.format("print(flat)")) == ["if `flat` is true"]
    assert supposed(program.format("kept = flat")) == ["if `flat` is true"]
    assert supposed(program.format("kept = [flat]")) == []
    assert supposed(program.format("check(flat)")) == []
    assert supposed(program.format("flat = bool(flat)")) == []
    assert supposed(program.format("while flat: break")) == []
