"""Chains of what pandas, scikit-learn and SciPy do against them: 50 a family here, more by `--tables`."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.table_campaign import BATCH, TableFigures, run_tables
from tests.judge.tables import families

SEED = 1
CHAINS = 50


@pytest.mark.parametrize("family", families())
def test_chains(family: str, ask: Callable[[Generation], Worker]) -> None:
    figures = TableFigures()
    for first in range(0, CHAINS, BATCH):
        figures += run_tables(ask(Generation.KERAS_3), family, SEED, range(first, first + BATCH))
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:5]])
    assert figures.told > figures.steps // 3
