"""What scikit-learn and pandas certainly refuse, as faults of the call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import libcst as cst

from conv1d_lsp.arrays import Misfit
from conv1d_lsp.interpreter.library.misfits import axis_of_array, fault_of, is_certain
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Unknown


def report_on_tables(m: Machine, label: str, misfit: Misfit, arrays: Sequence[Array], node: cst.CSTNode) -> Unknown:
    """Reports what does certainly not fit. A size that is known by name only decides nothing: it may be any."""
    if not is_certain(misfit, [getattr(misfit, each.name) for each in fields(misfit)]):
        return m.unknown(f"what `{label}` gives", node)
    return m.report(fault_of(misfit, label, axis_of_array), node, inputs=arrays)
