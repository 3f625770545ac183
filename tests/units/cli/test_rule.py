"""`rule`: the list, a page, and a name that nobody knows."""

from dataclasses import dataclass

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family


@dataclass(frozen=True)
class Page:
    name: str
    severity: Severity
    family: Family
    summary: str
    text: str
    fix: str = ""


PAGES = (
    Page(
        "input-rank",
        Severity.ERROR,
        Family.INPUT,
        "An input with too many axes.",
        "An input with too many axes.\n\n`Conv1D` wants 3.\n",
        "fix",
    ),
    Page("claim", Severity.WARNING, Family.CLAIMS, "A comment that is wrong.", "A comment that is wrong.\n"),
)


@pytest.fixture(autouse=True)
def known_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {page.name: page for page in PAGES}
    monkeypatch.setattr("conv1d_lsp.rules.index.NAMES", tuple(known))
    monkeypatch.setattr("conv1d_lsp.rules.catalogue.pages", lambda: PAGES)
    monkeypatch.setattr("conv1d_lsp.rules.catalogue.page_of", known.__getitem__)


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule"]) == 0
    assert capsys.readouterr().out == (
        "Input and rank\n"
        "  input-rank  error    fix  An input with too many axes.\n"
        "\n"
        "Claims\n"
        "  claim       warning       A comment that is wrong.\n"
    )


def test_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "input-rank"]) == 0
    assert (
        capsys.readouterr().out
        == "input-rank · error · Input and rank\n\nAn input with too many axes.\n\n`Conv1D` wants 3.\n"
    )


def test_a_page_on_a_terminal_is_rendered(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["rule", "input-rank"]) == 0
    text = capsys.readouterr().out
    assert "`" not in text
    assert "Conv1D" in text


@pytest.mark.parametrize(
    ("name", "near"), [("inputrank", '; did you mean "input-rank"?'), ("xyz", " (see conv1d-lsp rule)")]
)
def test_an_unknown_name(name: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", name]) == 2
    assert capsys.readouterr() == ("", f'conv1d-lsp rule: there is no rule "{name}"{near}\n')
