"""Chains of methods of `tf.data` against real TensorFlow: 40 here, more by hand."""

from collections.abc import Callable

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.datasets import BATCH, run_datasets

SEED = 1


def test_chains(ask: Callable[[Generation], Worker]) -> None:
    figures = run_datasets(ask(Generation.KERAS_3), SEED, range(BATCH))
    assert not figures.disagreements, "\n\n".join(figures.disagreements[:5])
    assert figures.told > figures.steps // 2
