"""Sample weights beside the values of a mean squared error: measured once with `evaluate` under both Keras."""

import pytest

from conv1d_lsp.losses import Facts, Outcome, Raises, Right, Silent, Unsure, find_loss
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Shape

#: Axes of a sample of the weights; of outputs of (5, 1), of (5, 3), of (1,) beside labels, of (3,). N is 8; of two
#: answers the first is that of Keras 3.
MEASURED = """
    weights  (5,1)         (5,3)         (1,)    (3,)
    ()       raises/right  raises/right  right   right
    (1,)     right         right         right   right
    (5,)     right         right         raises  raises
    (5,1)    right         right         silent  silent
    (3,)     raises        raises        raises  raises
    (5,3)    raises        raises        raises  raises
"""
TARGETS = {"(1,)": ()}


def axes(text: str) -> tuple[int, ...]:
    return tuple(int(axis) for axis in text.strip("()").split(",") if axis)


def rows() -> list[tuple[str, str, str]]:
    head, *lines = (line.split() for line in MEASURED.strip().splitlines())
    return [
        (output, weights, answer)
        for weights, *answers in lines
        for output, answer in zip(head[1:], answers, strict=True)
    ]


def weighted(
    output: tuple[Dim | int, ...], target: tuple[Dim | int, ...], weights: tuple[Dim | int, ...], keras: Generation
) -> Outcome:
    loss = find_loss("mse", keras)
    assert loss is not None
    return loss.weighted(Shape.of(output), Shape.of(target), Shape.of(weights), Facts(keras))


@pytest.mark.parametrize("keras", Generation)
@pytest.mark.parametrize(("output", "weights", "answer"), rows())
def test_measured(output: str, weights: str, answer: str, keras: Generation) -> None:
    of_output = (8, *axes(output))
    of_target = (8, *TARGETS.get(output, axes(output)))
    given = weighted(of_output, of_target, (8, *axes(weights)), keras)
    answers = answer.split("/")
    assert type(given).__name__.lower() == answers[0 if keras is Generation.KERAS_3 else -1]


def test_as_many_samples_as_steps() -> None:
    """What raises otherwise runs in Keras 3, and weighs steps in place of samples."""
    assert isinstance(weighted((5, 5, 1), (5, 5, 1), (5,), Generation.KERAS_3), Silent)
    assert isinstance(weighted((5, 5, 1), (5, 5, 1), (5,), Generation.KERAS_2), Right)


def test_a_batch_of_unknown_size() -> None:
    given = weighted((OPEN, 5, 1), (OPEN, 5, 1), (OPEN,), Generation.KERAS_3)
    assert isinstance(given, Unsure)
    assert isinstance(weighted((OPEN, 5, 1), (OPEN, 5, 1), (OPEN, 5), Generation.KERAS_3), Right)


def test_a_loss_that_raises_comes_first() -> None:
    assert isinstance(weighted((8, 3), (8, 4), (8,), Generation.KERAS_3), Raises)
