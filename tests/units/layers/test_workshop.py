"""The workshop: one answer for what is the same, and never one for what only looks the same."""

import pytest

from conv1d_lsp.layers import Called, Configured, Refused, Workshop, find, plain
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
