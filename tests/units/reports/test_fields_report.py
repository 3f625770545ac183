"""The receptive fields beneath the table of `summary`."""

from msgspec.structs import replace

from conv1d_lsp.diagnostics import LayerRow, ModelFact, ReceptiveField, show_field
from conv1d_lsp.reports.fields_text import receptive_fields
from conv1d_lsp.reports.lines import plain
from tests.units.reports.records import CHAIN


def row(name: str, *fields: ReceptiveField) -> LayerRow:
    return LayerRow(name, "Conv1D", None, (None, 9, 8), 0, (), fields)


def over(name: str, steps: int | None, stride: str | None = "1", padding: int | None = 0) -> ReceptiveField:
    return ReceptiveField(name, 1000, steps, stride, padding)


STACK: ModelFact = replace(
    CHAIN,
    layers=(
        row("input", over("input", 1)),
        row("conv", over("input", 3, "2", None)),
        row("relu", over("input", 3, "2", None)),
        row("flatten", over("input", None, None, None)),
    ),
)


def test_layers_at_which_the_window_changes() -> None:
    assert plain(receptive_fields(STACK)) == (
        "Receptive field\n"
        "┏━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━┓\n"
        "┃ Layer   ┃ Sees                 ┃ Stride ┃ Padding ┃\n"
        "┡━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━┩\n"
        "│ conv    │ 3 of the 1,000 steps │      2 │       ? │\n"
        "├─────────┼──────────────────────┼────────┼─────────┤\n"
        "│ flatten │ all 1,000 steps      │        │         │\n"
        "└─────────┴──────────────────────┴────────┴─────────┘\n"
        "Each step of relu sees 3 of the 1,000 steps; flatten joins all of them.\n"
        "\n"
    )


def test_nothing_is_said_where_no_window_slides() -> None:
    dense = replace(CHAIN, layers=(row("input", over("input", 1)), row("dense", over("input", None, None))))
    assert plain(receptive_fields(dense)) == ""


def test_each_input_has_its_own() -> None:
    two = replace(
        CHAIN,
        inputs=((None, 9, 8), (None, 9, 8)),
        layers=(row("near", over("a", 3)), row("far", over("b", 9)), row("both", over("a", 3), over("b", 9))),
    )
    text = plain(receptive_fields(two))
    assert 'Receptive field over "a"\n' in text and 'Receptive field over "b"\n' in text
    assert "Each step of both sees 9 of the 1,000 steps.\n" in text


def test_the_words() -> None:
    assert show_field(ReceptiveField("x", 100, 121)) == "sees all 100 steps (a window of 121)"
    assert show_field(ReceptiveField("x", None, 61)) == "sees 61 steps"
    assert show_field(ReceptiveField("x", "window", None)) == "sees all steps"
    assert show_field(ReceptiveField("x", 1000, None)) == "sees all 1,000 steps"
    assert show_field(ReceptiveField("x", None, 1)) == "sees 1 step"
