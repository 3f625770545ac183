"""`try`, and bodies that something around them may leave early: a handler starts from all states that may raise."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.assignment import assign
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.executing import LoopExits
from conv1d_lsp.interpreter.imports import surely_imports
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import RAISED, State
from conv1d_lsp.interpreter.values import Library, Ref, Unknown
from conv1d_lsp.interpreter.variables import read_name
from conv1d_lsp.source.walk import child_nodes

#: Exceptions that no shape fault raises: a handler for these catches none.
_NEVER_SHAPES = frozenset(
    (
        "ImportError ModuleNotFoundError KeyboardInterrupt SystemExit OSError IOError FileNotFoundError "
        "PermissionError NameError StopIteration EOFError JSONDecodeError UnicodeDecodeError"
    ).split()
)


#: Builtins that raise nothing on what they are usually given.
_HARMLESS = frozenset("range len enumerate zip print isinstance list tuple dict set str type repr bool".split())

#: More states of one `try` are not joined: what is written in it is unknown then.
MOST_STATES = 48

_MAY_RAISE = (
    cst.Call
    | cst.Subscript
    | cst.Attribute
    | cst.BinaryOperation
    | cst.AugAssign
    | cst.Raise
    | cst.Assert
    | cst.Import
    | cst.ImportFrom
    | cst.Await
    | cst.Yield
    | cst.Del
)


def note_state(m: Machine, node: cst.CSTNode) -> None:
    """What holds before a statement that may raise is what a handler around it may start from."""
    header = _header(node)
    if header is None or not _may_raise(m, header):
        return
    before = m.state
    for states in m.attempts:
        if len(states) <= MOST_STATES:
            states.append(before)
    m.state = before.fork()


def _header(node: cst.CSTNode) -> cst.CSTNode | None:
    """What a statement evaluates itself; its inner statements are noted on their own."""
    match node:
        case cst.BaseSmallStatement():
            return node
        case cst.If() | cst.While():
            return node.test
        case cst.For():
            return node.iter
        case cst.Match():
            return node.subject
        case cst.With():
            return node
    return None


def _may_raise(m: Machine, node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Call) and _is_harmless(m, node.func):
        return any(_may_raise(m, argument.value) for argument in node.args)
    if isinstance(node, _MAY_RAISE) or (isinstance(node, cst.Assign) and isinstance(node.targets[0].target, cst.Tuple)):
        return True
    if isinstance(node, cst.Name):
        return isinstance(read_name(m, node.value), Unknown)
    if isinstance(node, cst.Assign | cst.AnnAssign | cst.NamedExpr):
        return node.value is not None and _may_raise(m, node.value)
    return any(_may_raise(m, child) for child in child_nodes(node))


def _is_harmless(m: Machine, function: cst.BaseExpression) -> bool:
    known = isinstance(function, cst.Name) and function.value in _HARMLESS
    return known and isinstance(function, cst.Name) and isinstance(read_name(m, function.value), Library)


def attempt(m: Machine, work: Callable[[], None], *, silent: bool) -> list[State]:
    """Execute something that may be left early; gives the states in which that may happen."""
    states: list[State] = []
    m.attempts.append(states)
    m.silent += silent
    try:
        work()
    finally:
        m.silent -= silent
        m.attempts.pop()
    return states


def left_early(m: Machine, base: State, states: list[State]) -> State:
    """What holds after a body was left before any of its statements that may raise."""
    living = [state for state in states if state.alive]
    joined = m.join(base, living)
    if len(living) <= MOST_STATES:
        return joined
    outer, m.state = m.state, joined
    variables, objects = outer.writes_since(base)
    for variable in variables:
        if variable == RAISED:
            continue  # the paths that get here did not raise to the end
        m.state.write_variable(variable, Unknown("it may have been written before something was raised"))
    disturb(m, Arguments(tuple(Ref(address) for address in objects if address in m.state.objects)))
    joined, m.state = m.state, outer
    return joined


def execute_try(m: Machine, node: cst.Try | cst.TryStar) -> None:
    """The body; each handler from the join of all states that may raise; `else` and `finally`."""
    base, before = m.state, _Left.of(m)
    raised_before = _raised_so_far(m)
    m.state = base.fork()
    silent = any(may_catch(handler) for handler in node.handlers) or _swallows(node.finalbody)
    states = attempt(m, lambda: m.execute_block(node.body), silent=silent)
    left = left_early(m, base, states)
    handlers = () if surely_imports(m, node.body) else node.handlers
    if node.orelse is not None and m.state.alive:
        m.execute_block(node.orelse.body)
    ended = [m.state]
    forks = {(m.new_handler(), True): handler for handler in handlers if left.alive}
    for (fork, outcome), handler in forks.items():
        m.state = left.fork(fork, outcome)
        _handle(m, handler)
        ended.append(m.state)
    m.state = m.join(base, ended)
    several = len([state for state in ended if state.alive]) > 1
    m.state.guards = base.guards if several else m.state.guards - forks.keys()
    if node.finalbody is not None:
        last = node.finalbody.body
        _finish_raised(m, lambda: m.execute_block(last), base, raised_before)
        _finish(m, lambda: m.execute_block(last), before)


def execute_and_leave(
    m: Machine, body: Callable[[], None], leave: Callable[[], None], leave_raised: Callable[[], None]
) -> None:
    """A body, and what is done on every path out of it; on the way to a handler further out, `leave_raised`."""
    base, before, raised_before = m.state, _Left.of(m), _raised_so_far(m)
    m.state = base.fork()
    body()
    _finish_raised(m, leave_raised, base, raised_before)
    _finish(m, leave, before)


def _raised_so_far(m: Machine) -> int:
    return len(m.attempts[-1]) if m.attempts else 0


def _finish(m: Machine, work: Callable[[], None], before: _Left) -> None:
    """`finally`, on every path out of the statement; its own `return` takes the place of theirs."""
    now = _Left.of(m)
    returned = m.exits.returns[before.returns :]
    del m.exits.returns[before.returns :]
    first = m.state.alive
    if first:
        work()
    after = m.state
    closed = m.exits.closed[before.closed :]
    del m.exits.closed[before.closed :]
    give, m.exits.give = m.exits.give, None if closed else m.exits.give  # on these paths nobody takes an item
    for left in closed:
        first = _after_exit(m, work, left.state, first=not first) or first
        if m.state.alive:
            m.exits.closed.append(replace(left, state=m.state))
    m.exits.give = give
    for state, value in returned:
        first = _after_exit(m, work, state, first=not first) or first
        if m.state.alive:
            m.exits.returns.append((m.state, value))
    for states, start, end in now.loop_exits(m, before):
        gone = states[start:end]
        del states[start:end]
        for state in gone:
            first = _after_exit(m, work, state, first=not first) or first
            if m.state.alive:
                states.append(m.state)
    m.state = after


def _finish_raised(m: Machine, work: Callable[[], None], base: State, start: int) -> None:
    """`finally`, on the way to a handler further out: that may start from what it leaves."""
    raised = m.attempts[-1][start:] if m.attempts else []
    if not raised:
        return
    outer = m.state
    m.state = left_early(m, base, raised)
    with m.aside():
        work()
    ended, m.state = m.state, outer
    for states in m.attempts:
        if ended.alive and len(states) <= MOST_STATES:
            states.append(ended)


def _after_exit(m: Machine, work: Callable[[], None], state: State, *, first: bool) -> bool:
    """The body for a path that leaves; what goes wrong in it is told once."""
    m.state = state.fork()
    if first:
        work()
        return True
    with m.aside():
        work()
    return False


class _Left(Struct, frozen=True):
    """How many paths have left by `return`, `break` and `continue`."""

    returns: int
    closed: int
    breaks: int
    continues: int

    @staticmethod
    def of(m: Machine) -> _Left:
        loop = m.exits.loops[-1] if m.exits.loops else LoopExits()
        return _Left(len(m.exits.returns), len(m.exits.closed), len(loop.breaks), len(loop.continues))

    def loop_exits(self, m: Machine, before: _Left) -> Iterator[tuple[list[State], int, int]]:
        if m.exits.loops:
            loop = m.exits.loops[-1]
            yield loop.breaks, before.breaks, self.breaks
            yield loop.continues, before.continues, self.continues


def execute_suppressed(m: Machine, work: Callable[[], None]) -> None:
    """The body of a `with` that swallows what is raised in it: it may be left before any of its statements."""
    base = m.state
    m.state = base.fork()
    states = attempt(m, work, silent=True)
    left = left_early(m, base, states)
    m.state = m.join(base, [left, m.state])
    m.state.guards = base.guards


def _handle(m: Machine, handler: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
    if handler.name is not None and isinstance(handler.name.name, cst.BaseExpression):
        assign(m, handler.name.name, m.unknown("an exception", handler))
    m.execute_block(handler.body)


def _swallows(last: cst.CSTNode | None, in_loop: bool = False) -> bool:
    """Whether `finally` itself leaves by `return`, `break` or `continue`: what was raised is gone then."""
    if last is None or isinstance(last, cst.FunctionDef | cst.ClassDef | cst.Lambda):
        return False
    if isinstance(last, cst.Return) or (isinstance(last, cst.Break | cst.Continue) and not in_loop):
        return True
    inside = in_loop or isinstance(last, cst.For | cst.While)
    return any(_swallows(child, inside) for child in child_nodes(last))


def may_catch(handler: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
    """Whether a handler may catch what Keras raises over shapes."""
    kind = handler.type
    if kind is None:
        return True
    kinds = [element.value for element in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
    return any(_exception_name(each) not in _NEVER_SHAPES for each in kinds)


def _exception_name(node: cst.BaseExpression) -> str:
    return node.attr.value if isinstance(node, cst.Attribute) else getattr(node, "value", "")
