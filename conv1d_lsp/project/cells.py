"""What is known of a notebook, with the cells of its places, as reports show them."""

from __future__ import annotations

from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.project.results import Checked
from conv1d_lsp.source.cells import Program, cells_of, shown_program
from conv1d_lsp.source.read import is_notebook

_Told = TypeVar("_Told")


def in_cells(checked: Checked) -> Checked:
    """The same, its text with magics as the cells have them. What is no notebook stays as it is."""
    if not is_notebook(checked.shown):
        return checked
    analysis = _told(checked.analysis, checked.shown, cells_of(checked.text))
    return Checked(checked.shown, shown_program(checked.text), analysis, checked.obsolete)


def _told(record: _Told, file: str, program: Program) -> _Told:
    """A record, and all in it."""
    told: object = record
    if isinstance(record, Place):
        told = replace(record, cell=program.cell_at(record.line)) if record.file == file else record
    elif isinstance(record, tuple):
        told = tuple(_told(each, file, program) for each in record)
    elif isinstance(record, Struct):
        told = replace(
            record, **{name: _told(getattr(record, name), file, program) for name in record.__struct_fields__}
        )
    return cast(_Told, told)
