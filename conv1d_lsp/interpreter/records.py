"""Classes that are mostly data: dataclasses, named tuples, enumerations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS, Arguments
from conv1d_lsp.interpreter.classes import follows_bases, linearized, lookup
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.literals import Key, attributes_as_dict, key_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    Constant,
    Function,
    Instance,
    Integer,
    Library,
    NamedTupleType,
    Partial,
    Ref,
    TupleValue,
    UserClass,
    Value,
    integer,
)
from conv1d_lsp.interpreter.values.code import Fields
from conv1d_lsp.source.text import text_of

_ENUMERATIONS = frozenset(f"enum.{name}" for name in ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"))

_FIELD = Library("dataclasses.field")


def complete_class(m: Machine, cls: UserClass) -> UserClass:
    """A class whose body was executed: members of enumerations are made, fields of a named tuple are found."""
    paths = {each.path for each in linearized(cls) if isinstance(each, Library)}
    if "typing.NamedTuple" in paths:
        return replace(cls, fields=Fields(tuple(_annotated(cls)), as_tuple=True))
    if paths & _ENUMERATIONS:
        whole = replace(cls, opaque="an enumeration", members=tuple(_assigned(cls)))
        return replace(whole, members=tuple(_make_members(m, whole)))
    return cls


def as_dataclass(m: Machine, cls: UserClass) -> UserClass:
    """What `@dataclass` makes of a class: the fields of its bases, then its own."""
    if (cls.scope, "__init__") in m.state.variables:
        return cls
    own = list(_annotated(cls))
    bases = [each for each in linearized(cls)[1:] if isinstance(each, UserClass)]
    inherited = [name for each in reversed(bases) for name in _fields_of(each)]
    return replace(cls, fields=Fields(tuple(dict.fromkeys([*inherited, *own]))))


def _fields_of(cls: UserClass) -> tuple[str, ...]:
    return cls.fields.names if cls.fields is not None else ()


def _annotated(cls: UserClass) -> Iterator[str]:
    """The names that a class body annotates, class variables aside."""
    for line in cls.node.body.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else [line]:
            if isinstance(statement, cst.AnnAssign) and isinstance(statement.target, cst.Name):
                kind = statement.annotation.annotation
                if "ClassVar" not in text_of(kind):
                    yield statement.target.value


def _assigned(cls: UserClass) -> Iterator[str]:
    """The names that a class body assigns, in order."""
    for line in cls.node.body.body:
        for statement in line.body if isinstance(line, cst.SimpleStatementLine) else [line]:
            targets = [each.target for each in statement.targets] if isinstance(statement, cst.Assign) else []
            yield from (each.value for each in targets if isinstance(each, cst.Name) and not each.value.startswith("_"))


def _make_members(m: Machine, cls: UserClass) -> Iterator[str]:
    """Make the members; gives their names. A second name for a value is another name of the first member."""
    made: dict[Key, Value] = {}
    before: Value = integer(0)
    initializer = lookup(m, cls, "__init__")
    for name in cls.members:
        value = m.state.variables.get((cls.scope, name))
        if value is None or isinstance(value, Function):
            continue
        value = before = _automatic(m, cls, name, before) if value == AUTOMATIC else value
        key = key_of(value)
        if key is not None and key in made:
            m.state.write_variable((cls.scope, name), made[key])
            continue
        member = m.new(Instance(cls, {"value": value, "name": Constant(name)}, hidden=True))
        if key is not None:
            made[key] = member
        m.state.write_variable((cls.scope, name), member)
        if isinstance(initializer, Function):
            given = value.items if isinstance(value, TupleValue) else (value,)
            call_function(m, initializer, Arguments((member, *given)), cls.node)
        yield name


#: What `enum.auto()` stands for until the class is complete.
AUTOMATIC = Library("enum.auto()")


def _automatic(m: Machine, cls: UserClass, name: str, before: Value) -> Value:
    paths = {each.path for each in linearized(cls) if isinstance(each, Library)}
    if "enum.StrEnum" in paths:
        return Constant(name.lower())
    plain = not paths & {"enum.Flag", "enum.IntFlag"} and lookup(m, cls, "_generate_next_value_") is None
    return Integer(before.dim + 1) if plain and isinstance(before, Integer) else m.unknown("an automatic value")


def member_by_value(m: Machine, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`Size(3)`: the member with this value."""
    from conv1d_lsp.interpreter.conditions import equal

    for name in cls.members if len(arguments.positional) == 1 else ():
        member = m.attribute(cls, name, node)
        outcome = equal(m, m.attribute(member, "value", node), arguments.positional[0])
        if outcome is not False:
            return member if outcome else m.unknown("a member that is not known", node)
    return m.unknown("a member that is not known", node)


def make_record(m: Machine, cls: UserClass, fields: Fields, arguments: Arguments, node: cst.CSTNode) -> Value:
    """An instance of a dataclass or named tuple."""
    values = _field_values(m, cls, fields, arguments, node)
    if fields.as_tuple:
        return TupleValue(tuple(values.values()), tuple(values), cls)
    ref = m.new(Instance(cls, values, hidden=not follows_bases(cls)))
    after = lookup(m, cls, "__post_init__")
    if isinstance(after, Function):
        call_function(m, after, NO_ARGUMENTS.with_first(ref), node)
    return ref


def _field_values(
    m: Machine, cls: UserClass, fields: Fields, arguments: Arguments, node: cst.CSTNode
) -> dict[str, Value]:
    options = {name: _options(m, cls, name) for name in fields.names}
    positional = [name for name in fields.names if not _is_false(options[name].get("init"))]
    given = {**dict(zip(positional, arguments.positional, strict=False)), **arguments.keywords}
    return {name: _field_value(m, name, given, options[name], arguments.complete, node) for name in fields.names}


def _options(m: Machine, cls: UserClass, name: str) -> Mapping[str, Value]:
    """What `field(...)` says of a field, or its plain default."""
    default = lookup(m, cls, name)
    if default is None:
        return {}
    if isinstance(default, Partial) and default.function == _FIELD:
        return dict(default.keywords)
    return {"default": default}


def _is_false(value: Value | None) -> bool:
    return isinstance(value, Constant) and value.value is False


def _field_value(
    m: Machine, name: str, given: Mapping[str, Value], options: Mapping[str, Value], complete: bool, node: cst.CSTNode
) -> Value:
    if name in given:
        return given[name]
    if not complete:
        return m.unknown(f"the field `{name}` may be given", node)
    if "default_factory" in options:
        return m.call(options["default_factory"], NO_ARGUMENTS, node)
    return options.get("default") or m.unknown(f"the field `{name}` is not given", node)


def named_tuple(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`collections.namedtuple("Block", ["filters", "kernel"])`."""
    given, defaults = arguments.get(1, "field_names"), arguments.keywords.get("defaults")
    if isinstance(given, Constant) and isinstance(given.value, str):
        names: list[str] = given.value.replace(",", " ").split()
    else:
        items = (elements(m, given) if given is not None else None) or ()
        names = [str(item.value) for item in items if isinstance(item, Constant)]
    values = () if defaults is None else elements(m, defaults)
    if not names or values is None or not arguments.complete or "rename" in arguments.keywords:
        return m.unknown("a named tuple whose fields are not known", node)
    return NamedTupleType(tuple(names), values)


def make_named_tuple(m: Machine, kind: NamedTupleType, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A call of what `namedtuple` gave."""
    first_default = len(kind.names) - len(kind.defaults)
    given = {
        **dict(zip(kind.names[first_default:], kind.defaults, strict=True)),
        **dict(zip(kind.names, arguments.positional, strict=False)),
        **arguments.keywords,
    }
    if not arguments.complete:
        return m.unknown("a named tuple of unknown parts", node)
    missing = m.unknown("a field that is not given", node)
    return TupleValue(tuple(given.get(name, missing) for name in kind.names), kind.names)


def replaced(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dataclasses.replace(record, name=value)`: made anew, `__post_init__` included."""
    source = arguments.positional[0] if arguments.positional else None
    record = m.record(source) if isinstance(source, Ref) else None
    if not isinstance(record, Instance) or not arguments.complete or record.cls is None or record.cls.fields is None:
        return m.unknown("a copy of something that is not known", node)
    given = {
        name: record.attributes[name]
        for name in record.cls.fields.names
        if name in record.attributes and not _is_false(_options(m, record.cls, name).get("init"))
    }
    return make_record(m, record.cls, record.cls.fields, Arguments((), {**given, **arguments.keywords}), node)


def as_tuple(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dataclasses.astuple(record)`."""
    source = arguments.positional[0] if arguments.positional else None
    record = m.record(source) if isinstance(source, Ref) else None
    if not isinstance(record, Instance) or record.cls is None or record.cls.fields is None:
        return m.unknown("a tuple of something that is not known", node)
    names = record.cls.fields.names
    if record.hidden or record.partial or not all(name in record.attributes for name in names):
        return m.unknown("a tuple of something that is not known", node)
    return TupleValue(tuple(record.attributes[name] for name in names))


def as_dict(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`dataclasses.asdict(record)`, `vars(record)` read as a dict."""
    source = arguments.positional[0] if arguments.positional else None
    record = m.record(source) if isinstance(source, Ref) else None
    if not isinstance(record, Instance):
        return m.unknown("a dict of something that is not known", node)
    return m.new(attributes_as_dict(record))
