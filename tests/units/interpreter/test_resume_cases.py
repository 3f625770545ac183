"""Random edits of the programs of the case files: a reading that goes on from an earlier one equals a fresh one."""

import random
from pathlib import Path

import libcst as cst
import pytest

from conv1d_lsp.interpreter.interpret import Reading, read
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program, programs
from tests.units.interpreter.reading import BUDGET, facts, statements

CASES = Path(__file__).parents[2] / "cases"

FILES = sorted(CASES.glob("*.md"))

#: Programs of each file that are edited, and how often each.
A_FILE = 2
EDITS = 4


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_edits_of_a_case_file(file: Path) -> None:
    choose = random.Random(file.stem)
    found = programs(file)
    others = [node for program in found for node in statements(program.text)]
    for program in choose.sample(found, min(A_FILE, len(found))):
        edit_often(program, others, choose)


def edit_often(program: Program, others: list[cst.CSTNode], choose: random.Random) -> None:
    keras = choose.choice(list(Generation))
    nodes = statements(program.text)
    earlier = read(nodes, keras, BUDGET)
    for number in range(EDITS):
        nodes = edited(nodes, others, choose)
        resumed, fresh = read(nodes, keras, BUDGET, earlier), read(nodes, keras, BUDGET)
        assert facts(resumed) == facts(fresh), f"{program.name}, edit {number}:\n{code(nodes)}"
        assert told(resumed) == told(fresh)
        assert resumed.machine.counters == fresh.machine.counters
        earlier = resumed


def code(nodes: list[cst.CSTNode]) -> str:
    return "".join(cst.Module([]).code_for_node(node) for node in nodes)


def told(reading: Reading) -> list[tuple[list[int], str]]:
    """Each finding with the nodes that led to it, by identity: the diagnostics are made of nothing else."""
    notes = reading.interpretation.notes
    return [([*trail(each.site), *trail(each.made)], repr(each.fault)) for each in notes.findings]


def trail(site: Site | None) -> list[int]:
    nodes = []
    while site is not None:
        nodes.append(id(site.node))
        site = site.caller
    return nodes


def edited(nodes: list[cst.CSTNode], others: list[cst.CSTNode], choose: random.Random) -> list[cst.CSTNode]:
    """A top-level statement deleted, doubled, swapped, altered, or replaced by one of another program."""
    result = list(nodes)
    at, to = choose.randrange(len(nodes)), choose.randrange(len(nodes))
    match choose.choice(("delete", "double", "swap", "alter", "alter", "foreign", "insert")):
        case "delete" if len(nodes) > 1:
            del result[at]
        case "double":
            result.insert(to, result[at].deep_clone())
        case "swap":
            result[at], result[to] = result[to], result[at]
        case "alter":
            result[at] = altered(result[at], choose)
        case "foreign":
            result[at] = choose.choice(others)
        case _:
            result.insert(at, choose.choice(others))
    return result


def altered(node: cst.CSTNode, choose: random.Random) -> cst.CSTNode:
    """The statement with one of its numbers, texts or names changed."""
    return node.visit(Alter(choose))  # type: ignore[return-value]


class Alter(cst.CSTTransformer):
    """Changes about one leaf in six."""

    def __init__(self, choose: random.Random) -> None:
        super().__init__()
        self.choose = choose

    def leave_Integer(self, original_node: cst.Integer, updated_node: cst.Integer) -> cst.BaseExpression:  # noqa: N802
        changed = self.choose.random() < 0.3
        return (
            updated_node.with_changes(value=str(self.choose.choice((1, 2, 3, 7, 64, 300)))) if changed else updated_node
        )

    def leave_SimpleString(  # noqa: N802
        self, original_node: cst.SimpleString, updated_node: cst.SimpleString
    ) -> cst.BaseExpression:
        changed = updated_node.value in ('"same"', '"valid"', '"causal"') and self.choose.random() < 0.5
        return updated_node.with_changes(value=self.choose.choice(('"same"', '"valid"'))) if changed else updated_node
