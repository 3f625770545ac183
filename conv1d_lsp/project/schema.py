"""JSON Schema of `conv1d-lsp.toml`, and of `[tool.conv1d-lsp]`, for editors. `python -m tests.schema` writes it."""

from typing import Any

from conv1d_lsp.diagnostics import ANALYSIS_FAILED, Severity
from conv1d_lsp.project.options import OPTIONS, object_schema
from conv1d_lsp.project.rule_tables import OFF
from conv1d_lsp.rules.index import NAMES


def configuration_schema() -> dict[str, Any]:
    """All that a configuration may say."""
    names = list(NAMES)
    severities = [*(severity.value for severity in Severity), OFF]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "conv1d-lsp",
        "description": "The configuration of conv1d-lsp: conv1d-lsp.toml, or [tool.conv1d-lsp] in pyproject.toml.",
        **object_schema(OPTIONS),
        "$defs": {
            "rule": {"enum": names},
            "levels": {
                "type": "object",
                "propertyNames": {"enum": [name for name in names if name != ANALYSIS_FAILED]},
                "additionalProperties": {"enum": severities},
            },
        },
    }
