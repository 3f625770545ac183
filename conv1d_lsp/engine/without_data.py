"""The modules of a project without its files of data: they may not be read, or the user does not want it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conv1d_lsp.engine.project import ProjectImports

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused


class WithoutData:
    """See `conv1d_lsp.interpreter.loading.Loader`."""

    def __init__(self, project: ProjectImports) -> None:
        self._project = project

    @property
    def package(self) -> str:
        return self._project.package

    @property
    def file(self) -> str:
        return self._project.file

    def hides(self, library: str) -> bool:
        return self._project.hides(library)

    def find(self, name: str) -> LoadedModule | Itself | Refused | None:
        return self._project.find(name)

    def data_file(self, name: str) -> None:
        """Nothing is known of any."""
