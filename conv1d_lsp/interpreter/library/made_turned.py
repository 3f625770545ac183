"""Arrays that are made as (samples, channels, steps), by what their sizes or parts are called, before a layer that goes
along the axis behind that of the samples."""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst

from conv1d_lsp.interpreter.data_faults import MadeTurned
from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.graph import nodes_between
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.swapped_axes import are_swapped, goes_along_steps, written_names
from conv1d_lsp.interpreter.values import Array, LayerObject, ModelObject, Value
from conv1d_lsp.interpreter.written_inputs import name_of
from conv1d_lsp.shapes import Shape

#: Functions and methods that are told the shape of what they give.
_MAKING = frozenset(
    "zeros ones empty full rand randn random random_sample sample ranf normal uniform standard_normal randint integers "
    "reshape".split()
)

#: Those that leave the axes as they are.
_KEEPING = frozenset("astype copy clip array asarray ascontiguousarray nan_to_num".split())

#: `acc_x, acc_y, acc_z`, `x, y, z`, `lead1, lead2`: what is measured at one time.
_MEASURED = re.compile(r"(?P<of>\w*?_?)[xyz]|(?:\w*_)?(?:ch|chan|channel|lead|sensor|axis)_?\w{1,2}", re.IGNORECASE)
_MOST = 4


def turned_in_result(path: str, shape: Shape, positional: Sequence[Value], node: cst.CSTNode) -> tuple[str, str] | None:
    """What the last two axes are called where an array is made, if these are channels and steps, in this order.

    Of channels that are stacked: nothing, and the channels.
    """
    name = path.rpartition(".")[2]
    first = positional[0] if positional else None
    if not shape.ranked or len(shape.known_axes) != 3 or not isinstance(node, cst.Call):
        return None
    if name in _KEEPING:
        return first.turned if isinstance(first, Array) and first.shape.same(shape) else None
    if name == "stack":
        stacked = _stacked(node)
        few = shape.known_axes[1].value or 0, shape.known_axes[2].value or _MOST + 1
        return ("", ", ".join(stacked)) if stacked and few[0] < few[1] else None
    names = _sizes(node) if name in _MAKING else None
    return names if names is not None and are_swapped(*names) else None


def _sizes(node: cst.Call) -> tuple[str, str] | None:
    """What the last two of three sizes are called: `zeros((n, channels, steps))`, `x.reshape(n, channels, steps)`."""
    plain = [argument.value for argument in node.args if argument.keyword is None and not argument.star]
    named = [each.value for each in node.args if each.keyword is not None and each.keyword.value in _SHAPES]
    for sizes in (*plain, *named):
        if isinstance(sizes, cst.Tuple | cst.List) and len(sizes.elements) == 3:
            plain = [element.value for element in sizes.elements]
            break
    return (name_of(plain[1]), name_of(plain[2])) if len(plain) == 3 else None


_SHAPES = frozenset({"shape", "size", "newshape"})


def _stacked(node: cst.Call) -> Sequence[str]:
    """`np.stack([acc_x, acc_y, acc_z], axis=1)`: the names."""
    arrays = node.args[0].value if node.args and node.args[0].keyword is None else None
    axis = [each.value for each in node.args[1:] if each.keyword is None or each.keyword.value == "axis"]
    if not isinstance(arrays, cst.List | cst.Tuple) or len(node.args) != 2 or len(axis) != 1:
        return ()
    if not isinstance(axis[0], cst.Integer) or axis[0].value != "1" or not 2 <= len(arrays.elements) <= _MOST:
        return ()
    names = [each.value.value for each in arrays.elements if isinstance(each.value, cst.Name)]
    found = [_MEASURED.fullmatch(name) for name in names]
    alike = len({match["of"] for match in found if match is not None}) == 1
    return names if len(names) == len(arrays.elements) and None not in found and alike else ()


def check_turned(m: Machine, model: ModelObject, data: Value, node: cst.CSTNode) -> None:
    """Warn of such data for a model that begins with a layer along steps, and says nothing of its own swapped sizes."""
    data = m.visible(data)
    if not isinstance(data, Array) or data.turned is None or not data.shape.ranked or len(data.shape.known_axes) != 3:
        return
    layer = _first(m, model)
    if layer:
        m.report(MadeTurned(*data.turned, layer), node, promise=Promise.RUNS, inputs=(data,))


def _first(m: Machine, model: ModelObject) -> str:
    """The layer along steps that takes the one input as it is; "" where another takes it too."""
    if model.inputs is None or model.outputs is None or len(model.inputs) != 1 or model.uncertain:
        return ""
    start = model.inputs[0].node
    takers = [each for each in nodes_between(model.inputs, model.outputs) if start in [t.node for t in each.inputs]]
    records = [None if each.layer is None else m.record(each.layer) for each in takers]
    if start is None or not records or not all(_is_along_steps(record) for record in records):
        return ""
    written = written_names(start.site.node)
    return "" if written is not None and are_swapped(*written) else takers[0].label


def _is_along_steps(record: object) -> bool:
    return isinstance(record, LayerObject) and goes_along_steps(record)
