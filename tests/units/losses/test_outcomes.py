"""What common losses and metrics make of outputs and targets: measured once under both Keras, and what follows."""

import pytest

from conv1d_lsp.losses import (
    AcrossSamples,
    Constant,
    Ending,
    Facts,
    OtherClasses,
    Outcome,
    Raises,
    Right,
    Silent,
    SizesDiffer,
    Spread,
    Unsure,
    Way,
    find_loss,
    find_metric,
)
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Number, Shape, Symbol, Unclear

#: N samples and T steps; of two answers the first is that of Keras 3.
MEASURED = """
    loss                            output  (N,)          (N,1)         (N,3)         (N,T)       (N,T,1)      (N,T,3)
    mse                             (N,1)   right         right         silent        silent        silent        raises
    mse                             (N,3)   raises/silent silent        right         raises        raises        raises
    mse                             (N,T,1) silent        silent        raises        right         right         silent
    mse                             (N,T,3) raises        raises        raises        raises        silent        right
    binary_crossentropy             (N,1)   right         right         raises        raises        raises        raises
    binary_crossentropy             (N,3)   raises        raises        right         raises        raises        raises
    binary_crossentropy             (N,T,1) raises        raises/silent raises        right         right         raises
    binary_crossentropy             (N,T,3) raises        raises        raises        raises        raises        right
    categorical_crossentropy        (N,1)   silent        silent        raises        raises        raises        raises
    categorical_crossentropy        (N,3)   raises        raises        right         raises        raises        raises
    categorical_crossentropy        (N,T,1) raises        raises        raises        silent        silent        raises
    categorical_crossentropy        (N,T,3) raises        raises        raises        raises        raises        right
    sparse_categorical_crossentropy (N,1)   silent        silent        raises        raises        raises        raises
    sparse_categorical_crossentropy (N,3)   right         right         raises        raises        raises        raises
    sparse_categorical_crossentropy (N,T,1) raises        silent        raises        raises        silent        raises
    sparse_categorical_crossentropy (N,T,3) raises        raises        raises        right         right         raises
    mae                             (N,1)   right         right         silent        silent        silent        raises
    mae                             (N,3)   raises/silent silent        right         raises        raises        raises
    mae                             (N,T,1) silent        silent        raises        right         right         silent
    mae                             (N,T,3) raises        raises        raises        raises        silent        right
    binary_accuracy                 (N,1)   right         right         silent        silent        silent        raises
    binary_accuracy                 (N,3)   raises/silent silent        right         raises        raises        raises
    binary_accuracy                 (N,T,1) silent        silent        raises        right         right         silent
    binary_accuracy                 (N,T,3) raises        raises        raises        raises        silent        right
    accuracy                        (N,1)   right         right         silent        silent        silent        raises
    accuracy                        (N,3)   right         right         right         silent        silent/raises raises
    accuracy                        (N,T,1) silent        silent        raises        right         right         silent
    accuracy                        (N,T,3) raises        silent        raises        right         right         right
    categorical_accuracy            (N,1)   silent        silent        silent        silent        raises/silent raises
    categorical_accuracy            (N,3)   silent        silent        right         silent        raises/silent raises
    categorical_accuracy            (N,T,1) silent        raises/silent raises/silent raises/silent silent        silent
    categorical_accuracy            (N,T,3) silent        raises        raises        raises        silent        right
    sparse_categorical_accuracy     (N,1)   silent        silent        raises        raises        silent/raises raises
    sparse_categorical_accuracy     (N,3)   right         right         raises        raises        silent/raises raises
    sparse_categorical_accuracy     (N,T,1) raises        silent        raises        silent/raises silent        raises
    sparse_categorical_accuracy     (N,T,3) raises        silent        raises        right         right         raises
"""

N, T = 8, 5
ENDINGS = {"binary_crossentropy": Ending.SIGMOID}


def shape(text: str) -> Shape:
    sizes = {"N": N, "T": T}
    return Shape.of([sizes.get(axis) or int(axis) for axis in text.strip("()").split(",") if axis])


def rows() -> list[tuple[str, str, str, str]]:
    head, *lines = (line.split() for line in MEASURED.strip().splitlines())
    return [
        (name, output, target, answer)
        for name, output, *answers in lines
        for target, answer in zip(head[2:], answers, strict=True)
    ]


def outcome(
    name: str,
    output: list[Dim | int],
    target: list[Dim | int],
    keras: Generation = Generation.KERAS_3,
    ending: Ending | None = None,
    way: Way = Way.COMPILED,
) -> Outcome:
    measure = find_loss(name, keras) or find_metric(name, keras)
    assert measure is not None
    return measure.outcome(Shape.of(output), Shape.of(target), Facts(keras, way=way, ending=ending))


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize(("name", "output", "target", "answer"), rows())
def test_measured(name: str, output: str, target: str, answer: str, keras: Generation) -> None:
    measure = find_loss(name, keras) or find_metric(name, keras)
    assert measure is not None
    facts = Facts(keras, ending=ENDINGS.get(name, Ending.OTHER))
    given = measure.outcome(shape(output), shape(target), facts)
    answers = answer.split("/")
    assert type(given).__name__.lower() == answers[0 if keras is Generation.KERAS_3 else -1]


def test_labels_of_one_axis_broadcast_into_the_square_of_the_batch() -> None:
    """The output's channels meet the samples where a batch has as many."""
    given = outcome("mse", [3, 3], [3])
    assert isinstance(given, Silent)
    assert isinstance(given.why, Spread)


def test_an_open_batch_is_the_same_on_both_sides() -> None:
    given = outcome("mse", [OPEN, 1], [OPEN])
    assert isinstance(given, Right)
    assert str(given.result) == "(None,)"
    given = outcome("mse", [OPEN, 1], [800])
    assert isinstance(given, Right)
    assert str(given.result) == "(800,)"


def test_an_unknown_batch_can_be_any_size() -> None:
    """It raises, unless a batch has 1 sample or 3: it is never right."""
    given = outcome("mse", [OPEN, 3], [OPEN])
    assert isinstance(given, Unsure)
    assert given.never_right


def test_unknown_steps() -> None:
    steps = Number.of(Symbol("steps", 1, whole=True))
    assert isinstance(outcome("mse", [OPEN, steps, 4], [OPEN, steps, 4]), Right)
    given = outcome("mse", [OPEN, steps, 4], [OPEN, steps + 2, 4])
    assert isinstance(given, Unsure)
    assert given.never_right
    assert isinstance(
        outcome("binary_crossentropy", [OPEN, steps, 4], [OPEN, steps + 2, 4], ending=Ending.OTHER), Raises
    )
    given = outcome("mse", [OPEN, Unclear("a call"), 1], [OPEN, 5, 1])
    assert isinstance(given, Unsure)
    assert not given.never_right


def test_every_size_gives_the_same() -> None:
    given = outcome("categorical_crossentropy", [OPEN, Unclear("a call")], [OPEN])
    assert isinstance(given, Unsure)
    assert given.never_right
    assert isinstance(outcome("sparse_categorical_crossentropy", [OPEN, 10], [OPEN]), Right)
    assert isinstance(outcome("categorical_crossentropy", [OPEN, 10], [OPEN]), Raises)


def test_a_shape_of_unknown_rank() -> None:
    loss = find_loss("mse", Generation.KERAS_3)
    assert loss is not None
    unknown = Shape.unknown(Unclear("a call"))
    given = loss.outcome(Shape.of([OPEN, 1]), unknown, Facts(Generation.KERAS_3))
    assert isinstance(given, Unsure)
    assert not given.never_right


def test_why() -> None:
    for output, target, why in (
        ([8, 1], [8], Constant),
        ([8, 5, 1], [8, 5], OtherClasses),
    ):
        given = outcome("categorical_crossentropy", [*output], [*target])
        assert isinstance(given, Silent)
        assert isinstance(given.why, why)
    given = outcome("categorical_accuracy", [8, 3], [8])
    assert isinstance(given, Silent)
    assert isinstance(given.why, AcrossSamples)
    given = outcome("categorical_crossentropy", [8, 3], [8, 4])
    assert isinstance(given, Raises)
    assert isinstance(given.why, SizesDiffer)
    assert (given.why.output, given.why.target) == (1, 1)


def test_keras_2_broadcasts_binary_crossentropy_unless_it_finds_logits() -> None:
    two = Generation.KERAS_2
    assert isinstance(outcome("bce", [8, 3], [8, 1], two, Ending.SIGMOID), Raises)
    assert isinstance(outcome("bce", [8, 3], [8, 1], two, Ending.OTHER), Silent)
    given = outcome("bce", [8, 3], [8, 1], two)
    assert isinstance(given, Unsure)
    assert given.never_right
    assert isinstance(outcome("bce", [8, 3], [8, 3], two), Right)


def test_keras_2_functions_leave_ranks_alone() -> None:
    for keras, expected in ((Generation.KERAS_3, Right), (Generation.KERAS_2, Silent)):
        assert isinstance(outcome("mse", [8, 1], [8], keras, way=Way.FUNCTION), expected)
        assert isinstance(outcome("mse", [8, 1], [8], keras), Right)


def test_words() -> None:
    assert find_metric("Accuracy", Generation.KERAS_3) is find_metric("acc", Generation.KERAS_2)
    assert find_loss("MeanSquaredError", Generation.KERAS_2) is find_loss("mse", Generation.KERAS_3)
    assert find_loss("logcosh", Generation.KERAS_3) is None
    assert find_loss("nothing", Generation.KERAS_3) is None


def test_an_axis_of_classes_that_the_output_has_and_the_broadcast_counts_otherwise() -> None:
    focal = find_loss("CategoricalFocalCrossentropy", Generation.KERAS_3)
    assert focal is not None
    facts = Facts(Generation.KERAS_3, settings={"axis": 1})
    assert isinstance(focal.outcome(Shape.of([3, 3]), Shape.of([3, 5, 3, 1]), facts), Silent)
