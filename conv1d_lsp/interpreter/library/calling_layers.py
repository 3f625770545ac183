"""Layers, called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import NotATensor
from conv1d_lsp.interpreter.findings import Promise, TensorEvent
from conv1d_lsp.interpreter.graph import on_other_batch
from conv1d_lsp.interpreter.joining import joined
from conv1d_lsp.interpreter.library.convert import is_structure, leaves, to_inputs
from conv1d_lsp.interpreter.library.endings import is_softmax_of_one
from conv1d_lsp.interpreter.library.lambdas import (
    HANDED_ON,
    result_of_lambda,
    wrong_signature,
)
from conv1d_lsp.interpreter.library.making_layers import make_layer
from conv1d_lsp.interpreter.library.masks import mask_misfit
from conv1d_lsp.interpreter.library.merging_many import merge_of_many
from conv1d_lsp.interpreter.library.refusals import Passed, report_refusal
from conv1d_lsp.interpreter.library.ways import apart
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.target_faults import SoftmaxOfOne
from conv1d_lsp.interpreter.values import (
    Array,
    Constant,
    GraphNode,
    LayerObject,
    Library,
    ListObject,
    ModelObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
    is_none,
)
from conv1d_lsp.layers import Built, Called, Inputs, Moment, Numbered, Refused, find
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear

Tensors = Tensor | Array

#: A layer call takes as long as this many other steps.
STEPS_OF_A_LAYER = 10


def call_merge(m: Machine, name: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`keras.layers.concatenate([a, b], axis=-1)`: a layer made and called in one."""
    tensors = arguments.get(0, "inputs")
    rest = {key: value for key, value in arguments.keywords.items() if key != "inputs"}
    settings = Arguments(arguments.positional[1:], rest, arguments.complete)
    layer = make_layer(m, name, settings, node)
    if not isinstance(layer, Ref) or tensors is None:
        return m.unknown("the layer can't be made", node)
    record = m.record(layer)
    assert isinstance(record, LayerObject)
    return call_layer(m, layer, record, Arguments((tensors,)), node)


def call_layer(m: Machine, ref: Ref, record: LayerObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`layer(inputs)`: on symbolic tensors a node of the graph, on arrays numbers."""
    passed = arguments.get(0, "inputs")
    if passed is None or not arguments.complete:
        return m.unknown("what the layer is called on is not known", node)
    if type(passed) is Tensor and len(arguments.positional) == 1 and not arguments.keywords:
        return _called(m, ref, _Structure(passed, (), {}, {}), (passed,), (passed,), node)
    if is_none(passed):
        return m.report(NotATensor(record.label, "None"), node, made=record.site)
    if (merged := merge_of_many(m, ref, record, passed, node)) is not None:
        return merged
    others = _further_tensors(arguments.positional[1:])
    keywords = {key: value for key, value in arguments.keywords.items() if key != "inputs"}
    named = {key: value for key, value in keywords.items() if _tensors_in(m, value)}
    options = {key: _option(value) for key, value in keywords.items() if key not in named}
    everything = [leaf for value in (passed, *others, *named.values()) for leaf in leaves(m, value)]
    refused = next((leaf for leaf in everything if no_tensor(m, leaf) is not None), None)
    if refused is not None:
        return m.report(NotATensor(record.label, no_tensor(m, refused) or ""), node, made=record.site)
    structure = _Structure(passed, others, named, options)
    return m.each(everything, lambda chosen: _called(m, ref, structure, everything, chosen, node))


class _Structure:
    """The tensors of a call as they were passed."""

    def __init__(
        self, first: Value, others: tuple[Value, ...], named: dict[str, Value], options: dict[str, object]
    ) -> None:
        self.first, self.others, self.named, self.options = first, others, named, options

    def shapes(self, m: Machine, everything: Sequence[Value], chosen: Sequence[Value]) -> Passed:
        if type(self.first) is Tensor and len(everything) == 1:
            only = chosen[0]
            return only.shape if type(only) is Tensor else to_inputs(m, only, {}), (), {}
        picked = {id(old): new for old, new in zip(everything, chosen, strict=True)}
        first = to_inputs(m, self.first, picked)
        others = tuple(to_inputs(m, value, picked) for value in self.others)
        return first, others, {name: to_inputs(m, value, picked) for name, value in self.named.items()}


def _further_tensors(positional: Sequence[Value]) -> tuple[Value, ...]:
    """What stands after the first argument and may be a tensor: `training` and the like come last."""
    last = max((index for index, value in enumerate(positional, 1) if not isinstance(value, Constant)), default=0)
    return tuple(positional[:last])


def _option(value: Value) -> object:
    """A keyword of a call that is no tensor: `training=True`."""
    if isinstance(value, Constant):
        return value.value
    return Unclear(value.reason if isinstance(value, Unknown) else "an argument of a call that can't be told")


def _tensors_in(m: Machine, value: Value) -> bool:
    return any(isinstance(leaf, Tensor | Array) for leaf in leaves(m, value)) or is_structure(m, value)


def no_tensor(m: Machine, leaf: Value) -> str | None:
    """What a leaf is, in words, if it certainly is no tensor."""
    if isinstance(leaf, Library) and leaf.path.startswith("keras.layers.") and find(leaf.last, m.keras) is not None:
        return f"the class {leaf.last}, of which no layer is made"
    if not isinstance(leaf, Ref):
        return None
    record = m.record(leaf)
    if isinstance(record, LayerObject):
        return f"the layer {record.label} itself, not its output"
    return "a model itself, not its output" if isinstance(record, ModelObject) else None


def _called(
    m: Machine,
    ref: Ref,
    structure: _Structure,
    everything: Sequence[Value],
    chosen: Sequence[Value],
    node: cst.CSTNode,
) -> Value:
    record = m.record(ref)
    if not isinstance(record, LayerObject) or record.configured is None:
        return m.unknown("this layer is not known yet", node)
    m.tick(STEPS_OF_A_LAYER)
    tensors = [value for value in chosen if type(value) is Tensor or type(value) is Array]
    passed = structure.shapes(m, everything, chosen)
    eager = bool(chosen) and {Array}.issuperset(map(type, chosen))
    configured, before = record.configured, None if record.many else record.built
    unasked = eager and record.function is not None

    def on(passed: Passed) -> Called | Refused:
        if unasked:
            return Called.giving(Shape.unknown(Unclear("what the function gives")), Built())
        first, others, named = passed
        keywords = {**structure.options, **named}
        if before is None and not others and not keywords:
            return m.workshop.first_call(configured, first, on_data=eager)
        return configured.call(first, before, others, keywords, on_data=eager)

    result = on(passed)
    if isinstance(result, Refused):
        return report_refusal(m, result, passed, on, node, record.site, tensors)
    for fault in result.at_run_time:
        m.report(fault, node, promise=Promise.RUNS, made=record.site, inputs=tensors)
    if is_softmax_of_one(configured, result.outputs[0]):
        ones = SoftmaxOfOne(record.label, result.outputs[0])
        m.report(ones, node, promise=Promise.RUNS, made=record.site, inputs=tensors)
    symbolic = tuple([tensor for tensor in tensors if type(tensor) is Tensor])
    whole = len(symbolic) == len(everything)
    dtypes = tuple([tensor.dtype for tensor in _first(m, structure, everything, symbolic)]) if whole else ()
    mixed = configured.refused_dtypes(dtypes)
    if mixed is not None:
        return m.report(mixed, node, made=record.site, inputs=tensors)
    if whole and "mask" not in structure.options and not structure.named:
        misfit = mask_misfit(m, record, symbolic)
        if misfit is not None and m.keras is Generation.KERAS_2 and not misfit.spread:
            return m.report(misfit, node, made=record.site, inputs=tensors)
        if misfit is not None:
            m.report(misfit, node, promise=Promise.RUNS, made=record.site, inputs=tensors)
        if misfit is not None and misfit.spread:
            result = Called.giving(Shape.unknown(Unclear("the mask is spread along the channels")), result.built)
    if record.function is not None:
        if (wrong := wrong_signature(record, m.keras)) is not None:
            return m.report(wrong, node, made=record.site, inputs=tensors)
        result = _of_lambda(m, record, result, structure, chosen, eager, node)
    again = None
    if whole:
        again = _repeater(record, result, passed, structure.options, [tensor.shape for tensor in symbolic])
    m.counters.graph += 1
    graph = GraphNode(
        ref,
        record.label,
        record.name,
        symbolic,
        result.outputs,
        m.site(node),
        m.counters.graph,
        partial=len(tensors) < len(everything),
        again=again,
    )
    built = record.built if record.many else result.built
    record = record.after_call(graph, built)
    m.write(ref, record)
    given = None if eager else graph
    dtype = configured.given_dtype(dtypes)
    parts = apart(m, record.ways, result)
    if parts:
        return joined((way, _outputs(m, record, part, tensors, given, node, dtype)) for way, part in parts)
    return _outputs(m, record, result, tensors, given, node, dtype)


def _first(
    m: Machine, structure: _Structure, everything: Sequence[Value], symbolic: tuple[Tensor, ...]
) -> tuple[Tensor, ...]:
    """The tensors of the first argument: others may be masks."""
    if len(everything) == 1 or not (structure.others or structure.named):
        return symbolic
    return symbolic[: sum(1 for _ in leaves(m, structure.first))]


def _of_lambda(
    m: Machine,
    record: LayerObject,
    stated: Called,
    structure: _Structure,
    chosen: Sequence[Value],
    eager: bool,
    node: cst.CSTNode,
) -> Called:
    """What the function gives, unless the layer states it."""
    if stated.outputs[0].ranked:
        return stated
    unclear = Called((Shape.unknown(Unclear("what the function gives")),), False, stated.built)
    if structure.others or structure.named or structure.options.keys() - HANDED_ON:
        return unclear
    result = result_of_lambda(m, record, structure.first, chosen, eager, node)
    return unclear if result is None else Called.giving(result, stated.built)


def _repeater(
    record: LayerObject, called: Called, passed: Passed, options: dict[str, object], inputs: Sequence[Shape]
) -> Callable[[Sequence[Shape]], Sequence[Shape] | Moment]:
    """The same call on tensors of other shapes, inside a model: there Keras 2 checks them as it checks data."""
    configured = record.configured
    if record.function is not None or configured is None:
        return lambda given: on_other_batch(inputs, given, called.outputs)

    def again(given: Sequence[Shape]) -> Sequence[Shape] | Moment:
        shapes = iter(given)
        first = _refilled(passed[0], shapes)
        others = tuple(_refilled(value, shapes) for value in passed[1])
        named = {name: _refilled(value, shapes) for name, value in passed[2].items()}
        result = configured.call(first, called.built, others, {**options, **named}, on_data=True)
        if isinstance(result, Refused):
            return result.moment
        return result.outputs if result.beyond_array is None else Moment.CALL

    return again


def _refilled(structure: Inputs, shapes: Iterator[Shape]) -> Inputs:
    if isinstance(structure, Shape):
        return next(shapes)
    return tuple(_refilled(item, shapes) for item in structure)


def _outputs(
    m: Machine,
    record: LayerObject,
    called: Called,
    tensors: Sequence[Tensors],
    graph: GraphNode | None,
    node: cst.CSTNode,
    dtype: str | None,
) -> Value:
    """The tensors that a call gives; arrays, if it was called on arrays (`graph` is None)."""
    site = m.site(node)
    shapes = tuple(tensor.shape for tensor in tensors)
    outputs: list[Value] = []
    for index, shape in enumerate(called.outputs):
        m.note_tensor(TensorEvent(site, record.label, shape, index, shapes, record, called, graph=graph))
        array = Array(shape, site, record.label, library="tensorflow") if graph is None else None
        outputs.append(array or Tensor(shape, graph, index, dtype))
    if called.unclear is not None:
        return Unknown(called.unclear.reason, site)
    if not called.structured:
        return outputs[0]
    if called.nested is not None:
        return _nested(outputs, called.nested)
    return TupleValue(tuple(outputs)) if m.keras is Generation.KERAS_3 else m.new(ListObject(tuple(outputs)))


def _nested(outputs: Sequence[Value], numbered: Numbered) -> Value:
    if isinstance(numbered, int):
        return outputs[numbered]
    return TupleValue(tuple(_nested(outputs, each) for each in numbered))
