"""Merging, recurrent layers, wrappers, attention, inputs; and that every declaration is tried out."""

import pytest

from conv1d_lsp.layers import Called, Configured, Opaque, Refused, input_shape, plain
from conv1d_lsp.layers.faults import (
    AxesDiffer,
    MissingInput,
    NotAList,
    RanksDiffer,
    TooManyInputs,
    WrongCount,
    WrongRank,
)
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear, dim
from tests.units.layers.shorthand import BOTH, K2, K3, called, configured, faults, layer, named, output, shape


def test_concatenate_keeps_different_axes_by_generation() -> None:
    tensors = (shape(None, None, 8), shape(None, 9, 3))
    assert output(layer("Concatenate", keras=K3).call(tensors)) == (None, None, 11)
    assert output(layer("Concatenate", keras=K2).call(tensors)) == (None, 9, 11)


def test_concatenate_refuses_what_does_not_fit() -> None:
    (fault,) = faults(layer("Concatenate").call((shape(None, 8, 8), shape(None, 9, 3))))
    assert isinstance(fault, AxesDiffer)
    assert (fault.axis, fault.index, fault.joined) == ("steps", 1, 2)
    assert isinstance(faults(layer("Concatenate").call(shape(None, 8, 8)))[0], NotAList)
    assert isinstance(faults(layer("Concatenate").call((shape(None, 8), shape(None, 8, 8))))[0], RanksDiffer)
    assert isinstance(faults(layer("Concatenate").call(shape(None, 8), None, (shape(None, 8),)))[0], TooManyInputs)


def test_sizes_known_by_name_are_added() -> None:
    tensors = (Shape((dim(2), named("a"))), Shape((dim(2), named("b"))))
    assert output(layer("Concatenate").call(tensors)) == (2, "a + b")


def test_add_spreads_and_refuses() -> None:
    tensors = (shape(None, 10, 4), shape(None, None, 4))
    assert output(layer("Add", keras=K3).call(tensors)) == (None, None, 4)
    assert output(layer("Add", keras=K2).call(tensors)) == (None, 10, 4)
    assert isinstance(faults(layer("Add").call((shape(None, 10, 4), shape(None, 9, 4))))[0], AxesDiffer)
    assert isinstance(faults(layer("Subtract").call((shape(None, 4),) * 3))[0], WrongCount)


def test_a_list_for_a_layer_that_takes_one_tensor() -> None:
    assert isinstance(faults(layer("Conv1D", 8, 3).call((shape(None, 10, 4),) * 2))[0], WrongCount)
    handed_on = called(layer("Dropout", 0.5).call((shape(None, 10, 4),) * 2))
    assert handed_on.unclear is not None


def test_recurrent_outputs() -> None:
    sequence = shape(None, 10, 4)
    assert output(layer("LSTM", 5).call(sequence)) == (None, 5)
    assert output(layer("LSTM", 5, return_sequences=True).call(sequence)) == (None, 10, 5)
    with_states = called(layer("LSTM", 5, return_state=True).call(sequence))
    assert with_states.structured
    assert [each.shown for each in with_states.outputs] == [(None, 5)] * 3
    assert called(layer("GRU", 5).call(sequence)).built.params.value == 165


@pytest.mark.parametrize("keras", BOTH)
def test_cells(keras: Generation) -> None:
    lstm, gru = layer("LSTMCell", 5, keras=keras), layer("GRUCell", 3, keras=keras)
    result = called(lstm.call(shape(None, 4), None, ((shape(None, 5), shape(None, 5)),)))
    assert result.nested == (0, (1, 2))
    assert result.built.params.value == 200
    stack = layer("StackedRNNCells", [lstm, gru], keras=keras)
    stacked = called(
        layer("RNN", stack, return_sequences=True, return_state=True, keras=keras).call(shape(None, 10, 4))
    )
    assert [each.shown for each in stacked.outputs] == [(None, 10, 3), (None, 5), (None, 5), (None, 3)]
    assert stacked.nested == (0, (1, 2), 3)
    assert stacked.built.params.value == 290
    assert isinstance(configured("RNN", 5, keras=keras), Refused)
    assert isinstance(configured("RNN", layer("Dense", 5, keras=keras), keras=keras), Refused)


@pytest.mark.parametrize("keras", BOTH)
def test_wrappers(keras: Generation) -> None:
    both_ways = layer("Bidirectional", layer("LSTM", 5, keras=keras), keras=keras)
    result = called(both_ways.call(shape(None, 10, 4)))
    assert result.outputs[0].shown == (None, 10)
    assert result.built.params.value == 400
    each = layer("TimeDistributed", layer("Conv1D", 3, 3, keras=keras), keras=keras)
    assert output(each.call(shape(None, 6, 10, 4))) == (None, 6, 8, 3)
    (fault,) = faults(each.call(shape(None, 6, 2, 4)))
    assert getattr(fault, "layer", None) == "Conv1D"
    assert isinstance(configured("TimeDistributed", 3, keras=keras), Refused)
    assert output(layer("TimeDistributed", Opaque("model"), keras=keras).call(shape(None, 6, 10, 4))) == "?"


def test_multi_head_attention() -> None:
    made = layer("MultiHeadAttention", 2, 4)
    query = shape(None, 10, 4)
    assert isinstance(faults(made.call(query))[0], MissingInput)
    result = called(made.call(query, None, (shape(None, 7, 6),)))
    assert result.outputs[0].shown == (None, 10, 4)
    assert result.built.params.value == 188
    by_name = called(made.call(query, None, (), {"value": shape(None, 7, 6)}))
    assert by_name.outputs[0].shown == (None, 10, 4)
    scores = called(made.call(query, None, (query,), {"return_attention_scores": True}))
    assert scores.structured and scores.outputs[1].shown == (None, 2, 10, 10)
    maybe = called(made.call(query, None, (query,), {"return_attention_scores": Unclear("a flag")}))
    assert maybe.unclear is not None


@pytest.mark.parametrize(
    ("keras", "given", "expected"),
    [
        (K3, (100, 3), (None, 100, 3)),
        (K2, (100, 3), (None, 100, 3)),
        (K3, 100, None),
        (K2, 100, (None, 100)),
        (K3, (100.0, 3), None),
        (K2, (-1, 3), None),
        (K3, (), (None,)),
        (K3, [None, 3], (None, None, 3)),
    ],
)
def test_input(keras: Generation, given: object, expected: object) -> None:
    found = input_shape((plain(given),), {}, keras)
    assert (None if isinstance(found, Refused) else found.shown) == expected


def test_the_other_arguments_of_input() -> None:
    batched = input_shape((), {"batch_shape": (dim(8), dim(3))}, K3)
    sized = input_shape(((dim(3),),), {"batch_size": dim(8)}, K3)
    assert isinstance(batched, Shape)
    assert isinstance(sized, Shape)
    assert batched.shown == sized.shown == (8, 3)
    assert isinstance(input_shape((), {}, K3), Refused)
    assert isinstance(input_shape((), {"batch_shape": (dim(8), dim(3)), "batch_size": dim(8)}, K3), Refused)
    unknown = input_shape((Unclear("a parameter"),), {}, K3)
    assert isinstance(unknown, Shape)
    assert not unknown.ranked


def test_ranks_of_what_is_around_convolutions() -> None:
    for name, arguments in (("MaxPooling1D", ()), ("LSTM", (4,)), ("UpSampling1D", ()), ("ZeroPadding1D", ())):
        assert isinstance(faults(layer(name, *arguments).call(shape(None, 10)))[0], WrongRank)
    assert output(layer("Flatten").call(shape(None, None, 4))) == (None, None)
    assert output(layer("Reshape", (-1, 8)).call(shape(None, 10, 4))) == (None, 5, 8)


def test_a_function_s_shape_is_believed_by_keras_3_only() -> None:
    made = configured("Lambda", Opaque("callable"), output_shape=(3, 3))
    assert isinstance(made, Configured)
    assert output(made.call(shape(None, 10, 4))) == (None, 3, 3)
    other = layer("Lambda", Opaque("callable"), output_shape=(3, 3), keras=K2)
    assert isinstance(other.call(shape(None, 10, 4)), Called)
    assert output(other.call(shape(None, 10, 4))) == "?"
