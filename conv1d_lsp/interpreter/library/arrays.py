"""Calls of array functions and methods: values to what the declarations take, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.arrays import (
    ELEMENTWISE,
    Alike,
    ArrayFunction,
    Given,
    Library,
    Misfit,
    Pack,
    Result,
    as_array,
    find,
    find_method,
    kinds,
    uneven,
    usual_name,
)
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import RaggedList
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.library.all_pairs import worked_out
from conv1d_lsp.interpreter.library.array_arguments import Slotted, filled, given_as, tensors_in
from conv1d_lsp.interpreter.library.convert import leaves
from conv1d_lsp.interpreter.library.drawn_numbers import with_drawn
from conv1d_lsp.interpreter.library.formed import formed_in_result
from conv1d_lsp.interpreter.library.held_numbers import classes_told, held_in_result, of_held, raw_in_result
from conv1d_lsp.interpreter.library.item_types import OPENED, is_of_objects, may_be_opened
from conv1d_lsp.interpreter.library.kinds import result_kind
from conv1d_lsp.interpreter.library.made_turned import turned_in_result
from conv1d_lsp.interpreter.library.misfits import report_misfit, report_on_arrays, report_on_tensors
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import AXES_ORDER
from conv1d_lsp.interpreter.sizes import shape_value
from conv1d_lsp.interpreter.symbolic import operations
from conv1d_lsp.interpreter.table_operators import is_table, kept
from conv1d_lsp.interpreter.values import (
    NONE,
    PYTHON,
    SPARSE,
    Array,
    IteratorObject,
    ListObject,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Truth, Unclear


class _Call(Struct):
    """A call on its way: what is given, where `Tensor`s stand for their shapes."""

    path: str
    function: ArrayFunction
    positional: tuple[Slotted, ...]
    keywords: Mapping[str, Slotted]
    library: Library

    def result(self, tensors: Sequence[Tensor], shapes: Sequence[Shape]) -> Result:
        """Raises Misfit."""
        known = {id(tensor): shape for tensor, shape in zip(tensors, shapes, strict=True)}
        named = {name: filled(value, known) for name, value in self.keywords.items()}
        positional = [filled(value, known) for value in self.positional]
        return self.function.call(self.path, positional, named, self.library)


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
        raw = raw_in_result(m, path, values[:count])
        made = Array(Shape(()), m.site(node), label, kind, library, holds=held, raw=raw)
        told = dict(classes_told(m, path, values[:count], keywords))
        told = _with_axes_order(m, path, function, count, told)
        result = _called(m, path, function, values[:count], told, made, node)
        result = with_drawn(m, path, values[:count], told, worked_out(m, path, values[:count], result, node))
        out = keywords.get("out") or _second(function, path, values[:count])
        if library != "numpy" or out is NONE or not isinstance(result, Array):
            return result
        m.state.note_array_written()
        return out if isinstance(out, Array) else m.unknown("what a function writes its result to", node)

    return m.each(list(arguments.all()), lambda chosen: work(list(chosen)))


def _second(function: ArrayFunction, path: str, positional: Sequence[Value]) -> Value:
    """`np.exp(x, y)` writes to `y`."""
    second = positional[1] if len(positional) > 1 else NONE
    written = function is ELEMENTWISE and path.startswith("numpy.") and isinstance(second, Array) and second.shape.axes
    return second if written else NONE


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
    site, raw = owner.site or m.site(node), raw_in_result(m, f".{name}", given)
    made = Array(owner.shape, site, owner.label, kind, owner.library, holds=held, raw=raw)
    return worked_out(m, f".{name}", given, _called(m, f".{name}", function, given, keywords, made, node))


def _called(
    m: Machine,
    path: str,
    function: ArrayFunction,
    positional: list[Value],
    keywords: Mapping[str, Value],
    like: Array,
    node: cst.CSTNode,
) -> Value:
    given = [filled(given_as(m, value), {}) for value in positional]
    named = {name: filled(given_as(m, value), {}) for name, value in keywords.items()}
    if given and path.startswith("numpy.") and function.takes_array_first(path):
        given[0] = _listed(given[0])
    apart = uneven(given[0]) if path in _OF_LISTS and len(given) == 1 and _is_of_numbers(keywords, like) else None
    if apart is not None:
        older = m.keras is Generation.KERAS_2  # so may NumPy be, which made arrays of objects then
        return m.report(RaggedList(*apart), node, promise=Promise.RUNS if older else Promise.RAISES)
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
    if path in _OF_LISTS and positional and _is_no_sequence(m, positional[0]):
        return Unknown("NumPy takes what gives its items one by one for one object", like.site)
    if path in _OF_LISTS and _holds_objects(positional, keywords) and not _all_told(shapes):
        return Unknown("an array of lists that may differ in length", like.site)
    arrays = [
        replace(
            like,
            shape=shape,
            library=PYTHON if _is_drawn(path, shape) else like.library,
            turned=turned_in_result(path, shape, positional, node),
            formed=formed_in_result(path, positional, m.site(node)),
        )
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


def _is_no_sequence(m: Machine, value: Value) -> bool:
    """A generator, `zip(...)`, `d.values()`."""
    record = m.record(value) if isinstance(value, Ref) else None
    return isinstance(record, IteratorObject) or (isinstance(record, ListObject) and record.kind == "view")


def _is_of_numbers(keywords: Mapping[str, Value], like: Array) -> bool:
    """Whether the type of what the array holds is left open, or one of numbers."""
    return "dtype" not in keywords or kinds.kind_named(like.dtype or "") is not None


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
    """Reports what a function certainly refuses."""
    given = list(dict.fromkeys(leaf for value in values for leaf in leaves(m, value) if isinstance(leaf, Array)))
    if path.startswith(("tensorflow.", "keras.ops.", "keras.backend.")):
        return report_on_tensors(m, path, misfit, given, node)
    if like.library != "numpy" or not path.startswith(("numpy.", "scipy.", ".")):
        return None
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
    given = tuple(given_as(m, value) for value in positional)
    keywords = _with_axes_order(m, path, function, len(given), keywords)
    named = {name: given_as(m, value) for name, value in keywords.items()}
    call = _Call(path, function, given, named, _library(m, path))
    symbolic = list({id(each): each for value in (*given, *named.values()) for each in tensors_in(value)}.values())
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
