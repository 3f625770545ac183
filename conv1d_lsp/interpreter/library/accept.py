"""Whether data fits the input of a model, with Keras's kindnesses.

Sources: `layers/input_spec.py` (assert_input_compatibility) and `models/functional.py` (_adjust_input_rank) of Keras 3;
`engine/input_spec.py` and `engine/functional.py` (_conform_to_reference_input) of Keras 2.
"""

from __future__ import annotations

from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim, Shape, Truth, dim


def accepted(expected: Shape, given: Shape, keras: Generation, *, sequential: bool, symbolic: bool) -> Shape | None:
    """The shape with which the model's layers are called; None where Keras certainly refuses the data.

    A last axis of 1 is added or dropped, but not where Keras 3 works out shapes alone, on a symbolic tensor. In Keras 3
    a Sequential does not compare the sizes; Keras 2 does not compare those of a symbolic tensor.
    """
    if not expected.ranked or not given.ranked:
        return given
    compares = (not sequential or symbolic) if keras is Generation.KERAS_3 else not symbolic
    if compares and _differ(expected, given):
        return None
    if symbolic and keras is Generation.KERAS_3:
        return given
    return _adjusted(expected, given, keras)


def _differ(expected: Shape, given: Shape) -> bool:
    """The check of the input's specification: sizes pairwise from the left, a last 1 and the batch aside."""
    wanted, found = _squeezed(expected), _squeezed(given)
    pairs = zip(wanted[1:], found[1:], strict=False)
    return any(a.equals(b) is Truth.NO for a, b in pairs)


def _squeezed(shape: Shape) -> tuple[Dim, ...]:
    axes = shape.known_axes
    return axes[:-1] if axes and axes[-1].value == 1 else axes


def _adjusted(expected: Shape, given: Shape, keras: Generation) -> Shape | None:
    wanted, found = expected.known_axes, given.known_axes
    if len(found) == len(wanted):
        return given
    if len(found) == len(wanted) + 1 and (found[-1] == 1) is not Truth.NO:
        return Shape(found[:-1]) if found[-1].value == 1 else Shape.unknown(expected.why)
    if len(found) == len(wanted) - 1 and (wanted[-1] == 1) is not Truth.NO:
        return Shape((*found, dim(1))) if wanted[-1].value == 1 else Shape.unknown(expected.why)
    return None if keras is Generation.KERAS_3 else given
