"""The tables of `summary`."""

import pytest
from msgspec.structs import replace

from conv1d_lsp.reports.lines import plain
from conv1d_lsp.reports.models_text import heading, table_of_layers
from tests.units.reports.records import CHAIN, JOINED, UNBUILT


def test_a_chain_has_three_columns() -> None:
    assert plain(table_of_layers(CHAIN)) == (
        'Model: "functional"\n'
        "┏━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┳━━━━━━━━━┓\n"
        "┃ Layer (type)             ┃ Output Shape  ┃ Param # ┃\n"
        "┡━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━╇━━━━━━━━━┩\n"
        "│ input_layer (InputLayer) │ (None, 9, 8)  │       0 │\n"
        "├──────────────────────────┼───────────────┼─────────┤\n"
        "│ conv1d (Conv1D)          │ (None, 9, 64) │  15,424 │\n"
        "├──────────────────────────┼───────────────┼─────────┤\n"
        "│ lstm (LSTM)              │ (None, 9, 4), │       ? │\n"
        "│                          │ (None, 4)     │         │\n"
        "└──────────────────────────┴───────────────┴─────────┘\n"
        " Total params: ?\n"
        " Trainable params: 99 (396.00 B)\n"
        " Non-trainable params: ?\n"
        "\n"
    )


def test_a_graph_says_what_is_connected() -> None:
    text = plain(table_of_layers(JOINED))
    assert "┃ Connected to      ┃" in text
    assert "│ conv1d[0][0],     │\n│                          │               │         │ input_layer[0][0] │" in text
    assert " Total params: 15,424 (60.25 KB)\n Trainable params: 15,400 (60.16 KB)\n" in text
    assert " Non-trainable params: 24 (96.00 B)\n" in text


def test_a_functional_model_of_unknown_tensors_has_no_counts() -> None:
    text = plain(table_of_layers(replace(CHAIN, inputs=None, outputs=None, total_params=None, trainable_params=None)))
    assert " Total params: ?\n Trainable params: ?\n Non-trainable params: ?\n" in text


def test_a_model_that_is_not_built_looks_as_in_keras() -> None:
    text = plain(table_of_layers(UNBUILT))
    assert "│ dense (Dense) │ ?            │ 0 (unbuilt) │" in text
    assert " Total params: 0 (0.00 B)\n" in text


SIZES = [(12_000_000, "11.44 MB"), (1_200, "1.17 KB"), (12 * 10**9, "11.18 GB")]


@pytest.mark.parametrize(("size", "expected"), SIZES)
def test_bytes(size: int, expected: str) -> None:
    assert f"({expected})" in plain(table_of_layers(replace(JOINED, total_bytes=size)))


def test_weights_of_unknown_types_have_no_bytes() -> None:
    assert " Total params: 15,424\n" in plain(table_of_layers(replace(JOINED, total_bytes=None)))


def test_headings() -> None:
    assert plain([heading(CHAIN)]) == "train.py:3: model = Functional\n"
    assert plain([heading(JOINED)]) == "train.py:3: Functional\n"
