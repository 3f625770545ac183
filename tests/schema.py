"""The JSON Schema of configuration files: `python -m tests.schema` writes it anew."""

import json
from pathlib import Path

from conv1d_lsp.project.schema import configuration_schema

FILE = Path(__file__).parents[1] / "conv1d_lsp/reports/schemas/configuration.schema.json"


def as_written() -> str:
    """The text of the file, as it should be."""
    return json.dumps(configuration_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_written(), encoding="utf-8")
