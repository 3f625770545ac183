"""What a model costs, beneath the table of `summary --cost`."""

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Cost, LayerRow
from conv1d_lsp.reports.costs_text import costs
from conv1d_lsp.reports.lines import plain
from tests.units.reports.records import CHAIN


def row(name: str, macs: int | None, activations: int | None) -> LayerRow:
    return LayerRow(name, "Conv1D", None, (None, 9, 8), 0, cost=Cost(macs, activations))


def test_everything_is_for_the_batch() -> None:
    model = replace(CHAIN, layers=(row("input", 0, 256), row("conv", 1500, 512)))
    assert plain(costs(model, 2)) == (
        "Cost of a forward pass over 2 samples\n"
        "┏━━━━━━━┳━━━━━━━┳━━━━━━━━━━━━━┓\n"
        "┃ Layer ┃  MACs ┃ Activations ┃\n"
        "┡━━━━━━━╇━━━━━━━╇━━━━━━━━━━━━━┩\n"
        "│ input │     0 │     2.00 KB │\n"
        "├───────┼───────┼─────────────┤\n"
        "│ conv  │ 3,000 │     4.00 KB │\n"
        "└───────┴───────┴─────────────┘\n"
        " MACs: 3,000\n"
        " Activations: 6.00 KB\n"
        "\n"
    )


def test_what_is_not_known_is_no_zero() -> None:
    model = replace(CHAIN, layers=(row("conv", 1500, 512), row("own", None, 8), row("other", None, None)))
    text = plain(costs(model, 1))
    assert "Cost of a forward pass over 1 sample\n" in text
    assert "│ own   │     ? │     32.00 B │" in text and "│ other │     ? │           ? │" in text
    assert " MACs: 1,500 and what is not known (2 layers are not counted)\n" in text
    assert " Activations: 2.03 KB and what is not known (1 layer is not counted)\n" in text
