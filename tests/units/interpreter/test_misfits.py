"""What the functions on tensors refuse becomes a fault of the call, each kind of it."""

from conv1d_lsp.arrays import misfits
from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.library.misfits import fault_of, function_label
from conv1d_lsp.shapes import Shape, dim

A, B = Shape.of((2, 3)), Shape.of((2, 4))
EXAMPLES = (
    misfits.NoSuchAxis(A, 5),
    misfits.NotOne(A, 1),
    misfits.SizesDiffer((A, B), 1),
    misfits.RanksApart((A, Shape.of((2,)))),
    misfits.OtherRank(A, "3 or 4"),
    misfits.NotTaken("block_size", "1", "at least 2"),
    misfits.NotSpreadable(A, B),
    misfits.NoProduct(A, B),
    misfits.NoRoom(A, B, dim(6), dim(8)),
    misfits.Uneven(A, 1, dim(2)),
    misfits.TooFew(A, 1, dim(4), dim(1)),
    misfits.NotATable(Shape.of((2, 3, 4)), 2),
    misfits.OtherFeatures(A, dim(4)),
)


def test_each_kind_becomes_a_fault() -> None:
    assert {type(each) for each in EXAMPLES} == set(misfits.Misfit.__subclasses__())
    assert all(isinstance(fault_of(each, "ops.f"), Fault) for each in EXAMPLES)


def test_functions_are_called_as_people_write_them() -> None:
    paths = ("keras.ops.stack", "tensorflow.math.add", "keras.backend.sum")
    assert [function_label(path) for path in paths] == ["ops.stack", "tf.math.add", "K.sum"]
