"""Settings that the source itself holds: namespaces and the containers of OmegaConf, ml_collections, EasyDict."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import NO_ARGUMENTS, Arguments
from conv1d_lsp.interpreter.instances import QUIET_METHODS
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.dicts import dict_method
from conv1d_lsp.interpreter.literals import attributes_as_dict, dict_record
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    NONE,
    Constant,
    DictObject,
    Instance,
    ListObject,
    Ref,
    UserClass,
    Value,
)

#: Settings nested deeper than this are not followed.
_DEEPEST = 16


def namespace(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`argparse.Namespace(a=1)`, `types.SimpleNamespace(a=1)`: what is inside stays as it is."""
    source = dict_record(m, arguments.positional[0]) if arguments.positional else None
    hidden = not arguments.complete or (bool(arguments.positional) and (source is None or not source.complete))
    return m.new(Instance(None, {**_named(source), **arguments.keywords}, hidden=hidden))


def _container(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`OmegaConf.create({"model": {"filters": 8}})`: dicts inside become containers too."""
    whole = namespace(m, arguments, node)
    given = arguments.positional[0] if arguments.positional else None
    if isinstance(given, Ref) and isinstance(m.record(given), ListObject):
        return _wrapped(m, given, 0)
    return _wrapped_attributes(m, whole)


def _wrapped_attributes(m: Machine, ref: Value) -> Value:
    record = m.record(ref) if isinstance(ref, Ref) else None
    if isinstance(ref, Ref) and isinstance(record, Instance):
        attributes = {name: _wrapped(m, value, 1) for name, value in record.attributes.items()}
        m.write(ref, replace(record, attributes=attributes))
    return ref


def _wrapped(m: Machine, value: Value, depth: int) -> Value:
    record = m.record(value) if isinstance(value, Ref) else None
    if depth > _DEEPEST:
        return m.unknown("settings that are nested too deeply")
    m.tick()
    if isinstance(record, DictObject):
        named = {name: _wrapped(m, item, depth + 1) for name, item in _named(record).items()}
        return m.new(Instance(None, named, hidden=not record.complete))
    if isinstance(record, ListObject) and record.items is not None:
        return m.new(replace(record, items=tuple(_wrapped(m, item, depth + 1) for item in record.items)))
    return value


def _named(record: DictObject | None) -> dict[str, Value]:
    items = () if record is None else record.items.values()
    return {key.value: value for key, value in items if isinstance(key, Constant) and isinstance(key.value, str)}


def _structured(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`OmegaConf.structured(Config)`: an instance of the class, with its defaults."""
    given = arguments.get(0, "obj")
    if isinstance(given, UserClass):
        return m.call(given, NO_ARGUMENTS, node)
    return given if isinstance(given, Ref) else m.unknown("settings that are not known", node)


def _plain(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`OmegaConf.to_container(config)`."""
    given = arguments.get(0, "cfg")
    return _unwrapped(m, given, 0) if isinstance(given, Ref) else m.unknown("settings that are not known", node)


def _unwrapped(m: Machine, value: Value, depth: int) -> Value:
    record = m.record(value) if isinstance(value, Ref) else None
    if depth > _DEEPEST:
        return m.unknown("settings that are nested too deeply")
    m.tick()
    if isinstance(record, Instance) and record.cls is None:
        parts = {name: _unwrapped(m, item, depth + 1) for name, item in record.attributes.items()}
        return m.new(attributes_as_dict(replace(record, attributes=parts)))
    if isinstance(record, ListObject) and record.items is not None:
        return m.new(replace(record, items=tuple(_unwrapped(m, item, depth + 1) for item in record.items)))
    return value


def container_method(m: Machine, ref: Ref, record: Instance, name: str, arguments: Arguments) -> Value | None:
    """`config.get("window", 96)`, `vars(args).items()`: as on a dict of the attributes."""
    if name in QUIET_METHODS:
        return NONE
    if name == "copy_and_resolve_references":
        name = "copy"
    if name in ("to_dict", "toDict"):
        return _unwrapped(m, ref, 0)
    as_dict = m.new(attributes_as_dict(record))
    before = m.record(as_dict)
    assert isinstance(before, DictObject)
    result = dict_method(m, as_dict, before, name, arguments)
    after = m.record(as_dict)
    if name == "copy":
        return m.new(record)
    if after is not before and isinstance(after, DictObject):
        hidden = record.hidden or not after.complete
        m.write(ref, Instance(record.cls, _named(after), hidden=hidden, partial=record.partial))
        _wrapped_attributes(m, ref)
    return result


SETTINGS: Mapping[str, Builtin] = {
    **dict.fromkeys(("argparse.Namespace", "types.SimpleNamespace"), namespace),
    **dict.fromkeys(
        (
            "omegaconf.OmegaConf.create omegaconf.DictConfig ml_collections.ConfigDict addict.Dict box.Box munch.Munch "
            "ml_collections.config_dict.ConfigDict ml_collections.config_dict.create easydict.EasyDict dotmap.DotMap "
            "munch.munchify tensorflow.contrib.training.HParams"
        ).split(),
        _container,
    ),
    "omegaconf.OmegaConf.structured": _structured,
    "omegaconf.OmegaConf.to_container": _plain,
    "omegaconf.OmegaConf.to_object": _plain,
}
