"""`assert y.shape == (None, 98, 64)`: what is certainly false raises there."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import libcst as cst

from conv1d_lsp.interpreter.conditions import compared, test
from conv1d_lsp.interpreter.knowledge import suppose
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.operators import shape_items
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.told_faults import AssertionFails
from conv1d_lsp.interpreter.truthiness import decided
from conv1d_lsp.interpreter.values import Integer, Library, Value, is_none
from conv1d_lsp.shapes import Number
from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import child_nodes

#: What asks for the sizes of something: an assertion about these is no question about the program's surroundings.
_OF_SHAPES = frozenset(
    {"shape", "ndim", "rank", "len", "int_shape", "get_shape", "output_shape", "input_shape", "size", "count_params"}
)

#: Functions that refuse two shapes that differ.
_EQUAL = frozenset({"numpy.testing.assert_equal", "numpy.testing.assert_array_equal"})
_OF_TENSORFLOW = frozenset({"tensorflow.debugging.assert_equal", "tensorflow.assert_equal"})
_METHODS = frozenset({"assertEqual", "assertTupleEqual", "assertSequenceEqual", "assertListEqual", "assertAllEqual"})


class _Refuses(Enum):
    """What a function refuses: whatever is not equal, or sides of one length that are not."""

    ANY = "any"
    ALIKE = "alike"


def execute_assert(m: Machine, node: cst.Assert) -> None:
    """The path goes on where the test holds."""
    known, fork, outcome = test(m, node.test)
    if known is False:
        fault = next(_failing(m, node.test), None)
        if fault is None:
            m.state.alive = False
        else:
            _tell(m, fault, node.test)
    elif known is None:
        m.state.guards = m.state.guards | {(fork, outcome)}
        m.recall([(fork, outcome)])
        suppose(m, node.test, True, (fork, outcome))


def check_equality(m: Machine, node: cst.Call) -> None:
    """`np.testing.assert_equal(y.shape, (32, 98, 64))`, and a TestCase's `self.assertEqual`."""
    if _is_of_self(node.func, "assertTrue") and node.args:
        fault = next(_failing(m, node.args[0].value), None)
        if fault is not None:
            _tell(m, fault, node)
        return
    if len(node.args) < 2 or any(each.keyword is not None or each.star for each in node.args[:2]):
        return
    left, right = (each.value for each in node.args[:2])
    if not _is_about_shapes(left) and not _is_about_shapes(right):
        return
    refuses = _refuses_unequal(m, node.func)
    if not refuses or (refuses is _Refuses.ALIKE and not _of_one_length(m, left, right)):
        return
    fault = _fault(m, left, cst.Equal(), right, node)
    if fault is not None:
        _tell(m, fault, node)


def _tell(m: Machine, fault: AssertionFails, node: cst.CSTNode) -> None:
    """A call ends there; the rest of a script is read as if the assertion were not there."""
    m.report(fault, node)
    if m.calls:
        m.raised("AssertionError", node)


def asserts_equality(function: cst.BaseExpression) -> bool:
    """Whether a called function may be one of those, by its name."""
    name = function.attr if isinstance(function, cst.Attribute) else function
    return isinstance(name, cst.Name) and (
        name.value in _METHODS or name.value in ("assert_equal", "assert_array_equal", "assertTrue")
    )


def _refuses_unequal(m: Machine, function: cst.BaseExpression) -> _Refuses | None:
    if any(_is_of_self(function, method) for method in _METHODS):
        return _Refuses.ANY
    callee = m.visible(m.evaluate(function))
    path = canonical(callee.path) if isinstance(callee, Library) else ""
    return _Refuses.ANY if path in _EQUAL else _Refuses.ALIKE if path in _OF_TENSORFLOW else None


def _is_of_self(function: cst.BaseExpression, method: str) -> bool:
    match function:
        case cst.Attribute(value=cst.Name("self"), attr=cst.Name(value=name)):
            return name == method
    return False


def _of_one_length(m: Machine, left: cst.BaseExpression, right: cst.BaseExpression) -> bool:
    """Whether two sides are numbers, or as many: TensorFlow spreads one over the other."""
    one, other = (shape_items(m, m.visible(m.evaluate(side))) for side in (left, right))
    return len(one) == len(other) if one is not None and other is not None else one is other


def _failing(m: Machine, condition: cst.BaseExpression) -> Iterator[AssertionFails]:
    """The parts of a condition that are comparisons of sizes and certainly do not hold."""
    if isinstance(condition, cst.BooleanOperation) and isinstance(condition.operator, cst.And):
        yield from _failing(m, condition.left)
        yield from _failing(m, condition.right)
    elif isinstance(condition, cst.Comparison) and len(condition.comparisons) == 1 and _is_about_sizes(condition):
        target = condition.comparisons[0]
        fault = _fault(m, condition.left, target.operator, target.comparator, condition)
        if fault is not None:
            yield fault


def _fault(
    m: Machine, left: cst.BaseExpression, operator: cst.BaseCompOp, right: cst.BaseExpression, node: cst.CSTNode
) -> AssertionFails | None:
    one, other = (m.visible(m.evaluate(side)) for side in (left, right))
    one_is, other_is = _shown(m, one), _shown(m, other)
    if one_is is None or other_is is None or decided(m, compared(m, operator, one, other, node)) is not False:
        return None
    if "None" in (one_is, other_is) and not (_is_about_shapes(left) or _is_about_shapes(right)):
        return None  # of a parameter that Keras itself gives, such as `mask`
    equality = isinstance(operator, cst.Equal)
    if equality and (one_is == other_is or (m.inside_layers and "None" in (*_parts(one_is), *_parts(other_is)))):
        return None  # a list and a tuple of the same sizes; a size that may be known by the time the layer runs
    return AssertionFails(text_of(left), one_is, text_of(right), other_is, equality)


def _parts(shown: str) -> list[str]:
    return [part.strip(" (),") for part in shown.split(",")]


def _shown(m: Machine, value: Value) -> str | None:
    """A size or a shape whose sizes are all known; None for something else."""
    if is_none(value):
        return "None"
    if isinstance(value, Integer):
        return str(value.dim) if isinstance(value.dim, Number) and value.known is not None else None
    items = shape_items(m, value)
    if items is None or not all(
        is_none(item) or (isinstance(item, Integer) and item.known is not None) for item in items
    ):
        return None
    return str(shape_of_items(items))


def _is_about_sizes(condition: cst.Comparison) -> bool:
    return _is_about_shapes(condition) or all(map(_is_plain, _leaves(condition)))


def _is_about_shapes(node: cst.CSTNode) -> bool:
    return any(isinstance(each, cst.Name) and each.value in _OF_SHAPES for each in _leaves(node))


def _is_plain(node: cst.CSTNode) -> bool:
    """Part of a calculation with the program's own numbers."""
    return isinstance(node, cst.Name | cst.Integer)


def _leaves(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    if isinstance(node, cst.Name | cst.Integer | cst.SimpleString | cst.Float):
        yield node
        return
    if isinstance(node, cst.Attribute):
        yield from _leaves(node.value)
        yield node.attr
        return
    if isinstance(node, cst.Call) and not node.args:
        yield node.func if not isinstance(node.func, cst.Attribute) else node.func.attr
    for child in child_nodes(node):
        yield from _leaves(child)
