"""The source with shapes in its margin."""

from msgspec.structs import replace

from conv1d_lsp.reports.lines import plain
from conv1d_lsp.reports.shapes_text import annotated
from tests.units.reports.records import CONVOLVED, DENSE, FLAT, INPUT, SOURCE


def test_each_line_has_its_shape_and_inner_calls_a_row_of_their_own() -> None:
    assert plain(annotated((INPUT, CONVOLVED, FLAT, DENSE), SOURCE)) == (
        "1 │ (None, 9, 8)           │ x = keras.Input((9, 8))\n"
        "2 │ (None, window - 29, ?) │ y = layers.Conv1D(64, 30)(x)\n"
        "3 │ (None, 1)              │ z = layers.Dense(1)(layers.Flatten()(y))\n"
        "  │ ?                      │                     └ Flatten\n"
    )


def test_contexts_and_outputs_of_one_call_share_a_row() -> None:
    contexts = tuple(replace(INPUT, shape=(None, steps, 8)) for steps in (9, 7, 9, 5, 3))
    assert "1 │ (None, 9, 8) | (None, 7, 8) | (None, 5, 8) | … │ x" in plain(annotated(contexts, SOURCE))
    outputs = (INPUT, replace(INPUT, index=1, shape=(None, 4)))
    assert "1 │ (None, 9, 8), (None, 4) │ x" in plain(annotated(outputs, SOURCE))


def test_a_file_without_tensors_and_an_empty_file() -> None:
    assert plain(annotated((), ["x = 1", ""])) == "1 │   │ x = 1\n"
    assert plain(annotated((), [""])) == ""
