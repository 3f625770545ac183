"""Functions of the user's: defined, and inlined at each call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import libcst as cst

from conv1d_lsp.interpreter.annotations import told_parameters, told_result
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.claims_in_docstrings import check_docstring
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.executing import Exits, Left
from conv1d_lsp.interpreter.faults import PassedTwice
from conv1d_lsp.interpreter.generators import next_of_generator
from conv1d_lsp.interpreter.inputs import note_parameter
from conv1d_lsp.interpreter.iterators import Consumer
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.names import parameters_of
from conv1d_lsp.interpreter.outside import held_by
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    DictObject,
    Function,
    IteratorObject,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.shapes import Number, Symbol

#: Calls nested deeper than this are not followed.
DEEPEST_CALLS = 50

#: The same function inside itself more often than this is not followed.
DEEPEST_RECURSION = 12

#: The same where it is not known whether the call happens at all: its own forks would multiply.
UNDECIDED_RECURSION = 3


def define_function(m: Machine, node: cst.FunctionDef) -> Function:
    """The value of a `def`, its defaults evaluated now, as Python does."""
    opaque = "an async function" if node.asynchronous is not None else None
    owner = m.classes.get(m.scope)
    return Function(node, _definition_scope(m), _defaults(m, node.params), node.name.value, owner, opaque)


def lambda_value(m: Machine, node: cst.Lambda) -> Value:
    return Function(node, _definition_scope(m), _defaults(m, node.params), "lambda")


def _definition_scope(m: Machine) -> int:
    """Functions see the scopes around their class, not the class's own."""
    capture(m, m.scope)
    scope = m.scope
    while m.scopes[scope].kind == "class":
        parent = m.scopes[scope].parent
        assert parent is not None
        scope = parent
    return scope


def capture(m: Machine, scope: int) -> None:
    """Something outlives a scope and may look into it, and into those around it."""
    while True:
        m.captured.add(scope)
        parent = m.scopes[scope].parent
        if parent is None or m.scopes[scope].kind == "function":
            return
        scope = parent


def _defaults(m: Machine, params: cst.Parameters) -> tuple[tuple[str, Value], ...]:
    return tuple(
        (parameter.name.value, m.evaluate(parameter.default))
        for parameter in parameters_of(params)
        if parameter.default is not None
    )


def call_function(m: Machine, function: Function, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Execute the body for these arguments."""
    if function.opaque is not None:
        _give_up(m, arguments)
        return told_result(m, function, m.unknown(f"{function.opaque} is not followed", node))
    m.called = m.called.set(function.node, None)
    if _too_deep(m, function):
        _give_up(m, arguments)
        return m.unknown("the calls are nested too deeply", node)
    twice = _passed_twice(function, arguments)
    if twice is not None and isinstance(node, cst.Call):
        owner = "" if function.owner is None else f"{function.owner.name}."
        return m.report(PassedTwice(f"{owner}{function.name}", twice), node)
    bound = bind(m, function, arguments, node)
    if m.names(function.node).yields:
        return _generator(m, function, bound, node)
    return run_body(m, function, bound, node)


def _generator(m: Machine, function: Function, bound: Mapping[str, Value], node: cst.CSTNode) -> Value:
    """Its body is executed by whoever consumes it."""

    def run(m: Machine, give: Consumer) -> Value:
        return generate(m, function, bound, node, give)

    return m.new(IteratorObject(next_of_generator, run=run, function=function))


def _too_deep(m: Machine, function: Function) -> bool:
    first = next((guards for each, guards in zip(m.calls, m.entered, strict=True) if each.node is function.node), None)
    undecided = m.summarised_loops or (first is not None and m.state.guards != first)
    deepest = UNDECIDED_RECURSION if undecided else DEEPEST_RECURSION
    return len(m.calls) >= DEEPEST_CALLS or _recursion(m, function) >= deepest


def _recursion(m: Machine, function: Function) -> int:
    return sum(each.node is function.node for each in m.calls)


def _give_up(m: Machine, arguments: Arguments) -> None:
    disturb(m, arguments)


def run_body(m: Machine, function: Function, bound: dict[str, Value], node: cst.CSTNode) -> Value:
    """Execute a body whose parameters are bound."""
    with frame(m, function, node) as exits:
        return _in_frame(m, function, bound, exits)


def _in_frame(m: Machine, function: Function, bound: Mapping[str, Value], exits: Exits) -> Value:
    names = m.names(function.node)
    m.scope = m.new_scope(function.scope, names, "function")
    bound = told_parameters(m, function, bound)
    for name, value in bound.items():
        m.state.write_variable((m.scope, name), held_by(value, name))
    value = told_result(m, function, _executed(m, function, exits))
    check_docstring(m, function, value)
    if m.scope not in m.captured:
        for name in names.bound:
            m.state.drop_variable((m.scope, name))
    return value


def _executed(m: Machine, function: Function, exits: Exits) -> Value:
    if not isinstance(function.node, cst.FunctionDef):
        return m.evaluate(function.node.body)
    base = m.state
    m.state = base.fork()
    m.execute_block(function.node.body)
    ends = [*exits.returns, (m.state, NONE)]
    living = [(state, value) for state, value in ends if state.alive]
    m.state = m.join(base, [state for state, _ in ends])
    if len(living) > 1:
        m.state.guards = base.guards
    if not living:
        return m.unknown("the function does not return")
    if len(living) == 1:
        return living[0][1]
    return joined((state.guards - base.guards, value) for state, value in living)


def generate(m: Machine, function: Function, bound: Mapping[str, Value], node: cst.CSTNode, give: Consumer) -> Value:
    """Execute the body of a generator; what it yields goes to `give`, which runs where the consumer stands."""
    if _too_deep(m, function):
        return m.unknown("the calls are nested too deeply", node)
    outer = m.exits, m.scope, m.caller, m.silent, m.inside_layers
    with frame(m, function, node) as exits:

        def give_outside(value: Value) -> Sequence[Left]:
            inner = m.exits, m.scope, m.caller, m.silent, m.inside_layers
            m.exits, m.scope, m.caller, m.silent, m.inside_layers = outer
            m.calls.pop()
            entered = m.entered.pop()
            try:
                return give(value)
            finally:
                m.entered.append(entered)
                m.exits, m.scope, m.caller, m.silent, m.inside_layers = inner
                m.calls.append(function)

        exits.give = give_outside
        result = _in_frame(m, function, bound, exits)
    m.exits.closed += exits.closed
    return result


@contextmanager
def frame(m: Machine, function: Function, node: cst.CSTNode) -> Iterator[Exits]:
    outer = m.exits, m.scope, m.caller
    m.caller = m.site(node)
    m.exits = Exits()
    m.calls.append(function)
    m.entered.append(m.state.guards)
    try:
        yield m.exits
    finally:
        m.calls.pop()
        m.entered.pop()
        m.exits, m.scope, m.caller = outer


def _passed_twice(function: Function, arguments: Arguments) -> str | None:
    """The parameter that is given by position and by name; after a `*` of unknown length no position is known."""
    if not arguments.keywords or not arguments.complete:
        return None
    params = function.node.params
    positional = [parameter.name.value for parameter in (*params.posonly_params, *params.params)]
    taken = positional[len(params.posonly_params) : len(arguments.positional)]
    return next((name for name in taken if name in arguments.keywords), None)


def bind(m: Machine, function: Function, arguments: Arguments, node: cst.CSTNode) -> dict[str, Value]:
    """Arguments to parameters, by Python's rules. What does not fit becomes unknown: type checkers say so already."""
    params = function.node.params
    defaults = dict(function.defaults)
    positional = [parameter.name.value for parameter in (*params.posonly_params, *params.params)]
    bound: dict[str, Value] = dict(zip(positional, arguments.positional, strict=False))
    left = dict(arguments.keywords)
    keyword_only = [parameter.name.value for parameter in params.kwonly_params]
    for name in (*positional, *keyword_only):
        if name in bound:
            continue
        if name in left:
            bound[name] = left.pop(name)
        elif name in defaults and arguments.complete:
            bound[name] = defaults[name]
        else:
            bound[name] = parameter_value(m, name, function, node)
    if type(params.star_arg) is cst.Param:
        more = arguments.positional[len(positional) :]
        name = params.star_arg.name.value
        bound[name] = TupleValue(more) if arguments.complete else m.unknown(f"`*{name}` is not known", node)
    if params.star_kwarg is not None:
        items = {text_key(name): (Constant(name), value) for name, value in left.items()}
        bound[params.star_kwarg.name.value] = m.new(DictObject(items, arguments.complete))
    return bound


def parameter_value(m: Machine, name: str, function: Function, node: cst.CSTNode) -> Unknown:
    """A parameter that nobody passes: known by its name if it turns out to be a number."""
    value = named_value(m, name, function.name, node, whole=_said_whole(function, name))
    note_parameter(m, value, name, function, node)
    return value


def named_value(m: Machine, name: str, owner: str, node: cst.CSTNode, *, whole: bool = False) -> Unknown:
    """What whoever uses `owner` decides, by its name. whole: if it is a number, it is an integer."""
    m.counters.fork += 1
    number = Number.of(Symbol(name, m.counters.fork, whole=whole))
    return Unknown(f"`{name}` is a parameter of `{owner}`", m.site(node), number)


def _said_whole(function: Function, name: str) -> bool:
    """Whether the signature says `name: int`."""
    for parameter in parameters_of(function.node.params):
        if parameter.name.value == name and parameter.annotation is not None:
            said = parameter.annotation.annotation
            return isinstance(said, cst.Name) and said.value == "int"
    return False
