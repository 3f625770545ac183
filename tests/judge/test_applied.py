"""Some of the models of `keras.applications`, of families that differ; `python -m tests.judge.applied` has them all."""

from collections.abc import Callable

import pytest

from conv1d_lsp.layers import find_application
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.applied import disagreements

SAMPLE = (
    "ConvNeXtTiny",
    "EfficientNetB1",
    "NASNetMobile",
    "RegNetX002",
    "ResNetRS50",
)
GIVEN = [(name, keras) for name in SAMPLE for keras in Generation if find_application(name, keras) is not None]


@pytest.mark.parametrize(("name", "keras"), GIVEN)
def test_keras_agrees(name: str, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    assert not disagreements(name, ask(keras), keras)
