"""Convolution and pooling: shapes, symbolic sizes, formulas, weights, and the moments of refusal."""

import pytest

from conv1d_lsp.layers import Called, Moment, Refused
from conv1d_lsp.layers.faults import AxisChanged, Indivisible, OpenAxis, StridedAndDilated, TooShort, WrongRank
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape, Unclear, show_dim
from tests.units.layers.shorthand import BOTH, K2, K3, called, configured, faults, layer, named, output, shape


@pytest.mark.parametrize("keras", BOTH)
@pytest.mark.parametrize(
    ("settings", "steps"),
    [
        ({}, 98),
        ({"padding": "same"}, 100),
        ({"padding": "causal", "dilation_rate": 4}, 100),
        ({"strides": 3}, 33),
        ({"dilation_rate": 2}, 96),
        ({"padding": "SAME", "strides": 3}, 34),
    ],
)
def test_steps(settings: dict[str, object], steps: int, keras: Generation) -> None:
    made = layer("Conv1D", 64, 3, keras=keras, **settings)
    assert output(made.call(shape(None, 100, 1))) == (None, steps, 64)


def test_a_size_known_by_name_stays_readable() -> None:
    result = called(layer("Conv1D", 64, 3).call(Shape((OPEN, named("window"), named("n")))))
    assert result.outputs[0].shown == (None, "window - 2", 64)
    assert result.formula == ("steps: (window - 3) // 1 + 1 = window - 2",)
    assert show_dim(result.built.params) == "192 * n + 64"


def test_the_formula_has_the_numbers_filled_in() -> None:
    result = called(layer("Conv1D", 64, 3, dilation_rate=2).call(shape(None, 100, 1)))
    assert result.formula == ("steps: (100 - 5) // 1 + 1 = 96",)
    image = called(layer("MaxPooling2D", (2, 3)).call(shape(None, 10, None, 3)))
    assert image.formula == ("height: (10 - 2) // 2 + 1 = 5",)
    grown = called(layer("Conv1DTranspose", 4, 3, strides=2).call(shape(None, 10, 3)))
    assert grown.formula == ("steps: 10 × 2 + 1 = 21",)


def test_a_window_longer_than_the_sequence() -> None:
    (fault,) = faults(layer("Conv1D", 8, 6, dilation_rate=2).call(shape(None, 10, 4)))
    assert isinstance(fault, TooShort)
    assert (fault.axis, show_dim(fault.length), show_dim(fault.reach)) == ("steps", 10, 11)
    assert fault.argument == "kernel_size"
    pooled = faults(layer("MaxPooling1D", 4).call(shape(None, 3, 4)))[0]
    assert isinstance(pooled, TooShort)
    assert pooled.argument == "pool_size"


def test_ranks_by_generation() -> None:
    image = shape(None, 5, 10, 4)
    refused = layer("Conv1D", 8, 3, keras=K3).call(image)
    assert isinstance(faults(refused)[0], WrongRank)
    assert isinstance(refused, Refused)
    assert refused.moment is Moment.CALL
    assert output(layer("Conv1D", 8, 3, keras=K2).call(image)) == (None, 5, 8, 8)
    for keras in BOTH:
        flat = layer("Conv1D", 8, 3, keras=keras).call(shape(None, 10))
        assert isinstance(flat, Refused)
        assert flat.moment is Moment.ACCEPT


def test_an_input_of_unknown_rank() -> None:
    unknown = Shape.unknown(Unclear("a test"))
    assert output(layer("Conv1D", 8, 3, keras=K3).call(unknown)) == ("?", "?", 8)
    assert output(layer("Conv1D", 8, 3, keras=K2).call(unknown)) == "?"


def test_what_the_constructor_refuses() -> None:
    assert isinstance(faults(configured("Conv1D", 8, 3, strides=2, dilation_rate=2))[0], StridedAndDilated)
    assert isinstance(faults(configured("Conv1D", 9, 3, groups=2))[0], Indivisible)
    assert isinstance(configured("Conv1D", 8, 3, groups=0, keras=K3), Refused)
    assert not isinstance(configured("Conv1D", 8, 3, groups=0, keras=K2), Refused)


def test_what_the_first_call_refuses() -> None:
    open_channels = layer("Conv1D", 8, 3).call(shape(None, 10, None))
    assert isinstance(faults(open_channels)[0], OpenAxis)
    (odd,) = faults(layer("Conv1D", 8, 3, groups=2).call(shape(None, 10, 3)))
    assert isinstance(odd, Indivisible)
    assert odd.what == "channels"


def test_later_calls_must_fit_what_the_first_one_built() -> None:
    for keras in BOTH:
        made = layer("Conv1D", 8, 3, keras=keras)
        built = called(made.call(shape(None, 10, 4))).built
        assert output(made.call(shape(None, 20, 4), built)) == (None, 18, 8)
        assert isinstance(faults(made.call(shape(None, 10, 5), built))[0], AxisChanged)


def test_keras_2_takes_multiples_of_the_channels_on_symbolic_tensors_only() -> None:
    made = layer("Conv1D", 8, 3, keras=K2)
    built = called(made.call(shape(None, 10, 4))).built
    assert isinstance(made.call(shape(None, 10, 16), built), Called)
    assert isinstance(made.call(shape(2, 10, 16), built, on_data=True), Refused)
    other = layer("Conv1D", 8, 3, keras=K3)
    assert isinstance(other.call(shape(None, 10, 16), built), Refused)


@pytest.mark.parametrize("keras", BOTH)
def test_weights_and_parameters(keras: Generation) -> None:
    grouped = called(layer("Conv1D", 8, 3, groups=2, keras=keras).call(shape(None, 10, 4)))
    assert [(each.name, [size.value for size in each.shape]) for each in grouped.built.weights] == [
        ("kernel", [3, 2, 8]),
        ("bias", [8]),
    ]
    assert grouped.built.params.value == 56
    normal = called(layer("BatchNormalization", keras=keras).call(shape(None, 10, 4))).built
    assert (normal.params.value, normal.trainable_params.value) == (16, 8)


def test_average_pooling_has_a_default_in_keras_2_only() -> None:
    assert isinstance(configured("AveragePooling1D", keras=K3), Refused)
    assert output(layer("AveragePooling1D", keras=K2).call(shape(None, 10, 4))) == (None, 5, 4)
