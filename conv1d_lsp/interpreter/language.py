"""How the parts of the interpreter call each other, though none imports the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import libcst as cst
from msgspec import Struct

from conv1d_lsp.interpreter.values import Value

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.arguments import Arguments
    from conv1d_lsp.interpreter.machine import Machine


class CutShort(Exception):  # noqa: N818 (no error: the analysis ends there)
    """The step budget is used up."""


class Language(Struct, frozen=True):
    """The parts of the interpreter that call each other: every other part reaches them through the machine."""

    evaluate: Callable[[Machine, cst.BaseExpression], Value]
    execute: Callable[[Machine, cst.CSTNode], None]
    execute_block: Callable[[Machine, cst.BaseSuite], None]
    call: Callable[[Machine, Value, Arguments, cst.CSTNode], Value]
    attribute: Callable[[Machine, Value, str, cst.CSTNode], Value]
