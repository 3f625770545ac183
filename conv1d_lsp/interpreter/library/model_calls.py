"""Calling a model: whether what is passed fits, and what comes out."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.data_faults import LackingKey, StepsAsSamples
from conv1d_lsp.interpreter.faults import DataDoesNotFit, InputCount
from conv1d_lsp.interpreter.findings import Finding, Notes, Promise, TensorEvent
from conv1d_lsp.interpreter.graph import Stopped, run_graph
from conv1d_lsp.interpreter.library.accept import accepted
from conv1d_lsp.interpreter.library.calling_layers import call_layer
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.kernels import fails_to_multiply
from conv1d_lsp.interpreter.library.perhaps_called import perhaps_called
from conv1d_lsp.interpreter.library.structures import arranged, keys_of, text_keys
from conv1d_lsp.interpreter.library.ways import as_one
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    ANSWERS,
    Array,
    DictObject,
    GraphNode,
    Instance,
    LayerObject,
    ModelObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.layers import Called, Moment
from conv1d_lsp.layers.faults import BeyondArray, LayerFault, OnePlace
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Truth

#: What arrays may pass.
AT_TIMES = OnePlace | BeyondArray

#: The methods whose result is what the model gives; "" is the model called itself.
GIVE_OUTPUTS = ("", "predict", "predict_on_batch")

#: Layers that need as many axes as their kernel has, to work out a shape.
_COUNT_AXES = ("Conv1D", "Conv2D", "Conv3D", "SeparableConv1D", "SeparableConv2D", "DepthwiseConv1D", "DepthwiseConv2D")


def call_built(m: Machine, ref: Ref, passed: Sequence[Value], method: str, node: cst.CSTNode) -> Value:
    """`model(x)` (`method` is "") or `model.predict(x)` on tensors or arrays; unknown for what can't be told."""
    model = m.record(ref)
    shapes = shapes_given(m, ref, passed, method, node)
    if not isinstance(shapes, tuple) or not isinstance(model, ModelObject):
        return shapes if not isinstance(shapes, tuple) else m.unknown("what the model gives", node)
    tensors = [value for value in passed if isinstance(value, Tensor | Array)]
    return _outputs(m, ref, model, tensors, shapes, method, node)


def shapes_given(
    m: Machine, ref: Ref, passed: Sequence[Value], method: str, node: cst.CSTNode, part: str = ""
) -> tuple[Shape, ...] | Unknown | TupleValue:
    """The shapes that come out of a model; else what it gives instead. part: the argument that holds what is passed."""
    model = m.record(ref)
    tensors = [value for value in passed if isinstance(value, Tensor | Array)]
    if not isinstance(model, ModelObject) or len(tensors) < len(passed) or not tensors:
        if isinstance(model, ModelObject):
            perhaps_called(m, ref)
        return m.unknown("what the model is called on is not known", node)
    for tensor in tensors:
        if isinstance(tensor, Array) and tensor.site is not None:
            m.note_tensor(TensorEvent(tensor.site, "array", tensor.shape))
    if model.kind == "Sequential" and model.inputs is None and not model.uncertain and len(tensors) == 1:
        return _deferred(m, ref, model, tensors[0], method, node)
    if not model.uncertain and model.inputs is not None and _count_differs(m, model, tensors):
        fault = InputCount("the model", str(len(model.inputs)), len(tensors))
        return m.report(fault, node, made=model.site, inputs=tensors)
    if model.first is not None and _is_another(m, model.first, tensors):
        other = DataDoesNotFit(method, model.name, tensors[0].shape, model.first, part)
        return m.report(other, node, made=model.site, inputs=tensors)
    if model.uncertain or model.inputs is None or model.outputs is None or len(model.inputs) != len(tensors):
        perhaps_called(m, *model.layers)
        return m.unknown("calling a model that is not fully known", node)
    return _run(m, model, tensors, method, node, part)


def lacking_key(
    m: Machine, model: ModelObject, passed: Value, method: str, node: cst.CSTNode, part: str = ""
) -> Unknown | None:
    """Report a dict that has nothing for one of the inputs."""
    passed = m.visible(passed)
    record = m.record(passed) if isinstance(passed, Ref) else None
    keys = text_keys(record) if isinstance(record, DictObject) else None
    wanted = keys_of(model)
    known = model.kind == "Functional" and not model.uncertain
    if keys is None or wanted is None or not known or "?" in wanted:
        return None
    if m.keras is Generation.KERAS_2 and not any(isinstance(leaf, Array) for leaf in leaves(m, passed)):
        return None
    missing = next((name for name in wanted if name not in keys), None)
    if missing is None:
        return None
    return m.report(LackingKey(method, missing, keys, part), node, made=model.site)


def _count_differs(m: Machine, model: ModelObject, tensors: Sequence[Tensor | Array]) -> bool:
    """Whether a model refuses so many tensors.

    A Sequential of Keras 3 takes the first of several; Keras 2 takes the first ones where all are symbolic.
    """
    wanted = len(model.inputs or ())
    data = any(isinstance(tensor, Array) for tensor in tensors)
    if model.kind == "Functional":
        return len(tensors) < wanted or (len(tensors) > wanted and (data or m.keras is Generation.KERAS_3))
    return model.kind == "Sequential" and len(tensors) > wanted and data and m.keras is Generation.KERAS_2


def _run(
    m: Machine, model: ModelObject, tensors: Sequence[Tensor | Array], method: str, node: cst.CSTNode, part: str
) -> tuple[Shape, ...] | Unknown:
    """The shapes that come out; or a fault, and something unknown."""
    assert model.inputs is not None and model.outputs is not None
    adjusted: list[Shape] = []
    for tensor, expected in zip(tensors, model.inputs, strict=True):
        symbolic = isinstance(tensor, Tensor)
        shape = accepted(
            expected.shape, tensor.shape, m.keras, sequential=model.kind == "Sequential", symbolic=symbolic
        )
        if shape is None:
            fault = DataDoesNotFit(method, model.name, tensor.shape, expected.shape, part)
            return m.report(fault, node, made=model.site, inputs=tensors)
        adjusted.append(shape)
    if m.keras is Generation.KERAS_3 and isinstance(tensors[0], Array):
        results = run_graph(m, model.inputs, model.outputs, adjusted, fails_to_multiply)
    else:
        results = run_graph(m, model.inputs, model.outputs, adjusted)
    if not isinstance(results, Stopped):
        _check_batch_axis(m, model, tensors, method, node, part)
        return results
    beyond = _beyond_array(m, results) if method == "" and isinstance(tensors[0], Array) else None
    if beyond is not None:
        return m.report(beyond, node, promise=Promise.RUNS, made=model.site, inputs=tensors)
    if m.keras is Generation.KERAS_3 and isinstance(tensors[0], Tensor) and not _refuses_shapes(results):
        return m.unknown("layers that would refuse this as data", node)
    wrong = next((i for i, shape in enumerate(adjusted) if not _fits(shape, model.inputs[i].shape)), None)
    if wrong is None:
        return m.unknown("the model can't be followed on this data", node)
    fault = DataDoesNotFit(method, model.name, tensors[wrong].shape, model.inputs[wrong].shape, part)
    return m.report(fault, node, made=model.site, inputs=tensors)


def _check_batch_axis(
    m: Machine, model: ModelObject, tensors: Sequence[Tensor | Array], method: str, node: cst.CSTNode, part: str
) -> None:
    """Report one sample of one channel whose steps count as samples, since Keras adds a last axis and no first one."""
    for tensor, expected in zip(tensors, model.inputs or (), strict=True):
        given, wanted = tensor.shape.axes, expected.shape.axes
        if isinstance(tensor, Tensor) or given is None or wanted is None or (len(given), len(wanted)) != (2, 3):
            continue
        steps, channels = given
        same = steps.equals(wanted[1]) is Truth.YES and channels.equals(wanted[2]) is Truth.YES
        if same and channels.value == 1 and (steps > 1) is Truth.YES:
            fault = StepsAsSamples(method, tensor.shape, expected.shape, part)
            m.report(fault, node, promise=Promise.RUNS, made=model.site, inputs=[tensor])


def _beyond_array(m: Machine, stopped: Stopped) -> LayerFault | None:
    """The window of the layer that stops, where Keras does not look whether the array holds it."""
    layer = m.record(stopped.node.layer) if stopped.node.layer is not None else None
    if not isinstance(layer, LayerObject) or layer.configured is None or len(stopped.given) != 1:
        return None
    result = layer.configured.call(stopped.given[0], layer.built, on_data=True)
    return result.beyond_array if isinstance(result, Called) else None


def _refuses_shapes(stopped: Stopped) -> bool:
    """Whether Keras 3 raises even when it works out shapes alone: then no layer looks whether it accepts its input, and
    of those that are built only convolutions count its axes."""
    if stopped.moment is Moment.CALL:
        return True
    ranks = [shape.rank.value for shape in (stopped.given[0], stopped.node.inputs[0].shape)]
    return stopped.node.label in _COUNT_AXES and None not in ranks and ranks[0] != ranks[1]


def _fits(given: Shape, expected: Shape) -> bool:
    """Whether it has the expected shape, the batch axis aside."""
    if given.axes is None or expected.axes is None or len(given.axes) != len(expected.axes):
        return False
    return all(a.same(b) for a, b in zip(given.axes[1:], expected.axes[1:], strict=True))


def _outputs(
    m: Machine,
    ref: Ref,
    model: ModelObject,
    tensors: Sequence[Tensor | Array],
    shapes: tuple[Shape, ...],
    method: str,
    node: cst.CSTNode,
) -> Value:
    """What the model gives: `predict` NumPy arrays, the model itself tensors."""
    site = m.site(node)
    symbolic = tuple(tensor for tensor in tensors if isinstance(tensor, Tensor))
    m.counters.graph += 1
    graph = GraphNode(ref, model.kind, model.name, symbolic, shapes, site, m.counters.graph)
    inputs = tuple(tensor.shape for tensor in tensors)
    values: list[Value] = []
    for index, shape in enumerate(shapes):
        m.note_tensor(
            TensorEvent(site, model.kind, shape, index, inputs, made=model.site, graph=graph if symbolic else None)
        )
        if symbolic:
            values.append(Tensor(shape, graph, index))
        else:
            library = "numpy" if method else "tensorflow"
            values.append(Array(shape, site, model.name, library=library, of_model=ANSWERS))
    if symbolic:
        now = m.record(ref)
        assert isinstance(now, ModelObject)
        m.write(ref, replace(now, called=(*now.called, graph)))
    return arranged(m, model.output_structure, values, on_data=not symbolic)


def _deferred(
    m: Machine, ref: Ref, model: ModelObject, tensor: Tensor | Array, method: str, node: cst.CSTNode
) -> tuple[Shape, ...] | Unknown | TupleValue:
    """The first call of a Sequential that knows no input shape builds it: on data by its shape, before the numbers are
    worked with, but where Keras 2 is called on it."""
    by_shape = isinstance(tensor, Array) and (m.keras is Generation.KERAS_3 or method != "")
    first = Tensor(tensor.shape, None) if by_shape else tensor
    current: Value = first
    with m.aside() as notes:
        for layer in model.layers:
            record = m.record(layer)
            if isinstance(record, LayerObject):
                current = as_one(call_layer(m, layer, record, Arguments((current,)), node))
            elif isinstance(record, Instance):
                current = m.visible(m.call(layer, Arguments((current,)), node))
            else:
                current = call_built(m, layer, [current], "", node)
            if not isinstance(current, Tensor | Array):
                perhaps_called(m, *model.layers)
                break
    told = [each for each in notes.findings if method or not (by_shape and _passes_arrays(each))]
    m.notes.extend(Notes([_retold(each, first, tensor, node) for each in told]))
    m.write(ref, replace(model, uncertain=True))
    if isinstance(current, Tensor | Array):
        _built_by(m, ref, model, tensor, current)
        return (current.shape,)
    return current if isinstance(current, Unknown | TupleValue) else m.unknown("the model fails", node)


def _passes_arrays(finding: Finding) -> bool:
    """Whether only a model fails over it."""
    return isinstance(finding.fault, OnePlace) and not finding.fault.fails_on_arrays


def _retold(finding: Finding, first: Tensor | Array, passed: Tensor | Array, node: cst.CSTNode) -> Finding:
    """A finding of the call, which says whether it is about what was passed, for which `first` stands, or about what
    layers made of it. What the run would find on data is found there."""
    if isinstance(passed, Array) and isinstance(finding.fault, LayerFault) and not isinstance(finding.fault, AT_TIMES):
        finding = replace(finding, promise=Promise.RAISES)
    if finding.site.node is not node or not finding.inputs:
        return finding
    if finding.inputs[0] is first:
        return replace(finding, inputs=(passed, *finding.inputs[1:]))
    return replace(finding, inside=True)


def _built_by(m: Machine, ref: Ref, model: ModelObject, tensor: Tensor | Array, result: Tensor | Array) -> None:
    """Keras 3 keeps the shapes of the first call; Keras 2 opens the axes that later calls change."""
    if m.keras is Generation.KERAS_3:
        origin = tensor.node if isinstance(tensor, Tensor) else None
        if (
            isinstance(tensor, Tensor)
            and isinstance(result, Tensor)
            and origin is not None
            and len(origin.outputs) == 1
        ):
            ends = tensor, result
        else:
            ends = Tensor(tensor.shape, None), Tensor(result.shape, None)
        first = None if m.inside_layers or m.summarised_loops else tensor.shape
        m.write(ref, replace(model, inputs=ends[:1], outputs=ends[1:], uncertain=True, first=first))


def _is_another(m: Machine, first: Shape, tensors: Sequence[Tensor | Array]) -> bool:
    """Whether a symbolic tensor has certainly another size than that of the first call; the batch may differ."""
    given = tensors[0].shape.axes if len(tensors) == 1 and isinstance(tensors[0], Tensor) else None
    if given is None or first.axes is None or len(given) != len(first.axes) or m.inside_layers or m.summarised_loops:
        return False
    pairs = zip(given[1:], first.axes[1:], strict=True)
    return any(size.equals(held) is Truth.NO for size, held in pairs)
