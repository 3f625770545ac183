"""Diagnostics of all files of a workspace, pulled, with the real engine."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from lsprotocol import types as t
from pygls.exceptions import JsonRpcException

from tests.server.clients import MODERN, PUSHED, RECORDED, Client, session, until
from tests.server.test_real_engine import SERVER

BAD = "from keras import Input, layers\nlayers.Conv1D(4, 9)(Input((8, 1)))\n"
GOOD = BAD.replace("9", "3")
PLAIN = "import os\n"


@asynccontextmanager
async def at(*folders: Path, name: str = MODERN) -> AsyncIterator[Client]:
    async with session(name, SERVER, folders=folders) as client:
        yield client


async def pull(client: Client, known: Sequence[t.PreviousResultId] = (), **tokens: str) -> dict[str, object]:
    """The reports by the name of their file."""
    params = t.WorkspaceDiagnosticParams(known, **tokens)
    report = await client.workspace_diagnostic_async(params)
    return by_name([*client.parts, *report.items])


def by_name(items: Sequence[t.WorkspaceDocumentDiagnosticReport]) -> dict[str, object]:
    found: dict[str, object] = {}
    for item in items:
        name = item.uri.rpartition("/")[2]
        assert name not in found
        found[name] = "same" if item.kind == "unchanged" else [fault.code for fault in item.items]  # type: ignore[union-attr]
    return found


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", [PUSHED, *(each for each in RECORDED if each != "neovim@v0.11")])
async def test_who_is_told_is_told_nothing_of_other_files(name: str, tmp_path: Path) -> None:
    write(tmp_path, bad=BAD, mine=BAD)
    async with at(tmp_path, name=name) as client:
        assert client.told.diagnostic_provider is None
        mine = (tmp_path / "mine.py").as_uri()
        client.open(mine, BAD)
        assert await client.found(mine)
        assert {each.uri for each in client.published} == {mine}


async def test_all_files_as_check_finds_them(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one / "build", two):
        folder.mkdir(parents=True)
    write(one / "build", left_out=BAD)
    write(one, bad=BAD, good=GOOD, plain=PLAIN)
    write(two, other=BAD, hidden=BAD)
    (two / ".gitignore").write_text("hidden.py\n", encoding="utf-8")
    (two / ".git").mkdir()
    async with at(one, two) as client:
        assert client.told.diagnostic_provider is not None
        assert client.told.diagnostic_provider.workspace_diagnostics
        assert await pull(client) == {"bad.py": ["window-too-long"], "other.py": ["window-too-long"]}


async def test_what_the_client_has_is_unchanged_until_it_changes(tmp_path: Path) -> None:
    write(tmp_path, bad=BAD, other=BAD)
    async with at(tmp_path) as client:
        first = await client.workspace_diagnostic_async(t.WorkspaceDiagnosticParams([]))
        known = [t.PreviousResultId(each.uri, each.result_id or "") for each in first.items]
        assert await pull(client, known) == {"bad.py": "same", "other.py": "same"}
        write(tmp_path, bad=GOOD)
        event = t.FileEvent((tmp_path / "bad.py").as_uri(), t.FileChangeType.Changed)
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([event]))
        assert await pull(client, known) == {"bad.py": [], "other.py": "same"}
        (tmp_path / "other.py").unlink()
        event = t.FileEvent((tmp_path / "other.py").as_uri(), t.FileChangeType.Deleted)
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([event]))
        assert await pull(client, known) == {"bad.py": [], "other.py": []}


async def test_what_is_open_is_told_as_it_is_there(tmp_path: Path) -> None:
    block = "from keras import layers\n\n\ndef conv(x):\n    return layers.Conv1D(4, {})(x)\n"
    write(
        tmp_path, main="from keras import Input\nfrom block import conv\nconv(Input((8, 1)))\n", block=block.format(3)
    )
    async with at(tmp_path) as client:
        assert await pull(client) == {}
        uri = (tmp_path / "block.py").as_uri()
        client.open(uri, block.format(9))
        client.change(uri, block.format(9), 2)
        assert await pull(client) == {"main.py": ["window-too-long"], "block.py": []}
        client.close(uri)
        assert await pull(client) == {}


def bar(client: Client) -> list[str]:
    """What was told of the work, by its kinds."""
    return [str(getattr(each, "kind", "")) for each in client.progress_reports["work"]]


async def test_in_parts_with_progress(tmp_path: Path) -> None:
    write(tmp_path, **{f"bad{n}": BAD for n in range(5)})
    async with at(tmp_path) as client:
        client.progress_reports["work"] = []
        found = await pull(client, partial_result_token="part", work_done_token="work")
        assert len(found) == 5 and len(client.parts) == 5
        kinds = bar(client)
        assert kinds[0] == "begin" and kinds[-1] == "end" and "report" in kinds


async def test_the_client_has_had_enough(tmp_path: Path) -> None:
    write(tmp_path, **{f"bad{n}": BAD + "\n" * n for n in range(300)})
    async with at(tmp_path) as client:
        client.progress_reports["work"] = []
        params = t.WorkspaceDiagnosticParams([], work_done_token="work")
        pulled = asyncio.ensure_future(client.workspace_diagnostic_async(params))
        await until(lambda: bar(client))
        client.window_work_done_progress_cancel(t.WorkDoneProgressCancelParams("work"))
        with pytest.raises(JsonRpcException, match="Cancelled"):
            await pulled
        assert bar(client)[-1] == "end"
        uri = (tmp_path / "bad1.py").as_uri()
        client.open(uri, BAD)
        assert await client.found(uri)


async def test_a_long_file_is_for_a_process_of_its_own(tmp_path: Path) -> None:
    """Which imports nothing from the workspace."""
    write(tmp_path, long=BAD + "# long\n" * 2_000, short=BAD)
    for module in ("multiprocessing", "random", "libcst"):
        write(tmp_path, **{module: f"open({str(tmp_path / 'executed')!r}, 'w')\n"})
    async with session(MODERN, SERVER, folders=(tmp_path,), within=tmp_path) as client:
        assert await pull(client) == {"long.py": ["window-too-long"], "short.py": ["window-too-long"]}
    assert not (tmp_path / "executed").exists()


async def test_a_notebook_that_is_not_open(tmp_path: Path) -> None:
    cell = '{"cell_type": "code", "metadata": {}, "source": "%s"}' % BAD.replace("\n", "\\n")  # noqa: UP031
    (tmp_path / "net.ipynb").write_text(f'{{"metadata": {{}},\n"cells": [\n{cell}]}}', encoding="utf-8")
    async with at(tmp_path) as client:
        report = await client.workspace_diagnostic_async(t.WorkspaceDiagnosticParams([]))
        (item,) = report.items
        assert isinstance(item, t.WorkspaceFullDocumentDiagnosticReport)
        assert [fault.range.start.line for fault in item.items] == [2]


async def test_folders_come_and_go(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        write(folder, **{folder.name: BAD})
    async with at(one) as client:
        assert list(await pull(client)) == ["one.py"]
        new, old = t.WorkspaceFolder(two.as_uri(), "two"), t.WorkspaceFolder(one.as_uri(), "one")
        event = t.WorkspaceFoldersChangeEvent([new], [old])
        client.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(event))
        assert list(await pull(client)) == ["two.py"]
        renamed = t.WorkspaceFoldersChangeEvent([t.WorkspaceFolder(two.as_uri(), "2")], [new])
        client.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(renamed))
        assert list(await pull(client)) == ["two.py"]
