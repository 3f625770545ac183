"""Records made by hand, for the tests of how they are shown."""

from conv1d_lsp.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    LayerRow,
    ModelFact,
    Place,
    ReceptiveField,
    Severity,
    Step,
    TensorFact,
)

FILE = "train.py"
SOURCE = [
    "x = keras.Input((9, 8))",
    "y = layers.Conv1D(64, 30)(x)",
    "z = layers.Dense(1)(layers.Flatten()(y))",
    "",
]


def place(line: int, column: int, end_column: int, end_line: int | None = None) -> Place:
    return Place(FILE, line, column, end_line or line, end_column)


PROVEN = Fix(
    "Pad, so that the number of steps stays", False, (Edit(place(2, 25, 25), ', padding="same"'),), proven=True
)
PROPOSED = Fix("Shorten the window", False, (Edit(place(2, 23, 25), "9"),))

TOO_LONG = Diagnostic(
    place=place(2, 23, 25),
    rule="window-too-long",
    severity=Severity.ERROR,
    message="the window covers 30 steps, the sequence has 9",
    trail=(Step(place(1, 5, 24), "Input makes (None, 9, 8)"),),
    fixes=(PROVEN, PROPOSED),
)

INPUT = TensorFact(place(1, 5, 24), "x", place(1, 1, 2), "Input", None, (None, 9, 8))
CONVOLVED = TensorFact(
    place(2, 5, 29),
    "y",
    place(2, 1, 2),
    "Conv1D",
    place(2, 5, 26),
    (None, "window - 29", "?"),
    inputs=((None, 9, 8),),
    formula=("steps: (window - 30) // 1 + 1 = window - 29",),
    params=15_424,
    why="filters is not known",
    fields=(ReceptiveField("input_layer", 9, 30, "1", 0),),
)
FLAT = TensorFact(place(3, 21, 40), None, None, "Flatten", place(3, 21, 37), "?")
DENSE = TensorFact(place(3, 5, 41), "z", place(3, 1, 2), "Dense", place(3, 5, 20), (None, 1))

ROWS = (
    LayerRow("input_layer", "InputLayer", place(1, 5, 24), (None, 9, 8), 0),
    LayerRow("conv1d", "Conv1D", place(2, 5, 26), (None, 9, 64), 15_424, ("input_layer[0][0]",)),
    LayerRow("lstm", "LSTM", None, ((None, 9, 4), (None, 4)), None, ("conv1d[0][0]",)),
)
CHAIN = ModelFact(
    "functional", "model", "Functional", place(3, 1, 9), ((None, 9, 8),), ((None, 4),), None, 99, ROWS, None, 396
)
JOINED = ModelFact(
    "joined",
    None,
    "Functional",
    place(3, 1, 9),
    ((None, 9, 8),),
    ((None, 9, 64),),
    15_424,
    15_400,
    (*ROWS[:2], LayerRow("add", "Add", None, (None, 9, 64), 0, ("conv1d[0][0]", "input_layer[0][0]"))),
    61_696,
    61_600,
)
UNBUILT = ModelFact(
    "sequential",
    "net",
    "Sequential",
    place(3, 1, 9),
    None,
    None,
    None,
    None,
    (LayerRow("dense", "Dense", None, "?", None),),
)
