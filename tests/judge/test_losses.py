"""The common losses and metrics beside outputs and targets, against real Keras: `--losses` runs all of them."""

from collections.abc import Callable

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.losses.campaign import run_entry, run_models
from tests.judge.losses.table import ENTRIES, Entry, entries

COMMON = [
    pytest.param(entry, keras, id=f"{entry}-keras{keras.value}".replace(" ", "-"))
    for keras in Generation
    for entry in entries(keras, None, common=True)
]

#: Models that are really trained with each of these.
MODELS = 6


@pytest.mark.parametrize(("entry", "keras"), COMMON)
def test_cells(entry: Entry, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    figures = run_entry(ask(keras), entry)
    assert not figures.disagreements, "\n".join([str(figures), *figures.disagreements[:10]])


@pytest.mark.parametrize(("entry", "keras"), COMMON)
def test_real_models_do_the_same(entry: Entry, keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    figures = run_models(ask(keras), entry, 1, MODELS)
    assert not figures.disagreements, "\n".join([str(figures), *figures.disagreements[:10]])


def test_no_entry_is_there_twice() -> None:
    names = [(str(entry), entry.only) for entry in ENTRIES]
    assert len(set(names)) == len(names)
