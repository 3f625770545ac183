"""Each layer alone against real Keras: 10 cases a layer and generation; `python -m tests.judge --layers` runs more."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.layer_campaign import LayerFigures, drawn_by_family, run_layer, undrawn, undrawn_settings

SEED = 1
CASES = 10


@pytest.mark.parametrize(
    ("family", "keras"),
    [
        pytest.param(family, keras, id=f"{family}-keras{keras.value}")
        for keras in Generation
        for family in drawn_by_family(keras)
    ],
)
def test_layers_alone(family: str, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    figures = LayerFigures()
    for name in drawn_by_family(keras)[family]:
        figures += run_layer(ask(keras), name, SEED, range(CASES))
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])


@pytest.mark.parametrize("keras", Generation)
def test_every_setting_is_drawn(keras: Generation) -> None:
    names = [name for each in drawn_by_family(keras).values() for name in each]
    missing = {name: settings for name in names if (settings := undrawn_settings(name, keras))}
    assert not missing, "say in the layer's entry, or in tests/judge/drawers/by_name.py, how they are drawn"


@pytest.mark.parametrize("keras", Generation)
def test_every_declared_layer_is_drawn(keras: Generation) -> None:
    assert not undrawn(keras), "add an entry for each in tests/judge/drawers/"
