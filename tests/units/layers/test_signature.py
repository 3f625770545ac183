"""How arguments find their parameters, and what is said about those that find none."""

import pytest

from conv1d_lsp.layers import Moment, Refused, layer_names
from conv1d_lsp.layers.faults import GivenTwice, MissingArgument, TooManyArguments, UnknownArgument, UnknownWord
from conv1d_lsp.settings import Generation
from tests.units.layers.shorthand import BOTH, K2, K3, configured, faults, layer, output, shape


@pytest.mark.parametrize("keras", BOTH)
def test_positional_arguments_have_keras_order(keras: Generation) -> None:
    made = layer("Conv1D", 8, 3, 2, "same", keras=keras)
    assert output(made.call(shape(None, 10, 4))) == (None, 5, 8)


def test_an_unknown_keyword_names_what_is_close() -> None:
    (fault,) = faults(configured("Conv1D", 8, 3, paddin="same"))
    assert fault == UnknownArgument("paddin", ("padding",), layer="Conv1D", argument="paddin")


def test_names_of_keras_1_lead_to_those_of_today() -> None:
    found = faults(configured("Conv1D", nb_filter=8, filter_length=3))
    assert [type(fault) for fault in found] == [UnknownArgument, UnknownArgument]  # what they mean is not missing
    assert found[0] == UnknownArgument("nb_filter", ("filters",), layer="Conv1D", argument="nb_filter")


def test_missing_and_superfluous_arguments() -> None:
    assert faults(configured("Conv1D", 8)) == (MissingArgument(("kernel_size",), layer="Conv1D"),)
    assert isinstance(faults(configured("Flatten", None, 1, 2))[0], TooManyArguments)
    assert isinstance(faults(configured("Dense", 8, units=8))[0], GivenTwice)


def test_a_wrong_word_says_which_there_are() -> None:
    (fault,) = faults(configured("Conv1D", 8, 3, padding="sme"))
    assert fault == UnknownWord("sme", ("valid", "same", "causal"), ("same",), layer="Conv1D", argument="padding")


def test_settings_of_every_layer_differ_by_generation() -> None:
    assert not isinstance(configured("Dense", 8, keras=K2, batch_input_shape=(None, 3)), Refused)
    assert isinstance(configured("Dense", 8, keras=K3, batch_input_shape=(None, 3)), Refused)


def test_the_input_shape_of_a_first_layer() -> None:
    told = layer("Conv1D", 8, 3, input_shape=(100, 1)).input_shape
    assert told is not None
    assert told.shown == (None, 100, 1)
    assert layer("Conv1D", 8, 3).input_shape is None
    first = layer("Embedding", 9, 4, input_length=7, keras=K2).input_shape
    assert first is not None
    assert first.shown == (None, 7)


def test_a_bad_input_shape_is_found_out_when_keras_does() -> None:
    assert len(layer("Conv1D", 8, 3, input_shape=7).input_faults) == 1
    assert isinstance(configured("Conv1D", 8, 3, input_shape=7, keras=K2), Refused)


def test_shown_arguments_leave_out_defaults() -> None:
    made = layer("Conv1D", 64, 3, padding="valid", activation="relu", strides=2)
    assert made.shown_arguments == (
        ("filters", "64"),
        ("kernel_size", "3"),
        ("strides", "2"),
        ("activation", "'relu'"),
    )


def test_names_and_aliases_of_the_catalogue() -> None:
    assert {"Conv1D", "Convolution1D", "MaxPool1D", "InputLayer"} <= layer_names(K3)
    assert "ThresholdedReLU" in layer_names(K2) - layer_names(K3)


def test_a_late_refusal_has_the_moment_at_which_keras_raises() -> None:
    made = layer("Conv1D", 8.0, 3)
    refused = made.call(shape(None, 10, 4))
    assert isinstance(refused, Refused)
    assert refused.moment is Moment.BUILD
    early = configured("Conv1D", 8.5, 3)
    assert isinstance(early, Refused)
    assert early.moment is Moment.CONSTRUCT
