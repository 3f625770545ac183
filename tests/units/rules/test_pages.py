"""The parts of pages that are not written by hand are up to date, but for what only Keras can say."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from conv1d_lsp.engine import analyze
from conv1d_lsp.rules.catalogue import all_rules, pages
from conv1d_lsp.rules.rule import Page
from tests.judge.cases import Program
from tests.pages.docstrings import FOLDER, file_of, offered, read, says, with_offered, with_says, write
from tests.pages.examples import example
from tests.pages.indexes import texts
from tests.pages.offered import items
from tests.pages.reference import PLACE, text
from tests.pages.said import shortened

#: The longest first line of an Example: what can't be said so shortly belongs into the trail or the help.
LONGEST = 110

EXAMPLES = [(page, program) for page in pages() if (program := example(file_of(page.name))) is not None]


@pytest.mark.parametrize(("page", "program"), EXAMPLES, ids=lambda value: getattr(value, "name", ""))
def test_the_quick_fixes_are_those_that_are_offered(page: Page, program: Program) -> None:
    assert offered(read(file_of(page.name))) == items(program, page.name), "run `python -m tests.pages`"


@pytest.mark.parametrize(("page", "program"), EXAMPLES, ids=lambda value: getattr(value, "name", ""))
def test_an_example_shows_this_rule_alone(page: Page, program: Program) -> None:
    told = [{claim.rule for claim in program.findings(keras)} for keras in program.generations]
    assert {page.name} in told, "under one generation at least"


@pytest.mark.parametrize(("page", "program"), EXAMPLES, ids=lambda value: getattr(value, "name", ""))
def test_first_lines_are_short(page: Page, program: Program) -> None:
    for keras in program.generations:
        for found in analyze(program.text, f"{page.name}.py", replace(program.settings, keras=keras)).diagnostics:
            assert len(found.message) <= LONGEST, found.message


def test_every_rule_of_the_interpreter_has_an_example() -> None:
    shown = {page.name for page, _ in EXAMPLES}
    assert {rule.page.name for rule in all_rules()} <= shown


def test_the_reference_is_up_to_date() -> None:
    assert PLACE.read_text(encoding="utf-8") == text(), "run `python -m tests.pages`"


def test_parts_of_a_page_can_be_put_in_and_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "some_rule.py"
    source = '"""One.\n\n## Fix\n\nWrite "it".\n"""\n\nNAME = """text"""\n'
    file.write_text(source, encoding="utf-8")
    page = with_says(with_offered(read(file), "- a \\ b"), "Keras 3 says nothing: it runs.")
    write(file, page)
    assert read(file) == page
    assert (offered(page), says(page)) == ("- a \\ b", "Keras 3 says nothing: it runs.")
    write(file, with_offered(page, "").replace("\n## Keras says\n\nKeras 3 says nothing: it runs.\n", ""))
    assert file.read_text(encoding="utf-8") == source


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("One.\n\nTwo\n  lines.", "One.\n\nTwo lines."),
        ("Not '<Flatten object at 0x7f99f4403690>'.", "Not '<Flatten object at […]>'."),
        ("Bad.\n\nArguments received by Reshape.call():\n  • args=('x',)", "Bad.\n\n[…]"),
        ("Must fit for '{{node a/b}} = Add[T=F](c, d)' with [1], [2].", "Must fit for […] with [1], [2]."),
        ("In /usr/lib/python3/keras.py. See https://a.org/b/c/d.", "In […] See https://a.org/b/c/d."),
        ("in user code:\n\n    ValueError: No.", "No."),
        ("Wrong: [[0. 0.]\n " + " [0. 0.]" * 100, "Wrong: […]"),
        ("One of {'valid', 'same'}.", "One of {'same', 'valid'}."),
        ("word " * 100, "word " * 83 + "[…]"),
    ],
)
def test_a_message_is_told_without_what_changes(message: str, told: str) -> None:
    assert shortened(message) == told


def test_all_rules_stand_in_one_folder() -> None:
    assert {file_of(page.name).parent for page in pages()} == {FOLDER}
    assert all(file_of(page.name).is_file() for page in pages())


def test_the_indexes_of_rules_and_layers_are_up_to_date() -> None:
    assert texts() == {place: place.read_text(encoding="utf-8") for place in texts()}, "run `python -m tests.pages`"
