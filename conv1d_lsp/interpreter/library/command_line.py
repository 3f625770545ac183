"""`argparse`: options with their defaults and types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.literals import dict_record
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    FALSE,
    NONE,
    TRUE,
    Constant,
    Instance,
    Integer,
    Library,
    ListObject,
    ParserObject,
    Ref,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.shapes import Number, Symbol

Method = Callable[[Machine, Ref, ParserObject, Arguments, cst.CSTNode], Value]

_ACTIONS: dict[object, Value] = {"store_true": FALSE, "store_false": TRUE, "count": NONE, "append": NONE}


def make_parser(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`argparse.ArgumentParser(...)`. One with parents has options that are not followed."""
    return m.new(ParserObject({}, complete="parents" not in arguments.keywords and arguments.complete))


def parser_method(
    m: Machine, ref: Ref, record: ParserObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """`parser.add_argument(...)` and the like; None for a method that is not known."""
    method = _METHODS.get(name)
    if method is None:
        m.write(ref, replace(record, complete=False))
        return None
    return method(m, ref, record, arguments, node)


def _add_argument(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    name = _destination(arguments)
    if name is None or not arguments.complete:
        m.write(ref, replace(record, complete=False))
        return NONE
    default = arguments.keywords.get("default")
    kind = arguments.keywords.get("type")
    if default is None:
        action = arguments.keywords.get("action")
        default = _ACTIONS.get(action.value, NONE) if isinstance(action, Constant) else NONE
    elif kind is not None and isinstance(default, Constant) and isinstance(default.value, str):
        default = m.call(kind, Arguments((default,)), node)
    whole = (isinstance(kind, Library) and kind.path == "builtins.int") and "nargs" not in arguments.keywords
    whole = whole or (kind is None and isinstance(default, Integer))
    m.write(ref, replace(record, options={**record.options, name: (default, whole)}))
    return NONE


def _destination(arguments: Arguments) -> str | None:
    """The attribute that an option is found under: `--batch-size` is `batch_size`."""
    given = arguments.keywords.get("dest")
    flags = [value.value for value in arguments.positional if isinstance(value, Constant)]
    names = [flag for flag in flags if isinstance(flag, str)]
    if isinstance(given, Constant) and isinstance(given.value, str):
        return given.value
    if not names or len(names) < len(arguments.positional):
        return None
    chosen = next((name for name in names if name.startswith("--")), names[0])
    return chosen.lstrip("-").replace("-", "_")


def _set_defaults(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    new = {name: (value, isinstance(value, Integer)) for name, value in arguments.keywords.items()}
    m.write(ref, replace(record, options={**record.options, **new}, complete=record.complete and arguments.complete))
    return NONE


def _group(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return ref


def _parse(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The defaults, where the program itself passes an empty command line; else what somebody passes, by name."""
    given = arguments.get(0, "args")
    empty = given is not None and elements(m, given) == ()
    options = {
        name: default if empty else _passed(m, name, whole, node) for name, (default, whole) in record.options.items()
    }
    return m.new(Instance(None, options, hidden=not record.complete))


def _passed(m: Machine, name: str, whole: bool, node: cst.CSTNode) -> Unknown:
    """An option of the command line: a number known by its name, if it is one."""
    m.counters.fork += 1
    number = Number.of(Symbol(f"args.{name}", m.counters.fork, whole=True)) if whole else None
    return Unknown(f"`{name}` comes from the command line", m.site(node), number)


def _parse_known(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return TupleValue((_parse(m, ref, record, arguments, node), m.new(ListObject(None))))


def namespace(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`argparse.Namespace(a=1)`, `types.SimpleNamespace(a=1)`."""
    source = dict_record(m, arguments.positional[0]) if arguments.positional else None
    hidden = not arguments.complete or bool(arguments.positional)
    named = (
        {str(key.value): value for key, value in source.items.values() if isinstance(key, Constant)} if source else {}
    )
    return m.new(Instance(None, {**named, **arguments.keywords}, hidden=hidden))


_METHODS: dict[str, Method] = {
    "add_argument": _add_argument,
    "set_defaults": _set_defaults,
    "add_argument_group": _group,
    "add_mutually_exclusive_group": _group,
    "parse_args": _parse,
    "parse_known_args": _parse_known,
}
