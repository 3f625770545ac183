"""Rows of pasted tables, as the generations of Keras print them."""

from conv1d_lsp.engine.pasted_tables import tables_in

OLD = """
_________________________________________________________________
Layer (type)                 Output Shape              Param #
=================================================================
input_1 (InputLayer)         (None, 100, 3)            0
_________________________________________________________________
zero_padding1d_1 (ZeroPaddin (None, 102, 3)            0
=================================================================
Total params: 0
dense_1 (Dense)              (None, 10)                1
"""
DRAWN = """
# ┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃
# │ input_layer_1       │ (None, 100, 3)    │          0 │ -                 │
# │ (InputLayer)        │                   │            │                   │
# ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
# │ conv1d_1 (Conv1D)   │ (None, 100, 8)    │      1,080 │ input_layer_1[0]… │
# │ lstm_1 (LSTM)       │ [(None, 4),       │        336 │ conv1d_1[0][0]    │
# │                     │ (None, 4)]        │            │                   │
"""


def rows(text: str) -> list[tuple[str, str, tuple[int | None, ...] | None]]:
    [table] = tables_in(text)
    return [(row.name, row.kind, row.sizes) for row in table.rows]


def test_of_keras_2() -> None:
    assert rows(OLD) == [
        ("input_1", "InputLayer", (None, 100, 3)),
        ("zero_padding1d_1", "ZeroPaddin", (None, 102, 3)),
    ]


def test_of_keras_3() -> None:
    assert rows(DRAWN) == [
        ("input_layer_1", "InputLayer", (None, 100, 3)),
        ("conv1d_1", "Conv1D", (None, 100, 8)),
        ("lstm_1", "LSTM", None),
    ]


def test_places() -> None:
    [table] = tables_in(DRAWN)
    line = DRAWN.splitlines()[table.rows[1].line - 1]
    assert line[table.rows[1].column - 1 :].startswith("(None, 100, 8)")


def test_a_head_alone_is_no_table() -> None:
    assert list(tables_in("Layer (type)   Output Shape   Param #\n")) == []
