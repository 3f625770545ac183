"""Programs that a library starts: click, typer, fire, hydra, `absl.app`; and the flags of `absl`.

What such a library calls with what somebody passes is what nobody calls in the file: it is read with its parameters as
names. So starting it does nothing here but end the program, where the library ends it.
"""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.inputs import note_option
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.command_line import option_value
from conv1d_lsp.interpreter.library.names import FLAGS, LIBRARY_SCOPE
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import option
from conv1d_lsp.interpreter.values import NONE, Constant, Function, Instance, Library, ListObject, Value


def _run_and_end(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`typer.run(main)`, `app.run(main)`: the program ends there."""
    m.state.alive = False
    return m.unknown("the program has ended", node)


def run_command(m: Machine, function: Function, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`main()` of a function that click or hydra has made a program of; click ends the program after it."""
    goes_on = function.kind == "configured" or "standalone_mode" in arguments.keywords
    return _run(m, arguments, node) if goes_on else _run_and_end(m, arguments, node)


def _run(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return m.unknown("what the command gives", node)


def _first(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`typer.Option(96, help="…")` stands for its default; `...` says that there is none."""
    default = arguments.get(0, "default")
    if default is None or (isinstance(default, Constant) and default.value is ...):
        return m.unknown("an option without a default", node)
    return default


def _typer(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return Library("typer.app")


def _flag(kind: str, *, free: bool = True) -> Builtin:
    """`flags.DEFINE_integer("window", 96, "steps of a window")`. free: it may be given whatever is of its kind."""

    def define(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
        name = arguments.get(0, "name")
        if not isinstance(name, Constant) or not isinstance(name.value, str):
            return m.unknown("a flag whose name is not known", node)
        m.counters.fork += 1
        single = option_value(m, f"FLAGS.{name.value}", kind, "the command line", node)
        value: Value = single
        if free and kind != "list":
            note_option(m, single, f"FLAGS.{name.value}")
        if kind == "list":
            value = m.new(ListObject(None))
        default = arguments.get(1, "default") or NONE
        value = option(m, default, value)
        m.state.write_variable((LIBRARY_SCOPE, f"{FLAGS}.{name.value}"), value)
        return m.new(Instance(None, {"value": value, "name": name, "default": default}, hidden=True))

    return define


COMMANDS: Mapping[str, Builtin] = {
    "typer.run": _run_and_end,
    "typer.app": _run_and_end,
    "typer.Typer": _typer,
    "typer.Option": _first,
    "typer.Argument": _first,
    "absl.app.run": _run_and_end,
    "fire.Fire": _run,
    "absl.flags.DEFINE_integer": _flag("number"),
    "absl.flags.DEFINE_string": _flag("text"),
    **dict.fromkeys((f"absl.flags.DEFINE_{name}" for name in ("bool", "boolean", "float")), _flag("")),
    **dict.fromkeys((f"absl.flags.DEFINE_{name}" for name in ("enum", "enum_class")), _flag("", free=False)),
    **dict.fromkeys(
        (
            f"absl.flags.DEFINE_{name}"
            for name in ("list", "multi_integer", "multi_float", "multi_string", "spaceseplist")
        ),
        _flag("list"),
    ),
}
