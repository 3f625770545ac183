"""The walk over a tree: the shortcuts find what the fields hold, in the same order; names read as they are written."""

import libcst as cst
import pytest

from conv1d_lsp.source.text import text_of
from conv1d_lsp.source.walk import SHORTCUTS, child_nodes, children_by_fields, nodes_in
from tests.units.source.texts import NASTY

SHOWN = "f(a, *b, c=d[0, 1:2].e, **g)\nx: int\ny = z = [h, *i], (j + k) * 2 if l else {m: n}\nw.v, (u) = t\n"


def test_every_shortcut_finds_what_the_fields_hold() -> None:
    seen = set()
    for node in nodes_in(cst.parse_module(SHOWN), *map(cst.parse_module, NASTY.values())):
        assert [*map(id, child_nodes(node))] == [*map(id, children_by_fields(node))], type(node)
        seen.add(type(node))
    assert seen >= SHORTCUTS.keys()


@pytest.mark.parametrize("code", ["a", "a.b.c", "(a).b", "a . b", "f(a)[0].b", "a + b", "(a)"])
def test_the_text_of_an_expression(code: str) -> None:
    assert text_of(cst.parse_expression(code)).replace(" ", "") == code.replace(" ", "")
