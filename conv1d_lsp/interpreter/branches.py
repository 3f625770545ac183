"""`if`, `match` and `try`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from conv1d_lsp.interpreter.assignment import assign
from conv1d_lsp.interpreter.conditions import equal, test
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import State
from conv1d_lsp.interpreter.names import names_of_statements
from conv1d_lsp.interpreter.values import Unknown
from conv1d_lsp.interpreter.variables import assign_name

#: Exceptions that no shape fault raises: a handler for these catches none.
_NEVER_SHAPES = frozenset(
    (
        "ImportError ModuleNotFoundError KeyboardInterrupt SystemExit OSError IOError FileNotFoundError "
        "PermissionError NameError StopIteration EOFError JSONDecodeError UnicodeDecodeError "
        "ZeroDivisionError"
    ).split()
)


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
    if isinstance(node, cst.If):
        execute_if(m, node)
    elif node is not None:
        m.execute_block(node.body)


def execute_match(m: Machine, node: cst.Match) -> None:
    """Cases with literal patterns are decided where the subject is known; otherwise each may be taken."""
    subject = m.visible(m.evaluate(node.subject))
    possible: list[cst.MatchCase] = []
    for case in node.cases:
        matches: bool | None = None
        if isinstance(case.pattern, cst.MatchValue):
            matches = equal(m, subject, m.evaluate(case.pattern.value))
        elif isinstance(case.pattern, cst.MatchAs) and case.pattern.pattern is None and case.guard is None:
            matches = True
        if matches is False:
            continue
        possible.append(case)
        if matches is True and case.guard is None:
            break
    else:
        possible.append(_NO_CASE)
    execute_ways(m, [lambda case=case: _case(m, case) for case in possible])  # type: ignore[misc]


_NO_CASE = cst.MatchCase(cst.MatchAs(), cst.IndentedBlock([]))


def _case(m: Machine, case: cst.MatchCase) -> None:
    for name in sorted(names_of_statements([case.pattern]).bound):
        assign_name(m, name, Unknown("what a pattern captures is not followed yet"))
    m.execute_block(case.body)


def execute_ways(m: Machine, ways: Sequence[Callable[[], None]]) -> None:
    """Execute alternatives of which one is taken, and join them."""
    if len(ways) == 1:
        ways[0]()
        return
    base = m.state
    ended: list[State] = []
    for way in ways:
        m.state = base.fork(m.new_fork())
        way()
        ended.append(m.state)
    m.state = m.join(base, ended)
    m.state.guards = base.guards


def execute_try(m: Machine, node: cst.Try | cst.TryStar) -> None:
    """The body; each handler from the join of all states of the body; `else` and `finally`."""
    base, returned = m.state, len(m.exits.returns)
    m.state = base.fork()
    states = _attempted(m, node.body, silent=any(may_catch(handler) for handler in node.handlers))
    ended = [m.state]
    if node.orelse is not None and m.state.alive:
        m.execute_block(node.orelse.body)
        ended = [m.state]
    for handler in node.handlers:
        m.state = m.join(base, [state for state in states if state.alive] or [base.fork()])
        m.state.guards = base.guards | {(m.new_fork(), True)}
        _handle(m, handler)
        ended.append(m.state)
    m.state = m.join(base, ended)
    m.state.guards = base.guards if len([state for state in ended if state.alive]) > 1 else m.state.guards
    if node.finalbody is not None:
        _finish(m, node.finalbody.body, base, returned)


def _finish(m: Machine, body: cst.BaseSuite, base: State, returned: int) -> None:
    """`finally`; where all paths have returned, it still runs, and its own `return` takes the place of theirs."""
    earlier = m.exits.returns[returned:]
    if m.state.alive or not earlier:
        m.execute_block(body)
        return
    m.state = m.join(base, [state for state, _ in earlier])
    m.execute_block(body)
    if not m.state.alive:
        del m.exits.returns[returned : returned + len(earlier)]
    m.state.alive = False


def _attempted(m: Machine, body: cst.BaseSuite, *, silent: bool) -> list[State]:
    """Execute a body that may be left before any of its statements; gives the states in which that may happen."""
    states: list[State] = []
    m.silent += silent
    for statement in body.body:
        states.append(m.state)
        m.state = m.state.fork()
        if not m.state.alive:
            break
        m.execute(statement)
    m.silent -= silent
    return states


def execute_suppressed(m: Machine, body: cst.BaseSuite) -> None:
    """The body of a `with` that swallows what is raised in it: it may be left before any of its statements."""
    base = m.state
    m.state = base.fork()
    states = _attempted(m, body, silent=True)
    m.state = m.join(base, [*(state for state in states if state.alive), m.state])
    m.state.guards = base.guards


def _handle(m: Machine, handler: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    if handler.name is not None and isinstance(handler.name.name, cst.BaseExpression):
        assign(m, handler.name.name, m.unknown("an exception", handler))
    m.execute_block(handler.body)


def may_catch(handler: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
    """Whether a handler may catch what Keras raises over shapes."""
    kind = handler.type
    if kind is None:
        return True
    kinds = [element.value for element in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
    return any(_exception_name(each) not in _NEVER_SHAPES for each in kinds)


def _exception_name(node: cst.BaseExpression) -> str:
    return node.attr.value if isinstance(node, cst.Attribute) else getattr(node, "value", "")
