"""What the interpreter asks of whoever knows files: the modules of the project that a program imports."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from conv1d_lsp.source.data import DataFile
from conv1d_lsp.source.parse import Parsed


class LoadedModule(Struct, frozen=True, eq=False):
    """A file of the project that an import leads to.

    name: its dotted name. path: what its places are called. parsed: None for a folder without `__init__.py`.
    whole: False where broken code was left out of `parsed`. file: its absolute path.
    """

    name: str
    path: str
    parsed: Parsed | None
    is_package: bool = False
    whole: bool = True
    file: str = ""

    @property
    def package(self) -> str:
        """The dotted name of the package that its relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]


class Refused(Struct, frozen=True):
    """A file of the project that is not followed; `reason` is a clause."""

    reason: str


class Itself(Struct, frozen=True):
    """The file that is checked."""


class Loader(Protocol):
    """Finds the modules of one project, for one file that is checked."""

    @property
    def package(self) -> str:
        """The dotted name of the package that the checked file is in; "" for none."""
        ...

    @property
    def file(self) -> str:
        """The absolute path of the checked file."""
        ...

    def hides(self, library: str) -> bool:
        """Whether a file of the project may be imported in place of the library of that name."""
        ...

    def find(self, name: str) -> LoadedModule | Itself | Refused | None:
        """The module with a full dotted name; None if it is not the project's. The same answer each time."""
        ...

    def data_file(self, name: str) -> DataFile | None:
        """What the file of data holds that the program calls `name`; None where that can't be told.

        The same answer each time.
        """
        ...
