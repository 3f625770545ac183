"""Decorators: those that keep a function as it is are looked through, all others make it opaque."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.command_line import destination
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.passing import evaluate_arguments
from conv1d_lsp.interpreter.records import as_dataclass
from conv1d_lsp.interpreter.values import BoundMethod, Function, Instance, Library, LibraryMethod, Ref, UserClass, Value

_KEEP = frozenset(
    (
        "tensorflow.function functools.wraps functools.lru_cache functools.cache abc.abstractmethod "
        "typing.override typing.no_type_check typing.overload keras.saving.register_keras_serializable "
        "click.argument click.pass_context click.pass_obj click.version_option click.help_option "
        "click.confirmation_option click.password_option typer.app.command typer.app.callback "
        "contextlib.contextmanager keras.utils.register_keras_serializable typing.final "
        "jaxtyping.jaxtyped beartype.beartype typeguard.typechecked"
    ).split()
)
#: Decorators that make a program of a function.
_COMMANDS = {"click.command": "command", "click.group": "command", "hydra.main": "configured"}

_KINDS = {"builtins.property": "property", "builtins.staticmethod": "static", "builtins.classmethod": "class"}


def decorated_function(m: Machine, node: cst.FunctionDef, function: Function) -> Value:
    """The function as its decorators leave it."""
    for decorator in reversed(node.decorators):
        getter = _property_of(m, decorator.decorator)
        if getter is not None:
            match _accessor(decorator):
                case "setter":
                    return replace(getter, setter=function)
                case "getter":
                    return replace(function, kind=getter.kind, setter=getter.setter)
            return getter
        path = _path(m, decorator)
        if path in _COMMANDS:
            function = replace(function, kind=_COMMANDS[path])
        elif path in _KINDS:
            function = replace(function, kind=_KINDS[path])
        elif path == "click.option":
            function = _with_option(m, function, decorator)
        elif path == "functools.wraps":
            function = _named_like(m, function, decorator)
        elif path not in _KEEP:
            own = _own(m, function, decorator)
            if not isinstance(own, Function):
                return own
            function = own
    return function


def _own(m: Machine, function: Function, decorator: cst.Decorator) -> Value:
    """What a decorator of the program's own gives; one that is not known makes the function opaque."""
    made_by = decorator.decorator.func if isinstance(decorator.decorator, cst.Call) else decorator.decorator
    if not _is_followed(m, m.visible(m.evaluate(made_by))):
        return replace(function, opaque="a decorated function")
    return m.visible(m.call(m.visible(m.evaluate(decorator.decorator)), Arguments((function,)), decorator))


def _is_followed(m: Machine, decorator: Value) -> bool:
    if isinstance(decorator, Function):
        return decorator.opaque is None
    return isinstance(decorator, BoundMethod | UserClass) or (
        isinstance(decorator, Ref) and isinstance(m.record(decorator), Instance)
    )


def _named_like(m: Machine, function: Function, decorator: cst.Decorator) -> Function:
    """`@functools.wraps(other)`."""
    call = decorator.decorator
    wrapped = m.visible(m.evaluate(call.args[0].value)) if isinstance(call, cst.Call) and call.args else None
    return replace(function, name=wrapped.name) if isinstance(wrapped, Function) else function


def decorated_class(m: Machine, node: cst.ClassDef, cls: UserClass) -> Value:
    """The class as its decorators leave it."""
    for decorator in reversed(node.decorators):
        path = _path(m, decorator)
        if path == "dataclasses.dataclass":
            cls = as_dataclass(m, cls)
        elif path not in _KEEP:
            own = _own_of_class(m, cls, decorator)
            if not isinstance(own, UserClass):
                return own
            cls = own
    return cls


def _own_of_class(m: Machine, cls: UserClass, decorator: cst.Decorator) -> Value:
    made_by = decorator.decorator.func if isinstance(decorator.decorator, cst.Call) else decorator.decorator
    if not _is_followed(m, m.visible(m.evaluate(made_by))):
        return replace(cls, opaque="a decorated class")
    return m.visible(m.call(m.visible(m.evaluate(decorator.decorator)), Arguments((cls,)), decorator))


def _property_of(m: Machine, expression: cst.BaseExpression) -> Function | None:
    """The property that `@name.setter`, `@name.getter` or `@name.deleter` belongs to."""
    if not isinstance(expression, cst.Attribute) or expression.attr.value not in ("setter", "getter", "deleter"):
        return None
    value = m.evaluate(expression.value)
    return value if isinstance(value, Function) and value.kind == "property" else None


def _accessor(decorator: cst.Decorator) -> str:
    return decorator.decorator.attr.value if isinstance(decorator.decorator, cst.Attribute) else ""


def _path(m: Machine, decorator: cst.Decorator) -> str:
    expression = decorator.decorator
    if isinstance(expression, cst.Call):
        expression = expression.func
    value = m.evaluate(expression)
    if isinstance(value, LibraryMethod) and isinstance(value.owner, Function) and value.owner.kind == "command":
        return f"click.{value.name}"
    return value.path if isinstance(value, Library) else ""


def _with_option(m: Machine, function: Function, decorator: cst.Decorator) -> Function:
    """`@click.option("--window", default=96)`: the parameter has this default."""
    if not isinstance(decorator.decorator, cst.Call):
        return function
    arguments = evaluate_arguments(m, decorator.decorator)
    default, name = arguments.keywords.get("default"), destination(arguments)
    if default is None or name is None:
        return function
    return replace(function, defaults=(*function.defaults, (name, m.visible(default))))
