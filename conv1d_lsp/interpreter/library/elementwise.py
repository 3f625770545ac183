"""Functions that keep the shape of their first argument: activations and element-wise mathematics."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.arrays import takes_symbolic
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.symbolic import operation
from conv1d_lsp.interpreter.values import Array, Tensor, Unknown, Value

_ACTIVATIONS = (
    "elu exponential gelu hard_sigmoid leaky_relu linear log_softmax mish relu relu6 selu sigmoid silu "
    "softmax softplus softsign swish tanh"
).split()
_MATHEMATICS = (
    "abs absolute acos asin atan ceil clip cos cosh erf exp expm1 floor log log1p negative pow power reciprocal round "
    "rsqrt sign sin sinh sqrt square tan tanh"
).split()
_COPIES = "identity stop_gradient zeros_like ones_like".split()

#: Names whose result has the shape of the first argument. `tf.*` takes no symbolic tensor in Keras 3.
ELEMENTWISE = frozenset(
    [f"keras.activations.{name}" for name in _ACTIVATIONS]
    + [f"keras.ops.{name}" for name in (*_ACTIVATIONS, *_MATHEMATICS)]
    + [f"tensorflow.nn.{name}" for name in _ACTIVATIONS]
    + [f"keras.backend.{name}" for name in ("relu", "sigmoid", "softmax", "tanh", *_MATHEMATICS)]
    + [f"{module}.{name}" for module in ("tensorflow", "tensorflow.math", "numpy") for name in _MATHEMATICS]
    + [f"{module}.{name}" for module in ("tensorflow", "keras.ops", "keras.backend") for name in _COPIES]
    + [f"{module}.l2_normalize" for module in ("tensorflow.math", "tensorflow.nn", "keras.backend")]
    + ["keras.ops.normalize", "numpy.zeros_like", "numpy.ones_like"]
)


def call_elementwise(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> Value:
    value = arguments.positional[0] if arguments.positional else arguments.keywords.get("x")
    if value is None:
        return m.unknown("a function of nothing", node)
    return m.each([value], lambda one: _applied(m, path, one[0], node))


def _applied(m: Machine, path: str, value: Value, node: cst.CSTNode) -> Value:
    name = path.rpartition(".")[2]
    if isinstance(value, Array):
        return Array(value.shape, m.site(node), value.label, value.dtype, value.library)
    if isinstance(value, Tensor) and takes_symbolic(m, path):
        return operation(m, name, name, [value], node, lambda given: given[0]) or m.unknown(name, node)
    reason = value.reason if isinstance(value, Unknown) else f"`{path}` of this is not known"
    return Unknown(reason, m.site(node))
