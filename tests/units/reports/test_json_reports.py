"""The contract: field names, their order, and the schemas that ship with the package."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from conv1d_lsp.reports.entries import Entry, written
from conv1d_lsp.reports.findings_json import finding_entry
from conv1d_lsp.reports.models_json import model_entry
from conv1d_lsp.reports.shapes_json import tensor_entry
from tests.units.reports.records import CHAIN, CONVOLVED, DENSE, FLAT, INPUT, JOINED, TOO_LONG, UNBUILT

REPORTS: dict[str, list[Entry]] = {
    "check": [finding_entry(TOO_LONG)],
    "shapes": [tensor_entry(fact) for fact in (INPUT, CONVOLVED, FLAT, DENSE)],
    "summary": [model_entry(model) for model in (CHAIN, JOINED, UNBUILT)],
}

PLACE = ["file", "line", "column", "end_line", "end_column"]
FIELDS = {
    "check": [*PLACE, "rule", "severity", "message", "keras", "trail", "fixes"],
    "shapes": [
        *PLACE,
        "name",
        "layer",
        "layer_line",
        "shape",
        "index",
        "inputs",
        "formula",
        "params",
        "why",
        "receptive_fields",
    ],
    "summary": [
        "name",
        "kind",
        "file",
        "line",
        "inputs",
        "outputs",
        "total_params",
        "trainable_params",
        "weight_bytes",
        "layers",
        "variable",
    ],
}


def schema(report: str) -> dict[str, Any]:
    text = (files("conv1d_lsp.reports") / "schemas" / f"{report}.schema.json").read_text()
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.mark.parametrize("report", REPORTS)
def test_reports_keep_their_schemas(report: str) -> None:
    Draft202012Validator.check_schema(schema(report))
    entries = json.loads(written(REPORTS[report]))
    Draft202012Validator(schema(report)).validate(entries)
    assert all(list(entry) == FIELDS[report] for entry in entries)


@pytest.mark.parametrize("report", REPORTS)
def test_schemas_refuse_what_lacks_a_field(report: str) -> None:
    for field in schema(report)["items"]["required"]:
        entry = {name: value for name, value in REPORTS[report][0].items() if name != field}
        with pytest.raises(ValidationError):
            Draft202012Validator(schema(report)).validate(json.loads(written([entry])))


def test_a_finding() -> None:
    entry = finding_entry(TOO_LONG)
    assert entry["trail"] == [{"file": "train.py", "line": 1, "column": 5, "message": "Input makes (None, 9, 8)"}]
    assert entry["fixes"] == [
        {
            "title": "Pad, so that the number of steps stays",
            "safe": False,
            "edits": [
                {
                    "file": "train.py",
                    "line": 2,
                    "column": 25,
                    "end_line": 2,
                    "end_column": 25,
                    "text": ', padding="same"',
                }
            ],
        }
    ]


def test_shapes_of_every_kind() -> None:
    assert [tensor_entry(fact)["shape"] for fact in (INPUT, CONVOLVED, FLAT)] == [
        [None, 9, 8],
        [None, "window - 29", "?"],
        "?",
    ]
    layers: Any = model_entry(CHAIN)["layers"]
    assert [layer["output_shape"] for layer in layers] == [[None, 9, 8], [None, 9, 64], [[None, 9, 4], [None, 4]]]
    assert model_entry(UNBUILT)["inputs"] is None


def test_an_array_is_written_in_ascii_an_entry_a_line() -> None:
    assert written([]) == "[]\n"
    assert written([{"file": "模\udcff.py"}, {"file": "b"}]).splitlines() == [
        "[",
        '  {"file": "\\u6a21\\udcff.py"},',
        '  {"file": "b"}',
        "]",
    ]
