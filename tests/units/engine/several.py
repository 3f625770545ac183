"""Projects of several files, and what is said of one of them."""

from collections.abc import Mapping
from pathlib import Path

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import ProjectImports, Sources, analyze
from conv1d_lsp.settings import Settings
from tests.judge.cases import TODAY


class Project:
    """A folder with a project in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write({"pyproject.toml": ""})

    def write(self, files: Mapping[str, str]) -> None:
        """Text by name, from the root of the project on."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def imports(self, name: str, sources: Sources | None = None) -> ProjectImports:
        return ProjectImports(str(self.folder / name), sources or Sources())

    def check(self, name: str, text: str, settings: Settings | None = None) -> Analysis:
        """What is said of a file that imports the others."""
        self.write({name: text})
        return analyze(text, str(self.folder / name), settings or Settings(releases=TODAY), self.imports(name))
