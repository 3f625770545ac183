"""What a program reads when it runs: environment variables, arguments, the keyboard, files of settings."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.names import LIBRARY_SCOPE
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.outside import nameless, option, text_from_outside
from conv1d_lsp.interpreter.values import NONE, Constant, Integer, Library, Unknown, Value

#: Functions that read settings from a file or a text.
_SETTINGS_FILES = (
    "json.load json.loads yaml.load yaml.safe_load yaml.full_load toml.load toml.loads tomllib.load tomllib.loads "
    "pickle.load joblib.load configparser.ConfigParser omegaconf.OmegaConf.load omegaconf.OmegaConf.merge "
    "omegaconf.OmegaConf.from_cli omegaconf.OmegaConf.from_dotlist hydra.compose"
).split()

_ENVIRONMENT = "os.environ"
_ARGUMENTS = "sys.argv"


def _settings_file(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`json.load(file)` and the like."""
    return nameless(m, "it is read from a file at run time", node)


def _typed_in(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    return text_from_outside(m, "", "it is typed in at run time", node)


def _environment(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`os.environ.get("STEPS", 96)`."""
    named = _variable(m, arguments.positional[0] if arguments.positional else NONE, node)
    from_outside = isinstance(named, Unknown) and named.outside is not None
    return option(m, arguments.get(1, "default"), named) if from_outside else named


def _variable(m: Machine, name: Value, node: cst.CSTNode) -> Value:
    name = m.visible(name)
    if not isinstance(name, Constant) or not isinstance(name.value, str):
        return m.unknown("an environment variable", node)
    written = m.state.variables.get((LIBRARY_SCOPE, f"{_ENVIRONMENT}[{name.value}]"))
    if written is not None:
        return m.unknown("an environment variable that the program sets itself", node)
    return text_from_outside(m, name.value, f"`{name.value}` comes from the environment", node)


def _set_environment(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`os.environ.setdefault("STEPS", "96")`, `os.putenv(...)`."""
    if arguments.positional:
        set_library_item(m, Library(_ENVIRONMENT), arguments.positional[0])
    return m.unknown("an environment variable", node)


def item_of_library(m: Machine, owner: Library, index: Value, node: cst.CSTNode) -> Value | None:
    """`os.environ["STEPS"]`, `sys.argv[1]`; None for what is not read at run time."""
    if owner.path == _ENVIRONMENT:
        return _variable(m, index, node)
    if owner.path != _ARGUMENTS:
        return None
    known = index.known if isinstance(index, Integer) else None
    if known is None:
        return m.unknown("the arguments of the command line", node)
    return text_from_outside(m, f"{_ARGUMENTS}[{known}]", "an argument of the command line", node)


def set_library_item(m: Machine, owner: Library, index: Value) -> None:
    """`os.environ["STEPS"] = "96"`."""
    index = m.visible(index)
    if owner.path == _ENVIRONMENT and isinstance(index, Constant) and isinstance(index.value, str):
        m.state.write_variable((LIBRARY_SCOPE, f"{_ENVIRONMENT}[{index.value}]"), NONE)


RUN_TIME: Mapping[str, Builtin] = {
    "os.environ.get": _environment,
    "os.getenv": _environment,
    "os.environ.setdefault": _set_environment,
    "os.putenv": _set_environment,
    "builtins.input": _typed_in,
    **dict.fromkeys(_SETTINGS_FILES, _settings_file),
}
