"""What comes from outside of the program: known by the name that the program gives it.

`config = json.load(file)` is not known; its parts are `config["window"]` and `config.model.filters` wherever they are
used as sizes, until something may have changed them.
"""

from __future__ import annotations

import re

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.executing import Start
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import State, Variable
from conv1d_lsp.interpreter.values import TRUE, Constant, Integer, SliceValue, Unknown, Value, integer, is_none
from conv1d_lsp.interpreter.values.unknown import Outside
from conv1d_lsp.shapes import AxisNames, Number, Symbol

#: The scope of what is remembered of names from outside; no variable of the program lives there.
_SCOPE = 0

#: What is remembered of names: which name stands for the parts of one by now.
_PARTS = "parts of "

#: Set where an option was asked for that has a default.
_OPTIONS: Variable = (_SCOPE, "options")

#: The identity of names that mean the same all over the program: environment variables, `sys.argv`.
EVERYWHERE = -1

#: The name of `x.shape[1:]`.
_REST_OF_SHAPE = re.compile(r"(?P<shape>.*\.shape)\[(?P<first>\d+):\]")

#: Attributes that no call changes.
_FIXED = frozenset({"shape", "ndim", "dtype"})


def nameless(m: Machine, reason: str, node: cst.CSTNode) -> Unknown:
    """Something read at run time, which the variable that holds it will name."""
    m.counters.fork += 1
    return Unknown(reason, m.site(node), outside=Outside("", m.counters.fork))


def option(m: Machine, default: Value | None, named: Value) -> Value:
    """An option of the program: known by its name, or its default where the program is read as started without any. One
    without a default, or with None for it, is always given."""
    if default is None or is_none(default):
        return named
    if m.start is Start.WITHOUT_OPTIONS:
        return default
    m.state.write_variable(_OPTIONS, TRUE)
    return named


def has_options(state: State) -> bool:
    """Whether the program asked for an option that has a default."""
    return _OPTIONS in state.variables


def text_from_outside(m: Machine, name: str, reason: str, node: cst.CSTNode) -> Unknown:
    """A text from outside: known by its name once it is made a number. name: "" where a variable will name it."""
    if name:
        return Unknown(reason, m.site(node), outside=Outside(name, EVERYWHERE, text=True))
    m.counters.fork += 1
    return Unknown(reason, m.site(node), outside=Outside("", m.counters.fork, text=True))


def as_integer(value: Unknown) -> Unknown:
    """`int(value)`."""
    if value.number is not None or value.outside is None:
        return value
    outside = replace(value.outside, text=False, whole=True)
    return replace(value, number=outside.number, outside=outside)


def held_by(value: Value, name: str) -> Value:
    """The value as a variable holds it: one from outside that has no name yet takes the variable's."""
    if not isinstance(value, Unknown) or value.outside is None or value.outside.name:
        return value
    outside = replace(value.outside, name=name)
    return replace(value, number=outside.number, outside=outside)


def attribute_of(m: Machine, owner: Unknown, name: str) -> Unknown:
    """`config.window`, `x.shape`, of an owner that is not known."""
    return _part(m, owner, f".{name}", fixed=name in _FIXED)


def item_of(m: Machine, owner: Unknown, index: Value) -> Unknown:
    """`config["window"]`, `sizes[0]`, `x.shape[1]`, of an owner that is not known."""
    if isinstance(index, Constant) and isinstance(index.value, str):
        return _part(m, owner, f'["{index.value}"]', fixed=False)
    name = "" if owner.symbol is None else owner.symbol.name
    if isinstance(index, Integer) and index.known is not None:
        names = None if owner.symbol is None or index.known < 0 else _names_of_rest(owner.symbol)
        if names is not None:
            return Unknown(owner.reason, owner.site, Number.of(names.axis(index.known)))
        return _part(m, owner, f"[{index.known}]", fixed=name.endswith(".shape"))
    if isinstance(index, SliceValue) and name.endswith(".shape"):
        return _rest_of_shape(m, owner, index)
    return Unknown(owner.reason, owner.site)


def _rest_of_shape(m: Machine, owner: Unknown, index: SliceValue) -> Unknown:
    """`x.shape[1:]`: its items are `x.shape[1]`, `x.shape[2]`, …"""
    first = index.lower.known if isinstance(index.lower, Integer) else None
    others = (index.upper, index.step)
    if first is None or first < 0 or any(not isinstance(each, Constant) or each.value is not None for each in others):
        return Unknown(owner.reason, owner.site)
    return _part(m, owner, f"[{first}:]", fixed=True)


def names_of_sizes(m: Machine, value: Unknown) -> AxisNames | None:
    """What the sizes in a tuple are called that is known by its name only: `input_shape[0]`, …"""
    symbol = value.symbol
    if symbol is None:
        return None
    if (rest := _names_of_rest(symbol)) is not None:
        return rest
    fixed = symbol.name.endswith(".shape")
    identity = symbol.identity if fixed else _read_now(m, symbol.identity)
    return None if identity is None else AxisNames(symbol.name, identity, sizes=fixed, passing=symbol.passing)


def _names_of_rest(symbol: Symbol) -> AxisNames | None:
    """What the sizes in `x.shape[1:]` are called."""
    rest = _REST_OF_SHAPE.fullmatch(symbol.name) if symbol.name.endswith(":]") else None
    if rest is None:
        return None
    return AxisNames(rest["shape"], symbol.identity, sizes=True, first=int(rest["first"]), passing=symbol.passing)


def length_of(m: Machine, value: Unknown) -> Unknown:
    """`len(names)`."""
    names = names_of_sizes(m, value)
    if names is None or value.symbol is None:
        return Unknown(value.reason, value.site)
    name = Symbol(f"len({value.symbol.name})", names.identity, low=0, whole=True, passing=names.passing)
    return Unknown(value.reason, value.site, Number.of(name))


def names_of_axes(value: Unknown) -> AxisNames | None:
    """What the axes of a tensor are called that is known by its name only: `x.shape[0]`, …"""
    whole = value.symbol
    if whole is None:
        return None
    return AxisNames(f"{whole.name}.shape", whole.identity, sizes=True, passing=whole.passing)


def looked_up(m: Machine, owner: Unknown, name: str, given: tuple[Value, ...]) -> Unknown | None:
    """`config.get("window", 96)`, which changes nothing; None for another method."""
    keys = [value.value for value in given[:1] if isinstance(value, Constant) and isinstance(value.value, str)]
    if name not in ("get", "getint") or not keys:
        return None
    texts = [_text(value) for value in given]
    if None in texts:
        return _part(m, owner, "", fixed=False, own=True)
    return _part(m, owner, f".{name}({', '.join(map(str, texts))})", fixed=False)


def _text(value: Value) -> str | None:
    if isinstance(value, Constant):
        return f'"{value.value}"' if isinstance(value.value, str) else str(value.value)
    return str(value.known) if isinstance(value, Integer) and value.known is not None else None


def _part(m: Machine, owner: Unknown, text: str, *, fixed: bool, own: bool = False) -> Unknown:
    """A part of an unknown whole, named after it."""
    symbol = owner.symbol
    if own or (symbol is None and owner.outside is not None and not owner.outside.name):
        m.counters.fork += 1
        return Unknown(owner.reason, owner.site, outside=Outside("", m.counters.fork))
    if symbol is None:
        return Unknown(owner.reason, owner.site)
    identity = symbol.identity if fixed else _read_now(m, symbol.identity)
    if identity is None:
        return Unknown(owner.reason, owner.site)
    size = fixed and text.startswith("[")
    low = 0 if size else None
    part = Symbol(f"{symbol.name}{text}", identity, low, whole=size, axis=size, passing=symbol.passing)
    return Unknown(owner.reason, owner.site, Number.of(part))


def changed(m: Machine, owner: Unknown) -> None:
    """Something may have changed the parts of an unknown whole: what is read from now on is something else."""
    symbol = owner.symbol
    if symbol is None or symbol.name.endswith(".shape"):
        return
    m.counters.fork += 1
    last = _now(m, symbol.identity)
    for identity in {symbol.identity, last}:
        if identity is not None:
            m.state.write_variable(_variable(identity), integer(m.counters.fork))


def _now(m: Machine, identity: int) -> int | None:
    """The identity of parts that are read now; None where it depends on the path."""
    while (value := m.state.variables.get(_variable(identity))) is not None:
        value = m.visible(value)
        if not isinstance(value, Integer) or value.known is None:
            return None
        identity = value.known
    return identity


def _read_now(m: Machine, identity: int) -> int | None:
    m.note_read(_variable(identity), m.state.variables.get(_variable(identity)))
    return _now(m, identity)


def is_parts(variable: Variable) -> bool:
    """Whether this is what is remembered of the parts of a name."""
    return variable[0] == _SCOPE and variable[1].startswith(_PARTS)


def _variable(identity: int) -> Variable:
    return _SCOPE, f"{_PARTS}{identity}"
