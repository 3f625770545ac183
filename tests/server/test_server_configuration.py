"""The user's options: of the client as a whole, of each folder, and what the files of a project say."""

from pathlib import Path

import pytest
from lsprotocol import types as t

from tests.server.clients import MODERN, PUSHED, Client, session, until
from tests.server.test_real_engine import SERVER
from tests.server.test_workspace_diagnostics import BAD, pull, write


def configured(client: Client) -> None:
    client.workspace_did_change_configuration(t.DidChangeConfigurationParams(None))


async def test_each_folder_has_its_options(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        write(folder, **{folder.name: BAD})
    async with session(MODERN, SERVER, folders=(one, two)) as client:
        assert set(await pull(client)) == {"one.py", "two.py"}
        client.set_configuration({"conv1d-lsp": {"ignore": ["window-too-long"]}}, scope_uri=two.as_uri())
        configured(client)
        await until(lambda: "diagnostics" in client.refreshed)
        assert set(await pull(client)) == {"one.py"}
        client.open((two / "two.py").as_uri(), BAD)
        client.open((one / "one.py").as_uri(), BAD)
        assert not await client.found((two / "two.py").as_uri())
        assert await client.found((one / "one.py").as_uri())
        old, new = t.WorkspaceFolder(two.as_uri(), "two"), t.WorkspaceFolder(two.as_uri(), "new name")
        event = t.WorkspaceFoldersChangeEvent([new], [old])
        client.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(event))
        assert not await client.found((two / "two.py").as_uri())


async def test_hints_of_one_folder_are_switched_off(tmp_path: Path) -> None:
    two = tmp_path / "two"
    two.mkdir()
    uri = (two / "main.py").as_uri()
    async with session(MODERN, SERVER, folders=(tmp_path, two)) as client:
        client.set_configuration({"conv1d-lsp": {"inlayHints": False}}, scope_uri=two.as_uri())
        configured(client)
        await until(lambda: "hints" in client.refreshed)
        client.open(uri, BAD)
        params = t.InlayHintParams(t.TextDocumentIdentifier(uri), t.Range(t.Position(0, 0), t.Position(9, 0)))
        assert not await client.text_document_inlay_hint_async(params)


async def test_rules_that_the_client_selects(tmp_path: Path) -> None:
    uri = (tmp_path / "main.py").as_uri()
    async with session(MODERN, SERVER, options={"select": ["input-rank"]}) as client:
        client.open(uri, BAD)
        assert not await client.found(uri)
        client.set_configuration({"conv1d-lsp": {"select": ["window-too-long"]}})
        configured(client)
        await until(lambda: client.refreshed)
        assert await client.found(uri)
        client.set_configuration({"conv1d-lsp": {"select": ["window-to-long"]}})
        configured(client)
        await until(lambda: client.messages)
        said = [message.message for message in client.messages]
        assert said == [
            'conv1d-lsp: "select": there is no rule "window-to-long"; did you mean "window-too-long"?; '
            "the setting is ignored."
        ]


@pytest.mark.parametrize("name", ["pyproject.toml", "conv1d-lsp.toml"])
async def test_the_nearest_file_has_the_word(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "conv1d-lsp.toml").write_text('ignore = ["window-too-long"]\n', encoding="utf-8")
    table = "[tool.conv1d-lsp]\n" if name == "pyproject.toml" else ""
    (inner / name).write_text(f'{table}ignore = ["input-rank"]\n', encoding="utf-8")
    async with session(MODERN, SERVER, folders=(tmp_path,)) as client:
        for folder, faults in ((tmp_path, 0), (inner, 1)):
            client.open((folder / "main.py").as_uri(), BAD)
            assert len(await client.found((folder / "main.py").as_uri())) == faults


async def test_saving_reads_settings_again_where_nobody_tells_of_files(tmp_path: Path) -> None:
    write(tmp_path, main=BAD)
    uri = (tmp_path / "main.py").as_uri()
    async with session("neovim@v0.7", SERVER, folders=(tmp_path,)) as client:
        client.open(uri, BAD)
        assert await client.found(uri)
        (tmp_path / "conv1d-lsp.toml").write_text('ignore = ["window-too-long"]\n', encoding="utf-8")
        client.text_document_did_save(t.DidSaveTextDocumentParams(t.TextDocumentIdentifier(uri)))
        await until(lambda: not client.diagnostics[uri])


async def test_settings_that_cannot_be_followed_are_one_sentence(tmp_path: Path) -> None:
    uri = (tmp_path / "main.py").as_uri()
    (tmp_path / "conv1d-lsp.toml").write_text('ignore = ["window-to-long"]\n', encoding="utf-8")
    async with session(PUSHED, SERVER, folders=(tmp_path,)) as client:
        client.open(uri, BAD)
        assert await client.found(uri)
        client.change(uri, f"{BAD}\n", 2)
        assert await client.found(uri)
        (message,) = client.messages
        assert message.message.endswith(
            'conv1d-lsp.toml: ignore: there is no rule "window-to-long"; did you mean "window-too-long"?'
        )
