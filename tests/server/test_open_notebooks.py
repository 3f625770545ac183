"""Notebooks with the real engine, in messages as Visual Studio Code sends them."""

import pytest
from lsprotocol import types as t

from tests.server.clients import MODERN, PUSHED, RECORDED, Client, label_of, session, until
from tests.server.notebooks import Sheet, cell_uri, lines
from tests.server.test_real_engine import SERVER

IMPORTS = "from keras import Input, Model, layers\n%matplotlib inline"
INPUT = 'x = Input((10, 8))\n"😋"; a = layers.Conv1D(4, 3)(x)'
FAULT = "# too long\nb = layers.Conv1D(8, 30)(a)"
WHOLE = t.Range(t.Position(0, 0), t.Position(99, 0))


async def hints(client: Client, name: str) -> list[tuple[int, str]]:
    params = t.InlayHintParams(t.TextDocumentIdentifier(cell_uri(name)), WHOLE)
    answer = await client.text_document_inlay_hint_async(params) or ()
    return [(hint.position.line, label_of(hint.label)) for hint in answer]


async def hovered(client: Client, name: str, line: int, character: int) -> str:
    params = t.HoverParams(t.TextDocumentIdentifier(cell_uri(name)), t.Position(line, character))
    hover = await client.text_document_hover_async(params)
    assert hover is not None and isinstance(hover.contents, t.MarkupContent)
    return hover.contents.value


@pytest.mark.parametrize("name", RECORDED)
async def test_nothing_is_said_of_notebooks_to_who_does_not_know_them(name: str) -> None:
    async with session(name, SERVER) as client:
        assert client.told.notebook_document_sync is None


async def test_cells_are_one_program() -> None:
    async with session(MODERN, SERVER) as client:
        sheet = Sheet(client)
        sheet.open(one=IMPORTS, two=INPUT, three=FAULT)
        assert not await client.found(cell_uri("one")) and not await client.found(cell_uri("two"))
        (fault,) = await client.found(cell_uri("three"))
        assert (fault.code, fault.range.start.line) == ("window-too-long", 1)
        places = {each.location.uri for each in fault.related_information or ()}
        assert cell_uri("two") in places
        assert await hints(client, "two") == [(0, ": (None, 10, 8)"), (1, ": (None, 8, 4)")]
        assert "(None, 8, 4)" in await hovered(client, "two", 1, 6)


async def test_what_is_edited_moved_and_taken_away() -> None:
    async with session(MODERN, SERVER) as client:
        sheet = Sheet(client)
        sheet.open(one=IMPORTS, two=INPUT, three=FAULT)
        assert lines(await client.found(cell_uri("three"))) == [("window-too-long", 1)]
        sheet.edit("two", 0, (11, 13), "100")
        assert not await client.found(cell_uri("three"))
        assert await hints(client, "two") == [(0, ": (None, 100, 8)"), (1, ": (None, 98, 4)")]
        sheet.splice(2, 0, more="a = layers.Conv1D(8, 90)(a)\n")
        assert lines(await client.found(cell_uri("three"))) == [("window-too-long", 1)]
        sheet.move("more", 3)
        assert not await client.found(cell_uri("three"))
        sheet.move("more", 2)
        assert await client.found(cell_uri("three"))
        sheet.splice(2, 1)
        assert not await client.found(cell_uri("three"))
        sheet.close()
        assert await hints(client, "two") == []


async def test_a_cell_that_does_not_parse_leaves_the_others() -> None:
    async with session(MODERN, SERVER) as client:
        sheet = Sheet(client)
        sheet.open(one=IMPORTS, two=INPUT, broken="c = layers.Conv1D(8, (", three=FAULT)
        assert lines(await client.found(cell_uri("broken"))) == [("syntax-error", 0)]
        assert lines(await client.found(cell_uri("three"))) == [("window-too-long", 1)]
        assert len(await hints(client, "two")) == 2


async def test_pushed_diagnostics_name_cells_and_are_taken_back() -> None:
    async with session(PUSHED, SERVER) as client:
        sheet = Sheet(client)
        sheet.open(one=IMPORTS, two=INPUT, three=FAULT)
        await until(lambda: client.diagnostics.get(cell_uri("three")))
        assert {each.version for each in client.published} == {1}
        sheet.edit("three", 1, (21, 23), "2")
        await until(lambda: not client.diagnostics[cell_uri("three")])
        sheet.edit("three", 1, (21, 22), "40")
        await until(lambda: client.diagnostics[cell_uri("three")])
        sheet.splice(2, 1)
        await until(lambda: not client.diagnostics[cell_uri("three")])
        sheet.splice(2, 0, four=FAULT)
        await until(lambda: client.diagnostics.get(cell_uri("four")))
        sheet.close()
        await until(lambda: not client.diagnostics[cell_uri("four")])


async def actions(client: Client, name: str, line: int) -> list[t.CodeAction]:
    there = t.Range(t.Position(line, 0), t.Position(line, 0))
    params = t.CodeActionParams(t.TextDocumentIdentifier(cell_uri(name)), there, t.CodeActionContext([]))
    answer = await client.text_document_code_action_async(params) or ()
    return [each for each in answer if isinstance(each, t.CodeAction)]


async def test_a_fix_lands_in_its_cell() -> None:
    async with session(MODERN, SERVER) as client:
        sheet = Sheet(client)
        sheet.open(one=IMPORTS, two="%time x = Input(100)", three=FAULT)
        found = await actions(client, "two", 0)
        assert found and found[0].edit is not None and found[0].edit.document_changes is not None
        (change,) = found[0].edit.document_changes
        assert isinstance(change, t.TextDocumentEdit) and change.text_document.uri == cell_uri("two")
        edits = [(each.range.start.character, each.new_text) for each in change.edits if isinstance(each, t.TextEdit)]
        assert edits == [(16, "("), (19, ",)")]
