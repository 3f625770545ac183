"""Layers and models of the user's own: `build` once, `call`, and in Keras 3 what `compute_output_shape` says."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.classes import library_base, lookup
from conv1d_lsp.interpreter.faults import OpenWeight
from conv1d_lsp.interpreter.functions import call_function
from conv1d_lsp.interpreter.graph import on_other_batch
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.initialized import call_uninitialized
from conv1d_lsp.interpreter.library.making_layers import snake_case
from conv1d_lsp.interpreter.library.shapes import shapes_in, shapes_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import shape_items
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.symbolic import automatic_name
from conv1d_lsp.interpreter.values import (
    ANSWERS,
    TRUE,
    Array,
    Constant,
    DictObject,
    Function,
    GraphNode,
    Instance,
    ListObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    UserClass,
    Value,
)
from conv1d_lsp.layers.configured import Inputs
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Open, Shape, Unclear


def call_custom(m: Machine, ref: Ref, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`layer(inputs)` of a class with a `call`. Its output is that of one layer, whatever is inside."""
    method = lookup(m, cls, "call")
    assert isinstance(method, Function)
    if (refused := call_uninitialized(m, ref, cls, node)) is not None:
        return refused
    _build_once(m, ref, cls, arguments, node)
    stated = _stated(m, ref, cls, arguments, node)
    m.inside_layers += 1
    m.silent += stated is not None
    try:
        value = call_function(m, method, arguments.with_first(ref), node)
    finally:
        m.silent -= stated is not None
        m.inside_layers -= 1
    inputs = [leaf for given in arguments.all() for leaf in leaves(m, given)]
    symbolic = tuple(leaf for leaf in inputs if isinstance(leaf, Tensor))
    if isinstance(stated, Shape) and symbolic and _whole(stated):
        value = Tensor(stated, None)
    elif isinstance(stated, tuple) and symbolic and all(isinstance(each, Shape) and _whole(each) for each in stated):
        value = TupleValue(tuple(Tensor(each, None) for each in stated if isinstance(each, Shape)))
    if not symbolic:
        answers = isinstance(value, Array) and library_base(cls) in ("keras.Model", "keras.Sequential")
        return replace(value, of_model=ANSWERS) if answers and isinstance(value, Array) else value
    partial = any(not isinstance(leaf, Tensor | Constant) for leaf in inputs)
    return _as_one_layer(m, ref, cls, value, symbolic, partial, node)


def _build_once(m: Machine, ref: Ref, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> None:
    record = m.record(ref)
    method = lookup(m, cls, "build")
    if not isinstance(record, Instance) or "built" in record.attributes or record.hidden:
        return
    m.write(ref, replace(record, attributes={**record.attributes, "built": TRUE}))
    if not isinstance(method, Function):
        return
    shapes = [shapes_of(m, value) for value in arguments.positional]
    taken = max(1, len(method.node.params.params) - 1) if m.keras is Generation.KERAS_3 else 1
    call_function(m, method, Arguments((ref, *shapes[:taken])), node)


def _stated(m: Machine, ref: Ref, cls: UserClass, arguments: Arguments, node: cst.CSTNode) -> Inputs | None:
    """The output's shape, or several, by `compute_output_shape`, which Keras 3 asks instead of running `call`."""
    method = lookup(m, cls, "compute_output_shape")
    passed = next(iter(arguments.positional), None)
    if m.keras is Generation.KERAS_2 or not isinstance(method, Function) or passed is None:
        return None
    if not all(isinstance(leaf, Tensor) for leaf in leaves(m, passed)):
        return None
    value = m.visible(call_function(m, method, Arguments((ref, shapes_of(m, passed))), node))
    return shapes_in(m, value) or Shape.unknown(Unclear("what `compute_output_shape` gives"))


def _whole(shape: Shape) -> bool:
    return shape.ranked and not any(isinstance(axis, Unclear) for axis in shape.known_axes)


def _as_one_layer(
    m: Machine,
    ref: Ref,
    cls: UserClass,
    value: Value,
    inputs: tuple[Tensor, ...],
    partial: bool,
    node: cst.CSTNode,
) -> Value:
    """The tensors that `call` gave as the outputs of one node of the graph: what is inside belongs to the layer."""
    value = m.visible(value)
    outputs = [leaf for leaf in leaves(m, value) if isinstance(leaf, Tensor)]
    if not outputs:
        return value
    m.counters.graph += 1
    name = automatic_name(m, snake_case(cls.name))
    shapes = tuple(tensor.shape for tensor in outputs)
    given = tuple(tensor.shape for tensor in inputs)
    graph = GraphNode(
        ref,
        cls.name,
        name,
        inputs,
        shapes,
        m.site(node),
        m.counters.graph,
        partial=partial,
        inside=tuple(outputs),
        again=lambda other: on_other_batch(given, other, shapes),
    )
    wrapped = {id(tensor): Tensor(tensor.shape, graph, i, tensor.dtype) for i, tensor in enumerate(outputs)}
    return _rewrapped(m, value, wrapped)


@bounded(Unknown("it is nested too deeply"))
def _rewrapped(m: Machine, value: Value, wrapped: dict[int, Tensor]) -> Value:
    value = m.visible(value)
    if isinstance(value, Tensor):
        return wrapped.get(id(value), value)
    if isinstance(value, TupleValue):
        return replace(value, items=tuple(_rewrapped(m, item, wrapped) for item in value.items))
    record = m.record(value) if isinstance(value, Ref) else None
    if isinstance(record, ListObject) and record.items is not None:
        return m.new(replace(record, items=tuple(_rewrapped(m, item, wrapped) for item in record.items)))
    if isinstance(record, DictObject):
        items = {key: (name, _rewrapped(m, item, wrapped)) for key, (name, item) in record.items.items()}
        return m.new(DictObject(items, record.complete))
    return value


def add_weight(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`self.add_weight(name, shape, …)`, `self.add_weight(shape=…)`: an array."""
    given = arguments.keywords.get("shape")
    candidates = [given] if given is not None else list(arguments.positional[:2])
    for value in map(m.visible, candidates):
        items = shape_items(m, value)
        shape = None if items is None else shape_of_items(items)
        if shape is not None and any(isinstance(axis, Open) for axis in shape.known_axes):
            return m.report(OpenWeight(shape), node)
        if shape is not None:
            return Array(shape, m.site(node), "add_weight", library="tensorflow")
    if given is None and not arguments.positional:
        return Array(Shape(()), m.site(node), "add_weight", library="tensorflow")
    return m.unknown("the shape of a weight", node)
