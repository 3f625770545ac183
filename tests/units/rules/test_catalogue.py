"""Every fault has a rule, every rule a fault and a page, and pages need no parser."""

import re
import subprocess
import sys

import pytest

from conv1d_lsp.diagnostics import Fault, Place, Severity
from conv1d_lsp.interpreter import data_faults as of_data
from conv1d_lsp.interpreter import faults as of_the_interpreter
from conv1d_lsp.interpreter import table_faults as of_tables
from conv1d_lsp.interpreter import target_faults as of_targets
from conv1d_lsp.interpreter import told_faults as of_comments
from conv1d_lsp.layers import faults as of_layers
from conv1d_lsp.rules.catalogue import all_rules, pages
from conv1d_lsp.rules.diagnose import own
from conv1d_lsp.rules.rule import Page

OWN = {
    "syntax-error": Severity.ERROR,
    "syntax-not-understood": Severity.INFORMATION,
    "file-too-large": Severity.INFORMATION,
    "cut-short": Severity.INFORMATION,
    "analysis-failed": Severity.INFORMATION,
    "generations-differ": Severity.INFORMATION,
    "unused-suppression": Severity.INFORMATION,
    "unknown-rule-name": Severity.WARNING,
    "unreadable-suppression": Severity.WARNING,
}


HEADINGS = ["What it does", "Why it matters", "Example", "Fix", "Keras says"]


def all_faults() -> set[type[Fault]]:
    """The classes that the rooms define. (Slots leave a twin of each class among `__subclasses__`.)"""
    found = {
        value
        for module in (of_layers, of_the_interpreter, of_tables, of_data, of_targets, of_comments)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Fault)
    }
    return found - {Fault, of_layers.LayerFault}


def test_every_fault_has_one_rule_and_every_rule_a_fault() -> None:
    spoken_for = [fault for rule in all_rules() for fault in rule.faults]
    assert len(spoken_for) == len({fault.__name__ for fault in spoken_for})
    assert set(spoken_for) == all_faults()


def test_the_engine_s_own_rules() -> None:
    by_name = {page.name: page.severity for page in pages()}
    assert by_name.keys() - {rule.page.name for rule in all_rules()} == OWN.keys()
    place = Place("a.py", 3, 1, 3, 5)
    for name, severity in OWN.items():
        diagnostic = own(name, place, "words")
        assert (diagnostic.rule, diagnostic.severity, diagnostic.place) == (name, severity, place)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_page(page: Page) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", page.name)
    assert page.summary.endswith(".") and len(page.summary) <= 90
    headings = re.findall(r"^## (.+)", page.text, re.MULTILINE)
    if page.name in OWN:
        assert headings == [heading for heading in HEADINGS[:-1] if heading in headings or heading != "Example"]
    else:
        assert headings == HEADINGS, f"run `python -m tests.pages --keras {page.name}`"
        assert f"[{page.name}]" in page.text


def test_names_are_unique() -> None:
    names = [page.name for page in pages()]
    assert names == sorted(set(names))


def test_pages_need_no_parser() -> None:
    code = "import sys; from conv1d_lsp.rules.catalogue import pages; assert pages(); sys.exit('libcst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
