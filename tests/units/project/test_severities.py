"""What a user makes of the rules: in `pyproject.toml`, for all files or those of a path, and for one run."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Severity
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.settings import Chosen, ProjectSettings
from conv1d_lsp.project.severities import Selection
from tests.units.reports.records import TOO_LONG

RANK = replace(TOO_LONG, rule="input-rank")
FAILED = replace(TOO_LONG, rule="analysis-failed", severity=Severity.INFORMATION)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def seen(file: Path, selection: Selection | None = None) -> dict[str, str]:
    """The severity of each rule that is shown of three."""
    settings = ProjectSettings(chosen=Chosen(selection or Selection()))
    analysis = Analysis("a.py", 3, "", (TOO_LONG, RANK, FAILED))
    shown = settings.view(file).of(analysis, "").diagnostics
    return {each.rule: each.severity.value for each in shown}


ALL = {"window-too-long": "error", "input-rank": "error", "analysis-failed": "information"}


def test_nothing_said(project: Path) -> None:
    assert seen(project / "a.py") == ALL


def test_rules(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.conv1d-lsp.rules]\nwindow-too-long = "hint"\ninput-rank = "off"\n', encoding="utf-8"
    )
    assert seen(project / "sub" / "a.py") == {"window-too-long": "hint", "analysis-failed": "information"}


def test_paths_say_more_and_the_later_one_wins(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.conv1d-lsp.rules]\nwindow-too-long = "warning"\n'
        '[tool.conv1d-lsp.per-path]\n"tests/**" = { input-rank = "off" }\n"tests/new/" = { input-rank = "hint" }\n',
        encoding="utf-8",
    )
    assert seen(project / "a.py") == ALL | {"window-too-long": "warning"}
    assert seen(project / "tests" / "a.py") == {"window-too-long": "warning", "analysis-failed": "information"}
    assert seen(project / "tests" / "new" / "a.py")["input-rank"] == "hint"


def test_the_nearest_table_speaks_alone_and_of_its_own_paths(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.conv1d-lsp.rules]\ninput-rank = "off"\n', encoding="utf-8")
    (project / "sub").mkdir()
    (project / "sub" / "pyproject.toml").write_text(
        '[tool.conv1d-lsp.per-path."/a.py"]\nwindow-too-long = "off"\n', encoding="utf-8"
    )
    assert "window-too-long" not in seen(project / "sub" / "a.py")
    assert seen(project / "sub" / "b.py") == ALL


def test_what_is_named_for_one_run_wins(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.conv1d-lsp.rules]\ninput-rank = "off"\n', encoding="utf-8")
    assert seen(project / "a.py", Selection(ignore=frozenset({"window-too-long"}))) == {
        "analysis-failed": "information"
    }
    assert seen(project / "a.py", Selection(frozenset({"input-rank"}))) == {
        "input-rank": "error",
        "analysis-failed": "information",
    }


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rules = 1\n", "[tool.conv1d-lsp.rules] must be a table, not 1"),
        ("per-path = []\n", "[tool.conv1d-lsp.per-path] must be a table, not []"),
        ('per-path."a/**" = "off"\n', '"a/**" in [tool.conv1d-lsp.per-path] must be a table, not "off"'),
        (
            'rules.input-rnk = "off"\n',
            '[tool.conv1d-lsp.rules]: there is no rule "input-rnk"; did you mean "input-rank"?',
        ),
        ('rules.E501 = "off"\n', 'there is no rule "E501"'),
        (
            "rules.input-rank = false\n",
            'input-rank must be "error", "warning", "information", "hint" or "off", not false',
        ),
        ('per-path.tests = { input-rank = "warn" }\n', '"tests" in [tool.conv1d-lsp.per-path]: input-rank must be'),
        ('rules.analysis-failed = "off"\n', "analysis-failed has no severity to choose"),
        ("rule.input-rank = 1\n", 'has no setting "rule"; did you mean "rules"?'),
    ],
)
def test_what_cannot_be_followed(project: Path, text: str, words: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.conv1d-lsp]\n{text}", encoding="utf-8")
    settings = ProjectSettings()
    for ask in (settings.for_file, settings.view):
        with pytest.raises(ConfigurationError) as caught:
            ask(project / "a.py")
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)
