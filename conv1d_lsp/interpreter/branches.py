"""`if`."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.conditions import test
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.machine import Machine


def execute_if(m: Machine, node: cst.If) -> None:
    """A known condition takes one way, an unknown one both, joined."""
    known, fork, outcome = test(m, node.test)
    if known is True:
        m.execute_block(node.body)
    elif known is False:
        _otherwise(m, node.orelse)
    else:

        def body() -> None:
            suppose(m, node.test, True, (fork, outcome))
            m.execute_block(node.body)

        def otherwise() -> None:
            suppose(m, node.test, False, (fork, not outcome))
            _otherwise(m, node.orelse)

        m.branch(fork, [(outcome, body), (not outcome, otherwise)])


def _otherwise(m: Machine, node: cst.If | cst.Else | None) -> None:
    if type(node) is cst.If:
        execute_if(m, node)
    elif node is not None:
        m.execute_block(node.body)
