"""`fits = steps > 8`: a condition that a variable keeps is a choice, by the fork of that condition."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.conditions import fork_of, test
from conv1d_lsp.interpreter.knowledge import operand, suppose
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import FALSE, TRUE, Unknown, Value


def kept(m: Machine, node: cst.BaseExpression, value: Value) -> Value:
    """What a variable keeps of a comparison of numbers. value: what evaluating it gave."""
    if type(node) is not cst.Comparison or not isinstance(value, Unknown) or len(node.comparisons) != 1:
        return value
    if operand(m, node.left) is None or operand(m, node.comparisons[0].comparator) is None:
        return value
    known, fork, outcome = test(m, node)
    if known is not None:
        return TRUE if known else FALSE
    outer = m.state
    for holds in (True, False):
        m.state = outer.fork()
        suppose(m, node, holds, (fork, outcome is holds))
    m.state = outer
    return fork_of(fork, {outcome: TRUE, not outcome: FALSE})
