"""Commands that run in this process with known findings in place of the engine's."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.settings import Settings
from tests.units.reports.records import CHAIN, CONVOLVED, INPUT, TOO_LONG, UNBUILT


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CONV1D_LSP_CACHE_DIR", os.devnull)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """Has the commands find `TOO_LONG` in files with a Conv1D of 30, else nothing; holds the settings they gave."""
    settings: list[Settings] = []

    def analysed(source: str, path: str, given: Settings, project: ProjectImports) -> Analysis:
        settings.append(given)
        found = (_in(path, TOO_LONG),) if "30" in source else ()
        return Analysis(path, 3, "nothing says otherwise", found, (INPUT, CONVOLVED), models=(CHAIN, UNBUILT))

    for target in (
        "check.diagnosed",
        "check.diagnosed_and_proven",
        "baseline.diagnosed",
        "shapes.analysed",
        "summary.analysed",
    ):
        monkeypatch.setattr(f"conv1d_lsp.cli.{target}", analysed)
    return settings


def _in(path: str, diagnostic: Diagnostic) -> Diagnostic:
    return replace(diagnostic, place=replace(diagnostic.place, file=path))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file below the working folder."""

    def write(name: str, text: str) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    return write
