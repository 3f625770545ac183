"""The server with clients as they are recorded: each gets what it can take, and nothing twice."""

import asyncio

import pytest
from lsprotocol import types as t
from pygls.workspace import PositionCodec

from conv1d_lsp.server.text import Text
from tests.server.clients import MODERN, PUSHED, RECORDED, Client, label_of, session, until

URI = "file:///project/model.py"
SOURCE = 'import keras\nx = Layer(9)\nz = "é😋 bad"\n'
PULLING = ("neovim@v0.11", MODERN)
IDENTIFIER = t.TextDocumentIdentifier(URI)
#: The columns of the string in the last line, in each encoding.
COLUMNS = {"utf-8": (4, 16), "utf-16": (4, 13), "utf-32": (4, 12), None: (4, 13)}


@pytest.mark.parametrize("name", [*RECORDED, MODERN, PUSHED])
async def test_a_file_is_opened_looked_at_and_mended(name: str) -> None:
    async with session(name) as client:
        assert (client.told.diagnostic_provider is not None) == (name in PULLING)
        client.open(URI, SOURCE)
        (fault,) = await client.found(URI)
        encoding = client.told.position_encoding
        start, end = COLUMNS[encoding]
        assert fault.range == t.Range(t.Position(2, start), t.Position(2, end))
        assert (fault.code, fault.source, fault.message) == ("bad-word", "conv1d-lsp", "bad under Keras auto")
        assert bool(client.published) != (name in PULLING)
        await look(client)
        await mend(client, fault.range, Text(SOURCE, PositionCodec(encoding)))
        client.close(URI)
        if name not in PULLING:
            await until(lambda: len(client.published) == 3)
            assert not client.published[-1].diagnostics


async def look(client: Client) -> None:
    """Hover and hints."""
    hover = await client.text_document_hover_async(t.HoverParams(IDENTIFIER, t.Position(1, 0)))
    assert hover is not None and isinstance(hover.contents, t.MarkupContent)
    assert "(None, 9)" in hover.contents.value and "9 * 1 = 9" in hover.contents.value
    assert client.capabilities is not None and client.capabilities.text_document is not None
    assert client.capabilities.text_document.hover is not None
    assert hover.contents.kind in (client.capabilities.text_document.hover.content_format or ())
    whole = t.Range(t.Position(0, 0), t.Position(3, 0))
    (hint,) = await client.text_document_inlay_hint_async(t.InlayHintParams(IDENTIFIER, whole)) or ()
    assert (label_of(hint.label), hint.position) == (": (None, 9)", t.Position(1, 1))


async def mend(client: Client, where: t.Range, text: Text) -> None:
    """Take the one fix that was proven. The context is empty, as Emacs leaves it."""
    here = t.Range(where.start, where.start)
    params = t.CodeActionParams(IDENTIFIER, here, t.CodeActionContext([]))
    (action,) = await client.text_document_code_action_async(params) or ()
    assert isinstance(action, t.CodeAction) and action.title == "Say fine" and action.edit is not None
    if action.edit.document_changes is not None:
        (change,) = action.edit.document_changes
        assert isinstance(change, t.TextDocumentEdit) and change.text_document.version == 1
        (edit,) = change.edits
    else:
        assert action.edit.changes is not None
        (edit,) = action.edit.changes[URI]
    assert isinstance(edit, t.TextEdit)
    start, end = text.offset(edit.range.start), text.offset(edit.range.end)
    client.change(URI, text.source[:start] + edit.new_text + text.source[end:], 2)
    assert not await client.found(URI)


async def test_a_pull_of_the_same_version_is_unchanged() -> None:
    async with session(MODERN) as client:
        client.open(URI, SOURCE)
        first = await client.text_document_diagnostic_async(t.DocumentDiagnosticParams(IDENTIFIER))
        assert isinstance(first, t.RelatedFullDocumentDiagnosticReport)
        params = t.DocumentDiagnosticParams(IDENTIFIER, previous_result_id=first.result_id)
        again = await client.text_document_diagnostic_async(params)
        assert again == t.RelatedUnchangedDocumentDiagnosticReport(result_id=first.result_id or "")


async def test_an_older_version_is_never_published_after_a_newer_one() -> None:
    async with session(PUSHED) as client:
        client.open(URI, SOURCE)
        for version in range(2, 32):
            client.change(URI, f'x = "{version} bad"', version)
            await asyncio.sleep(0.01)
        await until(lambda: client.published and client.published[-1].version == 31)
        versions = [published.version or 0 for published in client.published]
        assert versions == sorted(set(versions))


async def test_options_of_the_start_and_of_the_configuration() -> None:
    async with session(MODERN, options={"keras": 2}, configuration={"inlayHints": False}) as client:
        client.open(URI, SOURCE)
        await until(lambda: "hints" in client.refreshed)
        assert [fault.message for fault in await client.found(URI)] == ["bad under Keras 2"]
        whole = t.Range(t.Position(0, 0), t.Position(3, 0))
        assert not await client.text_document_inlay_hint_async(t.InlayHintParams(IDENTIFIER, whole))
        assert {registration.method for registration in client.registered} == {
            t.WORKSPACE_DID_CHANGE_CONFIGURATION,
            t.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        }
        client.set_configuration({"conv1d-lsp": {"keras": "3"}})
        client.workspace_did_change_configuration(t.DidChangeConfigurationParams(None))
        await until(lambda: client.refreshed.count("hints") == 2)
        assert [fault.message for fault in await client.found(URI)] == ["bad under Keras 3"]
        assert len(await client.text_document_inlay_hint_async(t.InlayHintParams(IDENTIFIER, whole)) or ()) == 1


async def test_a_wrong_option_is_told_once() -> None:
    async with session("neovim@v0.7", options={"keras": 4}) as client:
        settings = {"conv1d-lsp": {"keras": 4}}
        client.workspace_did_change_configuration(t.DidChangeConfigurationParams(settings))
        client.open(URI, SOURCE)
        await client.text_document_hover_async(t.HoverParams(IDENTIFIER, t.Position(0, 0)))
        (message,) = client.messages
        assert message.message.startswith('conv1d-lsp: "keras" must be "auto", "2" or "3", not 4')


async def test_a_broken_project_file_is_told_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("project")
    (folder / "pyproject.toml").write_text("[tool.conv1d-lsp]\nkeras = 7\n")
    async with session("emacs") as client:
        uri = (folder / "model.py").as_uri()
        client.open(uri, SOURCE)
        assert len(await client.found(uri)) == 1
        assert "keras" in client.messages[0].message and "pyproject.toml" in client.messages[0].message
        (folder / "pyproject.toml").write_text("[tool.conv1d-lsp]\nkeras = 2\n")
        changed = [t.FileEvent((folder / "pyproject.toml").as_uri(), t.FileChangeType.Changed)]
        client.before = len(client.published)
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams(changed))
        assert [fault.message for fault in await client.found(uri)] == ["bad under Keras 2"]
        assert len(client.messages) == 1


async def test_a_document_that_is_not_open_has_no_answers() -> None:
    async with session(MODERN) as client:
        assert await client.text_document_hover_async(t.HoverParams(IDENTIFIER, t.Position(0, 0))) is None
        whole = t.Range(t.Position(0, 0), t.Position(3, 0))
        assert not await client.text_document_inlay_hint_async(t.InlayHintParams(IDENTIFIER, whole))
        params = t.CodeActionParams(IDENTIFIER, whole, t.CodeActionContext([]))
        assert not await client.text_document_code_action_async(params)
