"""`argparse`: options with their defaults and types."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.inputs import note_option
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import option
from conv1d_lsp.interpreter.values import (
    FALSE,
    NONE,
    TRUE,
    Constant,
    Function,
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
from conv1d_lsp.interpreter.values.objects import Option
from conv1d_lsp.interpreter.values.unknown import Outside

Method = Callable[[Machine, Ref, ParserObject, Arguments, cst.CSTNode], Value]

#: Values of one option that are followed one by one.
_MOST_VALUES = 1_000

#: Defaults of options that are flags.
_FLAGS: dict[object, Value] = {"store_true": FALSE, "store_false": TRUE}

#: Actions after which whoever starts the program may have given anything that is of the option's kind.
_FREE = frozenset({"store", "store_true", "store_false"})

#: What `add_argument` may be given; of an option with anything else nothing is followed.
_KNOWN = frozenset("action nargs const default type choices required help metavar dest version".split())


def make_parser(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`argparse.ArgumentParser(...)`, with the options of its parents."""
    parents = arguments.keywords.get("parents")
    items = () if parents is None else elements(m, parents)
    records = [m.record(item) if isinstance(item, Ref) else None for item in items or ()]
    known = [record for record in records if isinstance(record, ParserObject) and record.complete]
    options = {name: option for record in known for name, option in record.options.items()}
    whole = items is not None and len(known) == len(records) and arguments.complete
    return m.new(ParserObject(options, complete=whole))


def parser_method(
    m: Machine, ref: Ref, record: ParserObject, name: str, arguments: Arguments, node: cst.CSTNode
) -> Value | None:
    """`parser.add_argument(...)` and the like; None for a method that is not known."""
    if name in _SPEAKING:
        return NONE
    method = _METHODS.get(name)
    if method is None:
        m.write(ref, replace(record, complete=False))
        return None
    return method(m, ref, record, arguments, node)


def _add_argument(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    name = destination(arguments)
    if name is None or not arguments.complete or not set(arguments.keywords) <= _KNOWN:
        m.write(ref, replace(record, complete=False))
    elif _action(arguments) not in ("help", "version"):
        m.write(ref, replace(record, options={**record.options, name: _option(m, arguments, node)}))
    return NONE


def _option(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Option:
    action, kind = _action(arguments), arguments.keywords.get("type")
    given = arguments.keywords.get("default")
    default = said = NONE if given is None else m.visible(given)
    if given is None:
        default = _FLAGS.get(action, NONE)
    elif kind is not None and isinstance(default, Constant) and isinstance(default.value, str):
        default = said = m.call(kind, Arguments((default,)), node)
    free = action in _FREE and "choices" not in arguments.keywords
    return Option(default, _kind(m, action, kind, said), _count(arguments), _optional(arguments), free)


def _optional(arguments: Arguments) -> bool:
    """Whether the program may be started without it."""
    first = arguments.positional[0] if arguments.positional else NONE
    flag = isinstance(first, Constant) and isinstance(first.value, str) and first.value.startswith("-")
    return flag and "required" not in arguments.keywords


def _action(arguments: Arguments) -> str:
    action = arguments.keywords.get("action")
    if action is None:
        return "store"
    if isinstance(action, Library):
        return action.path
    return action.value if isinstance(action, Constant) and isinstance(action.value, str) else "?"


def _kind(m: Machine, action: str, kind: Value | None, default: Value) -> str:
    if action == "count":
        return "number"
    if action not in ("store", "append", "extend"):
        return ""
    if isinstance(kind, Library) and kind.path == "builtins.int":
        return "number"
    items = elements(m, default) if isinstance(default, Ref | TupleValue) else (default,)
    whole = bool(items) and all(isinstance(item, Integer) for item in items or ())
    if (kind is None or isinstance(kind, Function)) and whole:
        return "number"
    return "text" if kind is None or (isinstance(kind, Library) and kind.path == "builtins.str") else ""


def _count(arguments: Arguments) -> int | None:
    """How many values an option takes."""
    if _action(arguments) in ("append", "extend"):
        return None
    given = arguments.keywords.get("nargs")
    if given is None or given is NONE or (isinstance(given, Constant) and given.value == "?"):
        return 0
    count = given.known if isinstance(given, Integer) else None
    return count if count is None or count <= _MOST_VALUES else None


def destination(arguments: Arguments) -> str | None:
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
    options = dict(record.options)
    for name, value in arguments.keywords.items():
        old = options.get(name)
        kind = "number" if isinstance(value, Integer) else ""
        options[name] = Option(value, kind) if old is None else replace(old, default=value)
    m.write(ref, replace(record, options=options, complete=record.complete and arguments.complete))
    return NONE


def _same_parser(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A group, or a parser for a command: its options end up in the same namespace."""
    name = arguments.keywords.get("dest")
    if isinstance(name, Constant) and isinstance(name.value, str):
        m.write(ref, replace(record, options={**record.options, name.value: Option(NONE, "text")}))
    return ref


def _parse(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """The defaults, where the program itself passes an empty command line; else what somebody passes, by name."""
    given = arguments.get(0, "args")
    words = None if given is None else elements(m, given)
    options = {
        name: given_option.default if words == () else _passed(m, name, given_option, node, chosen=words is None)
        for name, given_option in record.options.items()
    }
    return m.new(Instance(None, options, hidden=not record.complete or "namespace" in arguments.keywords))


def _passed(m: Machine, name: str, wanted: Option, node: cst.CSTNode, *, chosen: bool) -> Value:
    """What somebody passes: known by its name, if it is a number. chosen: it is whoever starts the program."""
    m.counters.fork += 1
    if wanted.count == 0:
        single = _value(m, f"args.{name}", wanted.kind, node)
        named: Value = single
        if wanted.free and chosen:
            note_option(m, single, f"args.{name}")
    else:
        names = [f"args.{name}[{index}]" for index in range(wanted.count or 0)]
        items = tuple(_value(m, each, wanted.kind, node) for each in names)
        named = m.new(ListObject(None if wanted.count is None else items))
    return option(m, wanted.default if wanted.may_be_left_out else None, named)


def _value(m: Machine, name: str, kind: str, node: cst.CSTNode) -> Unknown:
    return option_value(m, name, kind, "the command line", node)


def option_value(m: Machine, name: str, kind: str, source: str, node: cst.CSTNode) -> Unknown:
    """One value that whoever starts the program gives: a number or text known by its name."""
    outside = Outside(name, m.counters.fork, text=kind == "text", whole=kind == "number") if kind else None
    number = None if outside is None else outside.number
    return Unknown(f"`{name}` comes from {source}", m.site(node), number, outside)


def _parse_known(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    return TupleValue((_parse(m, ref, record, arguments, node), m.new(ListObject(None))))


def _get_default(m: Machine, ref: Ref, record: ParserObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    name = arguments.get(0, "dest")
    known = record.options.get(name.value) if isinstance(name, Constant) and isinstance(name.value, str) else None
    return m.unknown("a default that is not known", node) if known is None else known.default


_SPEAKING = frozenset({"print_help", "print_usage", "format_help", "format_usage"})

_METHODS: dict[str, Method] = {
    "add_argument": _add_argument,
    "set_defaults": _set_defaults,
    "get_default": _get_default,
    "add_argument_group": _same_parser,
    "add_mutually_exclusive_group": _same_parser,
    "add_subparsers": _same_parser,
    "add_parser": _same_parser,
    "parse_args": _parse,
    "parse_intermixed_args": _parse,
    "parse_known_args": _parse_known,
}
