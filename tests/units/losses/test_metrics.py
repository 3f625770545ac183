"""Metrics whose answers surprise: what they make of outputs that a loss takes."""

import pytest

from conv1d_lsp.losses import (
    ClassesDiffer,
    Constant,
    Ending,
    Facts,
    OtherClasses,
    Outcome,
    Raises,
    Right,
    Setting,
    Silent,
    Spread,
    Unsure,
    find_metric,
    find_metric_called,
)
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear

K2, K3 = Generation


def outcome(
    name: str,
    output: tuple[int, ...],
    target: tuple[int, ...],
    keras: Generation = K3,
    ending: Ending = Ending.OTHER,
    **settings: Setting,
) -> Outcome:
    metric = find_metric_called(name, keras)
    assert metric is not None
    return metric.outcome(Shape.of(output), Shape.of(target), Facts(keras, ending=ending, settings=settings))


def odd(given: Outcome) -> type:
    assert isinstance(given, Silent)
    return type(given.why)


@pytest.mark.parametrize("keras", Generation)
def test_among_the_best_five_of_three_is_every_class(keras: Generation) -> None:
    assert odd(outcome("TopKCategoricalAccuracy", (8, 3), (8, 3), keras)) is Constant
    assert isinstance(outcome("TopKCategoricalAccuracy", (8, 3), (8, 3), keras, k=2), Right)
    assert isinstance(outcome("SparseTopKCategoricalAccuracy", (8, 10), (8,), keras), Right)
    assert odd(outcome("TopKCategoricalAccuracy", (8, 10), (8, 9), keras)) is ClassesDiffer


@pytest.mark.parametrize("keras", Generation)
def test_the_best_of_one_class_is_always_hit(keras: Generation) -> None:
    assert odd(outcome("F1Score", (8, 1), (8, 1), keras)) is Constant
    assert isinstance(outcome("F1Score", (8, 1), (8, 1), keras, threshold=0.5), Right)
    assert isinstance(outcome("F1Score", (8, 5, 1), (8, 5, 1), keras), Raises)


@pytest.mark.parametrize("keras", Generation)
def test_hits_are_counted_among_as_many_numbers(keras: Generation) -> None:
    for name in ("Precision", "Recall", "AUC"):
        assert isinstance(outcome(name, (8, 1), (8,), keras), Right)
        assert isinstance(outcome(name, (8, 3), (8, 3), keras), Right)
        assert isinstance(outcome(name, (8, 3), (8,), keras), Raises)
    assert odd(outcome("Recall", (8, 5, 1), (8, 5), keras, top_k=2)) is OtherClasses
    assert isinstance(outcome("Precision", (8, 3), (8, 3), keras, class_id=3), Raises)


def test_one_number_is_compared_with_all_in_keras_3() -> None:
    assert odd(outcome("Precision", (1, 3), (1,))) is Spread
    assert isinstance(outcome("Precision", (1, 3), (1,), K2), Raises)


@pytest.mark.parametrize("keras", Generation)
def test_probabilities_are_no_labels(keras: Generation) -> None:
    assert odd(outcome("MeanIoU", (8, 5, 1), (8, 5, 1), keras, Ending.SIGMOID, num_classes=2)) is Constant
    assert odd(outcome("Accuracy", (8, 1), (8, 1), keras, Ending.SIGMOID)) is Constant
    assert isinstance(outcome("MeanIoU", (8, 5, 3), (8, 5), keras, num_classes=3, sparse_y_pred=False), Right)
    assert isinstance(outcome("BinaryIoU", (8, 5, 1), (8, 5), keras, Ending.SIGMOID), Right)


def test_correlation_of_one_number() -> None:
    assert odd(outcome("PearsonCorrelation", (8, 1), (8,))) is Constant


def test_what_has_no_use_for_targets() -> None:
    assert isinstance(outcome("Mean", (8, 1), (8, 1)), Raises)


def test_the_word_and_the_class() -> None:
    word = find_metric("Accuracy", K3)
    assert word is find_metric("acc", K3)
    assert word is not find_metric_called("Accuracy", K3)


def test_a_setting_that_cannot_be_told() -> None:
    assert isinstance(outcome("TopKCategoricalAccuracy", (8, 3), (8, 3), k=Unclear("a call")), Unsure)
    given = outcome("MeanIoU", (8, 5, 3), (8, 5), num_classes=3, sparse_y_pred=Unclear("a call"))
    assert isinstance(given, Unsure)
    assert {type(each) for each in given.among} == {Right, Raises}
