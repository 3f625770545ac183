"""What can't be told: tried where it is one of a few words, otherwise handed on as unclear; never a fault."""

from collections.abc import Iterator

import pytest

from conv1d_lsp.layers import Arg, Called, Configured, Inputs, OneOf, Refused, find, plain
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear, dim
from tests.units.layers.examples import EXAMPLES, Example
from tests.units.layers.shorthand import BOTH, K3, called, layer, output, shape

WHY = Unclear("a test")


def test_what_every_choice_agrees_on_stays() -> None:
    made = layer("Conv1D", 8, 3, padding=WHY)
    result = called(made.call(shape(None, 10, 4)))
    assert result.outputs[0].shown == (None, "?", 8)
    assert str(result.outputs[0][1]) == "?"
    assert result.built.params.value == 104


def test_a_choice_that_keras_refuses_is_left_out() -> None:
    made = layer("Conv1D", 8, 30, padding=WHY)
    assert output(made.call(shape(None, 10, 4))) == (None, 10, 8)


def test_a_fault_only_if_every_choice_has_one() -> None:
    declaration = find("Conv1D", K3)
    assert declaration is not None
    sizes = OneOf((dim(20), dim(30)))
    made = declaration.configure((dim(8), sizes), {}, K3)
    assert isinstance(made, Configured)
    assert isinstance(made.call(shape(None, 10, 4)), Refused)
    assert isinstance(made.call(shape(None, 25, 4)), Called)


def test_later_calls_remember_what_each_choice_built() -> None:
    made = layer("Conv1D", 8, 3, use_bias=WHY)
    built = called(made.call(shape(None, 10, 4))).built
    assert str(built.params) == "?"
    assert output(made.call(shape(None, 20, 4), built)) == (None, 18, 8)
    assert isinstance(made.call(shape(None, 20, 5), built), Refused)


def test_a_choice_that_was_refused_stays_left_out_at_every_later_call() -> None:
    made = layer("Conv1D", 8, 30, padding=WHY)
    built = called(made.call(shape(None, 10, 4))).built
    again = called(made.call(shape(None, 50, 4), built))
    assert again.outputs[0].shown == (None, 50, 8)
    assert output(made.call(shape(None, 60, 4), again.built)) == (None, 60, 8)


def test_a_call_whose_number_of_outputs_can_not_be_told() -> None:
    result = called(layer("LSTM", 5, return_state=WHY).call(shape(None, 10, 4)))
    assert result.unclear is not None
    assert output(layer("LSTM", 5, return_sequences=WHY).call(shape(None, 10, 4))) == "?"


def test_unknown_settings_beside_known_ones() -> None:
    declaration = find("Conv1D", K3)
    assert declaration is not None
    made = declaration.configure((dim(8),), {}, K3, complete=False)
    assert isinstance(made, Configured)
    result = called(made.call(shape(None, 10, 4)))
    assert result.outputs[0].axes is not None
    assert len(result.outputs[0].axes) == 3


def variations(example: Example) -> Iterator[tuple[dict[str, Arg], Inputs]]:
    """The example with one setting, or one axis, or everything about a tensor not known."""
    settings = {name: plain(value) for name, value in example.settings.items()}
    for name in settings:
        yield {**settings, name: WHY}, example.inputs
    shapes = example.inputs if isinstance(example.inputs, tuple) else (example.inputs,)
    for number, each in enumerate(shapes):
        assert isinstance(each, Shape)
        blurred = [each.with_axes({axis: WHY}) for axis in range(len(each.known_axes))]
        for other in (*blurred, Shape.unknown(WHY)):
            changed = (*shapes[:number], other, *shapes[number + 1 :])
            yield settings, changed if isinstance(example.inputs, tuple) else other


def compatible(found: Shape, exact: Shape) -> bool:
    if not found.ranked or not exact.ranked:
        return True
    axes = zip(found.known_axes, exact.known_axes, strict=True)
    return all(isinstance(one, Unclear) or one.same(other) for one, other in axes)


@pytest.mark.parametrize("keras", BOTH)
@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_what_is_not_known_is_never_a_fault(example: Example, keras: Generation) -> None:
    declaration = find(example.name, keras)
    if declaration is None:
        pytest.skip("not in this generation")
    settings = {name: plain(value) for name, value in example.settings.items()}
    made = declaration.configure((), settings, keras)
    assert isinstance(made, Configured), made
    exact = called(made.call(example.inputs))
    for varied, inputs in variations(example):
        other = declaration.configure((), varied, keras)
        assert isinstance(other, Configured), (varied, other)
        result = called(other.call(inputs))
        if result.unclear is None and len(result.outputs) == len(exact.outputs):
            for found, known in zip(result.outputs, exact.outputs, strict=True):
                assert compatible(found, known), (varied, inputs, found.shown, known.shown)
        assert isinstance(result.formula, tuple)
