"""Reading small programs, and what two readings of one program must agree in."""

from textwrap import dedent

import libcst as cst

from conv1d_lsp.interpreter.interpret import Reading, read
from conv1d_lsp.interpreter.values import ModelObject, ObjectRecord
from conv1d_lsp.settings import Generation

PREAMBLE = "import numpy as np\nimport keras\nfrom keras import layers\n"

BUDGET = 60_000


def statements(text: str) -> list[cst.CSTNode]:
    """The top-level statements of a program."""
    return list(cst.parse_module(dedent(text)).body)


def reading(text: str, keras: Generation = Generation.KERAS_3, budget: int = BUDGET) -> Reading:
    """A fresh reading of a program that begins with the usual imports."""
    return read(statements(PREAMBLE + dedent(text)), keras, budget)


def facts(result: Reading) -> tuple[list[str], ...]:
    """Everything that was found, as texts: findings, tensors, assignments, models."""
    interpretation = result.interpretation
    notes = interpretation.notes
    return (
        [f"{each.promise} {each.fault} {_code(each.site.node)}" for each in notes.findings],
        [f"{each.label} {each.shape} {each.index} {_code(each.site.node)}" for each in notes.tensors],
        [f"{each.name} {getattr(each.value, 'shape', '')}" for each in notes.assignments],
        [f"{name} {_model(interpretation.objects[address])}" for address, name in interpretation.models],
        [str(interpretation.complete)],
    )


def _model(record: ObjectRecord) -> str:
    assert isinstance(record, ModelObject)
    inputs, outputs = ([str(each.shape) for each in tensors or ()] for tensors in (record.inputs, record.outputs))
    return f"{record.kind} {record.name} {len(record.layers)} {inputs} {outputs} {record.uncertain}"


def shapes(result: Reading, name: str) -> list[str]:
    """The shapes that a variable was given, in order."""
    notes = result.interpretation.notes
    return [str(getattr(each.value, "shape", "?")) for each in notes.assignments if each.name == name]


def faults(result: Reading) -> list[str]:
    """The classes of the faults that were found."""
    return [type(each.fault).__name__ for each in result.interpretation.notes.findings]


def _code(node: cst.CSTNode) -> str:
    return cst.Module([]).code_for_node(node).strip()
