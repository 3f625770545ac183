"""A class whose methods nobody calls in the file: its `__init__`, then its methods, as others may call them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.classes import follows_bases, library_base, linearized, lookup, methods_in
from conv1d_lsp.interpreter.functions import named_value
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.nobody import Given, call_for_nobody
from conv1d_lsp.interpreter.values import TRUE, Function, Instance, ObjectRecord, Ref, UserClass, Value, is_none
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import nodes_in

#: Methods that Keras or nobody calls to make tensors.
_NOT_FOLLOWED = frozenset(
    {"get_config", "from_config", "compute_output_shape", "compute_mask", "train_step", "test_step"}
)

#: What those who run tests call before each of them.
_SETS_UP = ("setUpClass", "setUp", "setup_method")

#: Longer methods train or evaluate: they have no part in a model.
LONGEST_METHOD = 16_000

#: A method that took more steps than this and made no tensor is not followed again with other arguments.
LONGEST_IDLE_METHOD = 500

_MUTATORS = frozenset(
    "append extend insert pop remove clear sort reverse update setdefault popitem add discard appendleft".split()
)


def follow_class(m: Machine, cls: UserClass, given: Given, futile: set[cst.CSTNode]) -> Mapping[int, ObjectRecord]:
    """Run what nothing has run. Gives the objects that methods made.

    The instance is one that a variable holds, or is made with parameters as names. given: which defaults count.
    futile: methods that an earlier attempt has found to take long for nothing; gets those that this one finds.
    """
    if cls.fields is not None and cls.fields.as_tuple:
        return {}
    m.silent += _is_abstract(cls)
    try:
        ref = _made_by_the_program(m, cls) or _instance(m, cls, given)
        if not m.state.alive:
            return {}
        _set_up(m, cls, ref)
        _forget_what_methods_write(m, cls, ref)
        if library_base(cls) is not None:
            _as_keras_does(m, cls, ref)
        return {} if cls.node in m.called else _follow_methods(m, cls, ref, given, futile)
    finally:
        m.silent -= _is_abstract(cls)


def has_more(m: Machine, cls: UserClass) -> bool:
    """Whether a class was not made use of: none of its instances was made, or none of a layer or model was called."""
    if cls.node not in m.called:
        return True
    call = lookup(m, cls, "call") if library_base(cls) is not None else None
    return isinstance(call, Function) and call.node not in m.called


def followed_methods(cls: UserClass) -> list[cst.FunctionDef]:
    """What is followed of a class if nobody calls it, the methods that it inherits too."""
    return [
        method
        for each in linearized(cls)
        if isinstance(each, UserClass)
        for method in methods_in(each)
        if _is_followed(method.name.value)
    ]


def _is_followed(name: str) -> bool:
    return name not in _NOT_FOLLOWED and (name == "__call__" or not name.startswith("__"))


def _made_by_the_program(m: Machine, cls: UserClass) -> Ref | None:
    """An instance that a variable of the module holds."""
    if cls.node not in m.called:
        return None
    for (scope, _), value in sorted(m.state.variables.items(), key=lambda item: item[0]):
        record = m.record(value) if scope == CHECKED and isinstance(value, Ref) else None
        if isinstance(record, Instance) and record.cls is not None and record.cls.scope == cls.scope:
            return value if isinstance(value, Ref) else None
    return None


def _is_abstract(cls: UserClass) -> bool:
    """Whether it leaves methods to classes derived from it: what fails here may not fail there."""
    return any(
        "abstractmethod" in text_of(decorator.decorator)
        for method in methods_in(cls)
        for decorator in method.decorators
    )


def _instance(m: Machine, cls: UserClass, given: Given) -> Ref:
    fields = {} if cls.fields is None else {name: named_value(m, name, cls.name, cls.node) for name in cls.fields.names}
    ref = m.new(Instance(cls, fields, hidden=not follows_bases(cls)))
    initializer = lookup(m, cls, "__init__" if cls.fields is None else "__post_init__")
    if isinstance(initializer, Function) and initializer.opaque is None:
        call_for_nobody(m, initializer, given, cls.node, ref)
    return ref


def _set_up(m: Machine, cls: UserClass, ref: Ref) -> None:
    """What runs before each test of a class of tests."""
    for name in _SETS_UP if _is_of_tests(cls) else ():
        method = lookup(m, cls, name)
        if isinstance(method, Function) and method.opaque is None and method.node not in m.called:
            call_for_nobody(m, method, Given.NAMES, _place(m, cls, method), *_receiver(method, cls, ref))


def _is_of_tests(cls: UserClass) -> bool:
    return cls.name.startswith("Test") or any("TestCase" in text_of(base.value) for base in cls.node.bases)


def _forget_what_methods_write(m: Machine, cls: UserClass, ref: Ref) -> None:
    """Attributes that methods other than `__init__` and `build` change may be anything when a method is called.

    Inherited methods too, wherever they are written. So may those that are None at first: somebody is to give them.
    """
    record = m.record(ref)
    if not isinstance(record, Instance):
        return
    written = {
        name
        for each in linearized(cls)
        if isinstance(each, UserClass)
        for method in methods_in(each)
        if method.name.value not in ("__init__", "__post_init__", "build", *_SETS_UP)
        for name in _written(method)
    }
    if library_base(cls) is None:
        written |= {name for name, value in record.attributes.items() if is_none(value)}
    unknown = {
        name: m.unknown(f"`{name}` is changed by a method", cls.node) for name in written & record.attributes.keys()
    }
    if unknown:
        m.write(ref, replace(record, attributes={**record.attributes, **unknown}))


def _written(method: cst.FunctionDef) -> Iterator[str]:
    """The attributes, of whatever object, that a method assigns to or changes in place."""
    for node in nodes_in(method):
        kind = type(node)
        if kind is cst.AssignTarget or kind is cst.AnnAssign or kind is cst.AugAssign:
            target = node.target  # type: ignore[attr-defined]
            if type(target) is not cst.Name:
                yield from (each.attr.value for each in nodes_in(target) if type(each) is cst.Attribute)
        elif type(node) is cst.Call and type(node.func) is cst.Attribute and node.func.attr.value in _MUTATORS:
            owner = node.func.value
            if type(owner) is cst.Attribute:
                yield owner.attr.value


def _as_keras_does(m: Machine, cls: UserClass, ref: Ref) -> None:
    """`build`, then `call`, on tensors that are not known."""
    build, call = lookup(m, cls, "build"), lookup(m, cls, "call")
    if isinstance(build, Function) and build.opaque is None and build.node not in m.called:
        call_for_nobody(m, build, Given.NAMES, _place(m, cls, build), ref)
    record = m.record(ref)
    if isinstance(record, Instance):
        m.write(ref, replace(record, attributes={**record.attributes, "built": TRUE}))
    if isinstance(call, Function) and call.opaque is None and call.node not in m.called:
        outer = m.state
        m.state = outer.fork()
        m.inside_layers += 1
        try:
            call_for_nobody(m, call, Given.NAMES, _place(m, cls, call), ref)
        finally:
            m.inside_layers -= 1
        m.state.alive = True


def _place(m: Machine, cls: UserClass, method: Function) -> cst.CSTNode:
    """Where a method is called that nobody calls: at its definition, or at the class that has it from another file."""
    return method.node if m.scopes[method.scope].module == m.module else cls.node


def _follow_methods(
    m: Machine, cls: UserClass, ref: Ref, given: Given, futile: set[cst.CSTNode]
) -> Mapping[int, ObjectRecord]:
    """Each method that nothing has called, on the instance as it was made."""
    base = m.state
    made: dict[int, ObjectRecord] = {}
    for definition in methods_in(cls):
        name = definition.name.value
        method = lookup(m, cls, name)
        if not isinstance(method, Function) or method.opaque is not None or method.node in m.called:
            continue
        if not _is_followed(name) or method.node in futile or (m.watched is not None and method.node not in m.watched):
            continue
        m.state = base.fork()
        cut_short, tensors, begun = m.cut_short, len(m.notes.tensors), m.counters.steps
        ended = False
        with m.share(LONGEST_METHOD):
            call_for_nobody(m, method, given, method.node, *_receiver(method, cls, ref))
            ended = True
        idle = len(m.notes.tensors) == tensors
        if idle:
            m.cut_short = cut_short  # what was left out is not about shapes
        if not ended or (idle and m.counters.steps - begun > LONGEST_IDLE_METHOD):
            futile.add(method.node)
        written = m.state.writes_since(base)[1]
        made |= {address: m.state.objects[address] for address in written if address in m.state.objects}
    m.state = base
    return made


def _receiver(method: Function, cls: UserClass, ref: Ref) -> tuple[Value, ...]:
    if method.kind == "static":
        return ()
    return (cls if method.kind == "class" else ref,)
