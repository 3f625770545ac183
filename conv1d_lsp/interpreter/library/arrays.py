"""Calls of array functions and methods: values to what the declarations take, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import libcst as cst

from conv1d_lsp.arrays import (
    ELEMENTWISE,
    Alike,
    ArrayFunction,
    Given,
    Library,
    Listed,
    Misfit,
    Pack,
    Result,
    as_array,
    find,
    find_method,
    kinds,
    usual_name,
)
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.bounded import bounded
from conv1d_lsp.interpreter.framed import plain
from conv1d_lsp.interpreter.iteration import elements
from conv1d_lsp.interpreter.keyed import SETS
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.held_numbers import classes_told, held_in_result, of_held
from conv1d_lsp.interpreter.library.item_types import OPENED, is_of_objects, may_be_opened
from conv1d_lsp.interpreter.library.kinds import result_kind
from conv1d_lsp.interpreter.library.misfits import report_misfit, report_on_arrays
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.many import DIFFERS, passes, shared
from conv1d_lsp.interpreter.memory import AXES_ORDER
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.symbolic import operations
from conv1d_lsp.interpreter.table_operators import is_table, kept
from conv1d_lsp.interpreter.values import (
    PYTHON,
    SPARSE,
    Array,
    Constant,
    DictObject,
    Integer,
    ListObject,
    ObjectRecord,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, Unclear


@dataclass(slots=True)
class _Call:
    """A call on its way: what is given, where `Tensor`s stand for their shapes."""

    path: str
    function: ArrayFunction
    positional: tuple[_Slotted, ...]
    keywords: Mapping[str, _Slotted]
    library: Library

    def result(self, tensors: Sequence[Tensor], shapes: Sequence[Shape]) -> Result:
        """Raises Misfit."""
        known = {id(tensor): shape for tensor, shape in zip(tensors, shapes, strict=True)}
        named = {name: _filled(value, known) for name, value in self.keywords.items()}
        positional = [_filled(value, known) for value in self.positional]
        return self.function.call(self.path, positional, named, self.library)


#: What a function is given, before the shapes of symbolic tensors are filled in.
_Slotted = Given | Tensor | tuple["_Slotted", ...]


def _filled(value: _Slotted, shapes: Mapping[int, Shape]) -> Given:
    if isinstance(value, Tensor):
        return shapes[id(value)]
    if not isinstance(value, tuple):
        return value
    filled = tuple(_filled(each, shapes) for each in value)
    return Listed(filled) if isinstance(value, Listed) else filled


#: Functions that give arrays of NumPy's.
_OF_NUMPY = ("numpy.", "keras.utils.", "scipy.")


def call_array_function(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """The result of `numpy.zeros(...)` and the like; None for a function that is not declared."""
    path = usual_name(path)
    alone = arguments.all()[0] if len(arguments.all()) == 1 else None
    if alone is not None and (found := of_held(m, path.removeprefix("numpy."), m.visible(alone), node)) is not None:
        return found
    function = find(path)
    if function is None or not arguments.complete:
        return None
    names = list(arguments.keywords)
    label = path.replace("numpy", "np", 1).replace("tensorflow", "tf", 1)
    library = "numpy" if path.startswith(_OF_NUMPY) else "tensorflow"

    def work(values: list[Value]) -> Value:
        count = len(arguments.positional)
        keywords = dict(zip(names, values[count:], strict=True))
        if library == "numpy" and function is ELEMENTWISE and count and is_table(m, values[0]):
            return kept(m, values[0], node)
        tensors = [leaf for value in values for leaf in leaves(m, value) if isinstance(leaf, Tensor)]
        if tensors:
            return _on_symbolic(m, path, function, values[:count], keywords, node)
        if may_be_opened(m, path, function, values[:count], keywords):
            return m.unknown(OPENED, node)
        kind = result_kind(m, path, function, values[:count], keywords)
        held = held_in_result(m, path, kind, values[:count], keywords)
        made = Array(Shape(()), m.site(node), label, kind, library, holds=held)
        told = classes_told(m, path, values[:count], keywords)
        return _called(m, path, function, values[:count], told, made, node)

    return m.each(list(arguments.all()), lambda chosen: work(list(chosen)))


#: Methods that write other numbers into an array.
_WRITING = frozenset("fill put itemset resize setfield byteswap assign assign_add assign_sub".split())


def array_method(m: Machine, owner: Array | Tensor, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    """The result of `x.reshape(...)` and the like; None for a method that is not declared."""
    if name in ("get_shape", "as_list"):
        return shape_value(owner.shape, "the size of an axis")
    if name in _WRITING:
        m.state.note_array_written()
    if isinstance(owner, Array) and owner.library == SPARSE:
        return replace(owner, library="numpy") if name in ("toarray", "todense") else None
    function = find_method(name)
    if function is None or isinstance(owner, Tensor) or not arguments.complete:
        return None
    if isinstance(owner, Array) and not arguments.all() and (found := of_held(m, name, owner, node)) is not None:
        return found
    given, keywords = [owner, *arguments.positional], arguments.keywords
    if may_be_opened(m, f".{name}", function, given, keywords):
        return m.unknown(OPENED, node)
    kind = result_kind(m, f".{name}", function, given, keywords)
    held = held_in_result(m, f".{name}", kind, given, keywords)
    made = Array(owner.shape, owner.site or m.site(node), owner.label, kind, owner.library, holds=held)
    return _called(m, f".{name}", function, given, keywords, made, node)


def _called(
    m: Machine,
    path: str,
    function: ArrayFunction,
    positional: list[Value],
    keywords: Mapping[str, Value],
    like: Array,
    node: cst.CSTNode,
) -> Value:
    given = [_filled(_given(m, value), {}) for value in positional]
    named = {name: _filled(_given(m, value), {}) for name, value in keywords.items()}
    if given and path.startswith("numpy.") and function.takes_array_first(path):
        given[0] = _listed(given[0])
    try:
        result = function.call(path, given, named, Library.NUMPY)
    except Misfit as misfit:
        refused = _refused(m, path, misfit, [*positional, *keywords.values()], like, node)
        if refused is not None:
            return refused
        result = None
    shapes = result if isinstance(result, tuple) else (result,)
    if any(shape is None or not shape.ranked for shape in shapes):
        unknown = next((each for each in (*positional, *keywords.values()) if isinstance(each, Unknown)), None)
        return Unknown(unknown.reason if unknown else f"the shape of `{like.label}(...)` can't be told", like.site)
    if path in _OF_LISTS and _holds_objects(positional, keywords) and not _all_told(shapes):
        return Unknown("an array of lists that may differ in length", like.site)
    arrays = [
        replace(like, shape=shape, library=PYTHON if _is_drawn(path, shape) else like.library)
        for shape in shapes
        if shape is not None
    ]
    if path == "numpy.unique":
        arrays[1:] = [replace(each, dtype=kinds.WHOLE, holds=None) for each in arrays[1:]]
    return _together(m, function, result, arrays)


def _is_drawn(path: str, shape: Shape) -> bool:
    """Whether it is a single number that is drawn at random: those are Python's own."""
    return path.startswith("numpy.random.") and shape.axes == ()


#: What makes an array of lists.
_OF_LISTS = frozenset({"numpy.array", "numpy.asarray"})


def _holds_objects(positional: Sequence[Value], keywords: Mapping[str, Value]) -> bool:
    """Whether the array is to hold whatever is in the lists: `np.array(lists, dtype=object)`."""
    return is_of_objects(keywords.get("dtype", positional[1] if len(positional) > 1 else None))


def _all_told(shapes: Sequence[Shape | None]) -> bool:
    """Whether the sizes of all items are known, so that they are the same."""
    return all(shape is not None and all(axis.given is Truth.YES for axis in shape.known_axes[1:]) for shape in shapes)


def _listed(value: Given) -> Given:
    """A list of numbers, where an array is wanted, by the shape that it has as one."""
    shape = as_array(value) if isinstance(value, tuple | Alike) else None
    return value if shape is None else shape


def _refused(
    m: Machine, path: str, misfit: Misfit, values: Sequence[Value], like: Array, node: cst.CSTNode
) -> Unknown | None:
    """Reports what a function of NumPy's certainly refuses; None for those of others."""
    if like.library != "numpy" or not path.startswith(("numpy.", "scipy.", ".")):
        return None
    given = list(dict.fromkeys(leaf for value in values for leaf in leaves(m, value) if isinstance(leaf, Array)))
    return report_on_arrays(m, path, misfit, given, node)


def _on_symbolic(
    m: Machine,
    path: str,
    function: ArrayFunction,
    positional: list[Value],
    keywords: dict[str, Value],
    node: cst.CSTNode,
) -> Value:
    """A function of symbolic tensors: of Keras's own everywhere, of TensorFlow's where Keras takes those."""
    if not takes_symbolic(m, path):
        return m.unknown("this function takes no symbolic tensor", node)
    given = tuple(_given(m, value) for value in positional)
    keywords = _with_axes_order(m, path, function, len(given), keywords)
    named = {name: _given(m, value) for name, value in keywords.items()}
    call = _Call(path, function, given, named, _library(m, path))
    symbolic = list({id(each): each for value in (*given, *named.values()) for each in _tensors(value)}.values())
    try:
        result = call.result(symbolic, [tensor.shape for tensor in symbolic])
    except Misfit as misfit:
        refused = report_misfit(m, path, misfit, symbolic, node)
        return refused or m.unknown("the shape of what this function gives can't be told", node)
    if result is None:
        return m.unknown("the shape of what this function gives can't be told", node)
    count = len(result) if isinstance(result, tuple) else 1

    def compute(shapes: Sequence[Shape]) -> Sequence[Shape] | None:
        try:
            again = call.result(symbolic, shapes)
        except Misfit:
            return None
        found = again if isinstance(again, tuple) else (again,)
        untold = Shape.unknown(Unclear("a function on tensors of other shapes"))
        if len(found) != count:
            return (untold,) * count
        return [untold if shape is None else shape for shape in found]

    name = path.rpartition(".")[2]
    tensors = operations(m, name, name, symbolic, node, compute)
    return m.unknown(name, node) if tensors is None else _together(m, function, result, list(tensors))


def _with_axes_order(
    m: Machine, path: str, function: ArrayFunction, positional: int, keywords: dict[str, Value]
) -> dict[str, Value]:
    """The order of axes that the program has set for Keras, where the call leaves it open."""
    order = m.state.variables.get(AXES_ORDER)
    if order is None or "data_format" in keywords or not path.startswith("keras."):
        return keywords
    names = [text.partition("=")[0] for text in function.parameters(path)]
    left_open = "data_format" in names[positional:]
    return {**keywords, "data_format": order} if left_open else keywords


def _together(m: Machine, function: ArrayFunction, result: Result, values: Sequence[Value]) -> Value:
    """One value, a named tuple, or a list."""
    if not isinstance(result, tuple):
        return values[0]
    tupled = function.fields or isinstance(result, Pack)
    return TupleValue(tuple(values), function.fields) if tupled else m.new(ListObject(tuple(values)))


def _tensors(value: _Slotted) -> list[Tensor]:
    if isinstance(value, tuple):
        return [tensor for each in value for tensor in _tensors(each)]
    return [value] if isinstance(value, Tensor) else []


def _library(m: Machine, path: str) -> Library:
    """Whose rules hold for symbolic tensors here. In a layer's `call` they are TensorFlow's own."""
    own = path.startswith("keras.") and not path.startswith("keras.backend.")
    return Library.KERAS if own and m.keras is Generation.KERAS_3 and not m.inside_layers else Library.TENSORFLOW


def takes_symbolic(m: Machine, path: str) -> bool:
    """Whether a function may be called on a symbolic tensor here. In a layer's `call` the tensors are TensorFlow's."""
    if path.startswith("keras.backend."):
        return m.keras is Generation.KERAS_2 or m.inside_layers > 0
    if path.startswith("keras."):
        return True
    return path.startswith("tensorflow.") and (m.keras is Generation.KERAS_2 or m.inside_layers > 0)


@bounded(Unclear("it is nested too deeply"))
def _given(m: Machine, value: Value) -> _Slotted:
    value = plain(m, value)
    match value:
        case Constant():
            return value.value if isinstance(value.value, str | float | bool | None) else Unclear("an object")
        case Integer():
            return value.dim
        case Array() if value.content is not None and value.content.ranked:
            return tuple(value.content.known_axes)
        case Array():
            return value.shape if value.library != SPARSE else Unclear("a sparse matrix")
        case Tensor():
            return value
        case Unknown() if value.number is not None:
            return value.number
    if isinstance(value, Ref) and _is_an_object(m.record(value)):
        return Unclear("an object")
    if isinstance(value, Ref) and isinstance(held := m.record(value), ListObject) and held.items is None:
        return _alike(m, held)
    items = value.items if isinstance(value, TupleValue) else elements(m, value) if isinstance(value, Ref) else None
    if items is not None:
        given = tuple(_given(m, item) for item in items)
        return given if isinstance(value, TupleValue) else Listed(given)  # type: ignore[arg-type]
    return Shape.unknown(Unclear(value.reason)) if isinstance(value, Unknown) else Unclear("it can't be told")


def _is_an_object(record: ObjectRecord) -> bool:
    """Whether NumPy holds it as it is: a set, a dict."""
    return isinstance(record, DictObject) or (isinstance(record, ListObject) and record.kind in SETS)


def _alike(m: Machine, record: ListObject) -> _Slotted:
    """A list of which only what its items have in common is known."""
    some = None if record.element is None else shared([record.element], DIFFERS)
    given = None if some is None or record.kind in SETS else _given(m, some)
    if given is None or _tensors(given):
        return Unclear("a list whose items are not known")
    return Alike(_without_passing(_filled(given, {})), record.count)


def _without_passing(given: Given) -> Given:
    """What several items have in common, without what is true of one round of a loop only."""
    match given:
        case Alike():
            return Alike(_without_passing(given.item), _settled(given.count))
        case Shape() if given.ranked:
            return Shape(tuple(map(_settled, given.known_axes)))
        case tuple():
            return type(given)(map(_without_passing, given))
        case Dim():
            return _settled(given)
    return given


def _settled(size: Dim) -> Dim:
    return DIFFERS if passes(size) else size
