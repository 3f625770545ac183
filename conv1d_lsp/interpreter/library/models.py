"""Models: functional ones from their graph, Sequential ones layer by layer; called, and asked for their attributes."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.claims import check_listed
from conv1d_lsp.interpreter.faults import (
    DisconnectedGraph,
    LayersOneByOne,
    MissingSettings,
    NeverCalled,
    NotATensor,
    UnbuiltModel,
)
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.graph import graph_layers, has_unknown_part, nodes_between, unreachable
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.library.calling_layers import no_tensor
from conv1d_lsp.interpreter.library.convert import DEEPEST_STRUCTURE, leaves
from conv1d_lsp.interpreter.library.gone_attributes import check_model
from conv1d_lsp.interpreter.library.keras_1 import with_present_names
from conv1d_lsp.interpreter.library.layer_attributes import WEIGHT_LISTS, listed_weights
from conv1d_lsp.interpreter.library.layer_names import name_twice
from conv1d_lsp.interpreter.library.model_calls import call_built, lacking_key
from conv1d_lsp.interpreter.library.perhaps_called import perhaps_called
from conv1d_lsp.interpreter.library.sequential import add_layer, add_listed, name_inner_model
from conv1d_lsp.interpreter.library.structures import arranged, in_model_order, structure_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.symbolic import automatic_name
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    Constant,
    Either,
    LayerObject,
    Library,
    LibraryMethod,
    ListObject,
    ModelObject,
    Ref,
    Tensor,
    Value,
    is_none,
)
from conv1d_lsp.interpreter.values.structure import Structure
from conv1d_lsp.layers.weights import Weight
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape

_NEED_AN_INPUT = ("output_shape", "input_shape", "output", "input", "weights", "trainable_weights")

#: What further Keras 3 does not answer there.
_NEED_AN_INPUT_IN_KERAS_3 = ("inputs", "outputs")

#: What Keras 3 answers without an exception on an unbuilt model, and without content.
_EMPTY_IN_KERAS_3 = ("weights", "trainable_weights", "summary()", "get_weights()")


_CLASSES = {"Functional": "keras.Model", "Sequential": "keras.Sequential"}


def make_model(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`Model(inputs, outputs)`."""
    arguments = with_present_names(m, arguments, node)
    given = arguments.get(0, "inputs"), arguments.get(1, "outputs")
    if given[0] is None and isinstance(given[1], Tensor) and arguments.complete:
        return m.report(MissingSettings("Model", ("inputs",)), node)
    if given[0] is None or given[1] is None or not arguments.complete:
        return m.unknown("a model whose inputs and outputs are not known", node)
    ins, outs = list(leaves(m, given[0])), list(leaves(m, given[1]))
    name = _name(m, arguments, "functional" if m.keras is Generation.KERAS_3 else "model")
    for role, values in (("inputs", ins), ("outputs", outs)):
        found = next((what for what in (_no_tensor(m, value) for value in values) if what is not None), None)
        if found is not None:
            return m.report(NotATensor("Model", found, role), node)
    inputs = tuple(value for value in ins if isinstance(value, Tensor))
    outputs = tuple(value for value in outs if isinstance(value, Tensor))
    if len(inputs) < len(ins) or len(outputs) < len(outs) or not outputs:
        return _uncertain_model(m, name, outs, node)
    unclear = has_unknown_part(inputs, outputs)
    missing = None if unclear else unreachable(inputs, outputs)
    if missing is not None:
        return m.report(DisconnectedGraph(missing.shape, since=(3, 14)), node, inputs=inputs)
    twice = None if unclear else name_twice(m, [each.layer for each in nodes_between(inputs, outputs) if each.layer])
    if twice is not None:
        return m.report(twice[0], node, made=twice[1].site)
    model = ModelObject(
        "Functional",
        name,
        m.site(node),
        inputs=inputs,
        outputs=outputs,
        input_structure=structure_of(m, given[0]),
        output_structure=structure_of(m, given[1]),
        uncertain=unclear,
    )
    return _new(m, model)


def _no_tensor(m: Machine, value: Value) -> str | None:
    """What is passed in place of a symbolic tensor, in words, if it certainly is none."""
    return "None" if is_none(value) else no_tensor(m, value)


def _uncertain_model(m: Machine, name: str, outputs: Sequence[Value], node: cst.CSTNode) -> Value:
    """Something in its graph is not known."""
    known = tuple(value if isinstance(value, Tensor) else _either(value) for value in outputs)
    whole = tuple(value for value in known if value is not None)
    model = ModelObject("Functional", name, m.site(node), uncertain=True)
    if len(whole) == len(known):
        model = replace(model, outputs=whole)
    return _new(m, model)


def _either(value: Value) -> Tensor | None:
    first = value.choices[0].value if isinstance(value, Either) else None
    return first if isinstance(first, Tensor) and _same_shapes(value) else None


def _same_shapes(value: Value) -> bool:
    if not isinstance(value, Either):
        return False
    shapes = [choice.value.shape for choice in value.choices if isinstance(choice.value, Tensor)]
    return len(shapes) == len(value.choices) and all(shape.same(shapes[0]) for shape in shapes)


def _new(m: Machine, model: ModelObject) -> Ref:
    ref = m.new(model)
    m.models = m.models.set(ref.address, None)
    return ref


def _name(m: Machine, arguments: Arguments, kind: str) -> str:
    given = arguments.keywords.get("name")
    if isinstance(given, Constant) and isinstance(given.value, str):
        return given.value
    return automatic_name(m, kind) if given is None or given is NONE else "?"


def make_sequential(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`Sequential([...])`."""
    given = arguments.get(0, "layers")
    name = _name(m, arguments, "sequential")
    model = ModelObject("Sequential", name, m.site(node), uncertain=not arguments.complete)
    ref = _new(m, model)
    if given is None or is_none(given):
        return ref
    if _are_one_by_one(m, arguments):
        return m.report(LayersOneByOne(len(arguments.positional)), node)
    items = elements(m, given)
    if items is None:
        m.write(ref, replace(model, uncertain=True))
        return ref
    for item, place in zip(items, _element_nodes(node, len(items)), strict=True):
        if place is None:
            add_listed(m, ref, m.visible(item), node)
        else:
            add_layer(m, ref, item, place)
    if (written := _written_list(node)) is not None:
        check_listed(m, ref, written)
    name_inner_model(m, ref)
    return ref


def _are_one_by_one(m: Machine, arguments: Arguments) -> bool:
    """Whether layers stand where the list of them belongs; Keras 2 takes one, and another for its name."""
    first, *more = (m.record(value) if isinstance(value, Ref) else value for value in arguments.positional[:2])
    least = 1 if m.keras is Generation.KERAS_3 or isinstance(first, Tensor) else 3
    are_layers = isinstance(first, LayerObject | ModelObject | Tensor) and all(
        isinstance(record, LayerObject | ModelObject) for record in more
    )
    return are_layers and len(arguments.positional) >= least


def _element_nodes(node: cst.CSTNode, count: int) -> Sequence[cst.CSTNode | None]:
    """Where each layer of a list that is written in the call stands; None where the list is made elsewhere."""
    written = _written_list(node)
    if written is None or len(written.elements) != count:
        return [None] * count
    starred = any(isinstance(element, cst.StarredElement) for element in written.elements)
    return [None] * count if starred else [element.value for element in written.elements]


def _written_list(node: cst.CSTNode) -> cst.List | cst.Tuple | None:
    """The list of layers, if it is written in the call."""
    for argument in node.args if isinstance(node, cst.Call) else ():
        if argument.keyword is None or argument.keyword.value == "layers":
            return argument.value if isinstance(argument.value, cst.List | cst.Tuple) else None
    return None


def call_model(m: Machine, ref: Ref, record: ModelObject, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`model(x)`."""
    passed = arguments.get(0, "inputs")
    tensors = None if passed is None else in_model_order(m, record, passed)
    if tensors is None or any(isinstance(tensor, Either) for tensor in tensors):
        perhaps_called(m, ref)
    if tensors is None and passed is not None and (lacking := lacking_key(m, record, passed, "", node)) is not None:
        return lacking
    if tensors is None:
        return m.unknown("which input of the model is which can't be told", node)
    return m.each(tensors, lambda chosen: call_built(m, ref, chosen, "", node))


def model_attribute(m: Machine, ref: Ref, record: ModelObject, name: str, node: cst.CSTNode) -> Value:
    """`model.output_shape`, `model.layers`, `model.inputs`, …"""
    asked = name in _NEED_AN_INPUT or (m.keras is Generation.KERAS_3 and name in _NEED_AN_INPUT_IN_KERAS_3)
    if asked and knows_no_input(record):
        return report_unbuilt(m, record, name, node)
    if name in WEIGHT_LISTS:
        return listed(m, record, name, "tensorflow", node)
    if name in _NEED_AN_INPUT or name in ("inputs", "outputs", "layers", "built"):
        return _parts(m, record, name, node)
    if name == "name":
        return Constant(record.name)
    if name == "__class__" and record.kind in _CLASSES:
        return Library(_CLASSES[record.kind])
    if record.kind in _CLASSES:
        check_model(m, record, name, node)
    return LibraryMethod(ref, name)


def report_unbuilt(m: Machine, record: ModelObject, asked: str, node: cst.CSTNode) -> Value:
    """Something is asked of a Sequential that knows no input shape. What Keras 3 only shows empty is no error."""
    runs = m.keras is Generation.KERAS_3 and asked in _EMPTY_IN_KERAS_3
    fault = UnbuiltModel(asked, record.name, first_layer(m, record))
    return m.report(fault, node, promise=Promise.RUNS if runs else Promise.RAISES, made=record.site)


def knows_no_input(record: ModelObject) -> bool:
    """Whether it certainly is a Sequential with layers that no input shape has reached."""
    certain = record.kind == "Sequential" and not record.uncertain and not record.perhaps_called
    return certain and record.inputs is None and bool(record.layers)


def first_layer(m: Machine, record: ModelObject) -> str | None:
    """The class of the first layer."""
    first = m.record(record.layers[0]) if record.layers else None
    return first.label if isinstance(first, LayerObject) else None


def _parts(m: Machine, record: ModelObject, name: str, node: cst.CSTNode) -> Value:
    inputs, outputs = record.inputs, record.outputs
    if record.kind == "Sequential" and name in ("input", "output") and record.outputs is not None:
        if m.keras is Generation.KERAS_3:
            return _of_first_call(m, record, name, node)
        tensors = inputs if name == "input" else outputs
        return tensors[0] if tensors else m.unknown("what goes in is not known", node)
    match name:
        case "output_shape" if outputs is not None:
            return _shapes(m, record.output_structure, [tensor.shape for tensor in outputs])
        case "input_shape" if inputs is not None:
            return _shapes(m, record.input_structure, [tensor.shape for tensor in inputs])
        case "inputs" if inputs is not None:
            return m.new(ListObject(inputs))
        case "outputs" if outputs is not None:
            return m.new(ListObject(outputs))
        case "input" if inputs is not None:
            return arranged(m, record.input_structure, inputs)
        case "output" if outputs is not None:
            return arranged(m, record.output_structure, outputs)
        case "layers" if not record.uncertain:
            return m.new(ListObject(model_layers(m, record)))
        case "built" if not record.uncertain and record.kind == "Sequential":
            return Constant(record.inputs is not None)
    return m.unknown(f"`.{name}` of this model is not known", node)


def listed(m: Machine, record: ModelObject, name: str, library: str, node: cst.CSTNode) -> Value:
    """`model.weights`, `model.trainable_variables`: those of its layers."""
    weights = _weights(m, record, name, 0)
    if weights is None:
        return m.unknown(f"`.{name}` of this model is not known", node)
    arrays = tuple(Array(Shape(each.shape), m.site(node), f"the {each.name}", library=library) for each in weights)
    return m.new(ListObject(arrays))


def _weights(m: Machine, record: ModelObject, name: str, depth: int) -> list[Weight] | None:
    if record.uncertain or record.inputs is None or depth > DEEPEST_STRUCTURE:
        return None
    found: list[Weight] = []
    for layer in dict.fromkeys(model_layers(m, record)):
        inner = m.record(layer)
        own: Sequence[Weight] | None = None
        if isinstance(inner, LayerObject):
            own = () if inner.label == "InputLayer" else listed_weights(inner, name)
        elif isinstance(inner, ModelObject):
            own = _weights(m, inner, name, depth + 1)
        if own is None:
            return None
        m.tick()
        found += own
    return found


def _of_first_call(m: Machine, record: ModelObject, name: str, node: cst.CSTNode) -> Value:
    """`.input` and `.output` of a Sequential in Keras 3: of its first call on a symbolic tensor."""
    if record.called:
        graph = record.called[0]
        made = tuple(Tensor(shape, graph, index) for index, shape in enumerate(graph.outputs))
        tensors = made if name == "output" else graph.inputs
        return tensors[0] if len(tensors) == 1 else m.unknown(f"`.{name}` of this model is not known", node)
    if record.uncertain or record.perhaps_called or m.summarised_loops:
        return m.unknown(f"`.{name}` of a model that may have been called", node)
    return m.report(NeverCalled(name), node, made=record.site)


def model_layers(m: Machine, record: ModelObject) -> tuple[Ref, ...]:
    """`model.layers`."""
    if record.kind == "Sequential":
        return record.layers
    return graph_layers(record.inputs or (), record.outputs or ())


def _shapes(m: Machine, structure: Structure | None, shapes: Sequence[Shape]) -> Value:
    values = [shape_value(shape, "the size of an axis") for shape in shapes]
    if m.keras is Generation.KERAS_3 or len(values) == 1:
        return values[0] if len(values) == 1 else m.new(ListObject(tuple(values)))
    return arranged(m, structure, values)
