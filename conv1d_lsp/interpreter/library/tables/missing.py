"""Columns that a table does not have."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.table_faults import NoSuchColumn
from conv1d_lsp.interpreter.values import FrameObject, Ref, Unknown
from conv1d_lsp.interpreter.values.objects import Key


def check_columns(
    m: Machine, ref: Ref, record: FrameObject, wanted: Sequence[Key], node: cst.CSTNode
) -> Unknown | None:
    """Reports the first column that the table certainly lacks."""
    if record.columns is None or ref.address <= m.others_until:
        return None
    lacking = next((each for each in wanted if each not in record.columns), None)
    if lacking is None:
        return None
    fault = NoSuchColumn(_shown(lacking), tuple(map(_shown, record.columns)), record.label)
    return m.report(fault, node, made=record.site)


def _shown(name: Key) -> str:
    """A column's name as code."""
    return repr(name[1])
