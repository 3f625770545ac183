"""The workshop: one answer for what is the same, and never one for what only looks the same."""

import pytest

from conv1d_lsp.layers import Called, Configured, Refused, Workshop, find, plain, workshop_of
from conv1d_lsp.layers.workshop import MOST_REMEMBERED
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Number, Shape, Symbol, Unclear

_K3 = Generation.KERAS_3


def made(shop: Workshop, name: str, *given: object, **named: object) -> Configured | Refused:
    declaration = find(name, _K3)
    assert declaration is not None
    return shop.configure(
        declaration, tuple(map(plain, given)), {key: plain(each) for key, each in named.items()}, True
    )


def test_equal_settings_make_one_layer() -> None:
    shop = Workshop(_K3)
    assert made(shop, "Conv1D", 64, 3, padding="same") is made(shop, "Conv1D", 64, 3, padding="same")


@pytest.mark.parametrize("other", [True, 1.0, "1", [1], (1,), None, 2])
def test_what_python_takes_for_equal_is_told_apart(other: object) -> None:
    shop = Workshop(_K3)
    assert made(shop, "Dropout", 1) is not made(shop, "Dropout", other)


def test_what_is_unknown_is_made_anew() -> None:
    shop = Workshop(_K3)
    for unknown in (Unclear("a parameter"), Number.of(Symbol("n", 1)), (3, Unclear("a part"))):
        assert made(shop, "Conv1D", 64, unknown) is not made(shop, "Conv1D", 64, unknown)


def test_first_calls_on_one_shape_are_one() -> None:
    shop = Workshop(_K3)
    layer = made(shop, "Conv1D", 64, 3)
    assert isinstance(layer, Configured)
    called = shop.first_call(layer, Shape.of((OPEN, 100, 9)), on_data=False)
    assert isinstance(called, Called)
    assert called.outputs[0].shown == (None, 98, 64)
    assert shop.first_call(layer, Shape.of((OPEN, 100, 9)), on_data=False) is called
    assert shop.first_call(layer, Shape.of((OPEN, 99, 9)), on_data=False) is not called


def test_first_calls_on_axes_known_by_name_are_one_if_the_names_are() -> None:
    shop = Workshop(_K3)
    layer = made(shop, "Conv1D", 64, 3)
    assert isinstance(layer, Configured)
    steps = [Number.of(Symbol("n", identity)) for identity in (1, 1, 2)]
    first, same, other = (
        shop.first_call(layer, Shape((OPEN, each, Number.of(Symbol("c")))), on_data=False) for each in steps
    )
    assert isinstance(first, Called)
    assert first is same and first is not other


def test_calls_of_a_layer_whose_settings_are_unknown_are_not_kept() -> None:
    shop = Workshop(_K3)
    layer = made(shop, "Conv1D", 64, Number.of(Symbol("k", 1)))
    assert isinstance(layer, Configured)
    shape = Shape.of((OPEN, 100, 9))
    assert shop.first_call(layer, shape, on_data=False) is not shop.first_call(layer, shape, on_data=False)


def test_a_workshop_forgets_before_it_grows_too_large() -> None:
    shop = Workshop(_K3)
    first = made(shop, "Dense", 1)
    for units in range(2, MOST_REMEMBERED + 2):
        made(shop, "Dense", units)
    assert made(shop, "Dense", 1) is not first


def test_one_workshop_serves_all_readings_of_a_generation() -> None:
    assert workshop_of(_K3) is workshop_of(_K3)
    assert workshop_of(_K3) is not workshop_of(Generation.KERAS_2)
