"""Programs of several files with the real engine: what is open wins over the disk."""

from pathlib import Path

from lsprotocol import types as t

from conv1d_lsp.project.baseline import Entry, write_baseline
from tests.server.clients import MODERN, PUSHED, session, until
from tests.server.test_real_engine import SERVER

MAIN = "from keras import Input\nfrom blocks import conv\ny = conv(Input((8, 1)))\n"
BLOCKS = "from keras import layers\n\n\ndef conv(x):\n    return layers.Conv1D(4, {})(x)\n"


def write(folder: Path) -> tuple[str, str]:
    """The URIs of a program and of a module that it imports."""
    (folder / "pyproject.toml").touch()
    for name, text in (("main.py", MAIN), ("blocks.py", BLOCKS.format(9))):
        (folder / name).write_text(text, encoding="utf-8")
    return (folder / "main.py").as_uri(), (folder / "blocks.py").as_uri()


async def test_a_fault_in_another_file_is_shown_here_and_points_there(tmp_path: Path) -> None:
    main, blocks = write(tmp_path)
    async with session(MODERN, SERVER) as client:
        client.open(main, MAIN)
        (fault,) = await client.found(main)
        assert (fault.code, fault.range.start.line) == ("window-too-long", 2)
        assert fault.related_information
        assert blocks in [each.location.uri for each in fault.related_information]


async def test_an_edit_is_seen_in_what_imports_the_file(tmp_path: Path) -> None:
    main, blocks = write(tmp_path)
    async with session(PUSHED, SERVER) as client:
        client.open(main, MAIN)
        assert await client.found(main)
        client.open(blocks, BLOCKS.format(9))
        await client.found(blocks)
        client.change(blocks, BLOCKS.format(3), 2)
        await until(lambda: not client.diagnostics[main])
        client.close(blocks)
        await until(lambda: client.diagnostics[main])


async def test_a_file_that_changes_on_the_disk(tmp_path: Path) -> None:
    main, blocks = write(tmp_path)
    async with session(PUSHED, SERVER) as client:
        client.open(main, MAIN)
        assert await client.found(main)
        (tmp_path / "blocks.py").write_text(BLOCKS.format(3), encoding="utf-8")
        changed = [t.FileEvent(blocks, t.FileChangeType.Changed)]
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams(changed))
        await until(lambda: not client.diagnostics[main])
        (tmp_path / "blocks.py").unlink()
        gone = [t.FileEvent(blocks, t.FileChangeType.Deleted)]
        client.before = len(client.published)
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams(gone))
        assert not await client.found(main)


async def test_a_place_in_another_file_is_counted_in_the_units_of_the_client(tmp_path: Path) -> None:
    main, blocks = write(tmp_path)
    text = 'from keras import layers\n\n\ndef conv(x):\n    return ("😋", layers.Conv1D(4, 9)(x))[1]\n'
    (tmp_path / "blocks.py").write_text(text, encoding="utf-8")
    async with session(MODERN, SERVER) as client:
        client.open(main, MAIN)
        (fault,) = await client.found(main)
        there = next(each.location.range for each in fault.related_information or () if each.location.uri == blocks)
        assert (there.start.line, there.start.character) == (4, text.splitlines()[4].index("9") + 1)


async def test_files_that_the_disk_has_not_or_has_otherwise(tmp_path: Path) -> None:
    main, blocks = write(tmp_path)
    (tmp_path / "blocks.py").unlink()
    async with session(PUSHED, SERVER) as client:
        client.open(main, MAIN)
        assert not await client.found(main)
        client.open(blocks, BLOCKS.format(9))
        await until(lambda: client.diagnostics[main])


async def test_no_fix_is_offered_for_another_file(tmp_path: Path) -> None:
    main, _ = write(tmp_path)
    (tmp_path / "blocks.py").write_text("from keras import layers\nconv = layers.Conv1D(4, 9)\n", encoding="utf-8")
    async with session(MODERN, SERVER) as client:
        client.open(main, MAIN)
        (fault,) = await client.found(main)
        params = t.CodeActionParams(t.TextDocumentIdentifier(main), fault.range, t.CodeActionContext([fault]))
        for action in await client.text_document_code_action_async(params) or ():
            assert isinstance(action, t.CodeAction) and action.edit and action.edit.document_changes
            edited = [each for each in action.edit.document_changes if isinstance(each, t.TextDocumentEdit)]
            assert [each.text_document.uri for each in edited] == [main]


async def test_the_project_says_how_bad_a_fault_is(tmp_path: Path) -> None:
    main, _ = write(tmp_path)
    project = tmp_path / "pyproject.toml"
    project.write_text('[tool.conv1d-lsp.rules]\nwindow-too-long = "hint"\n', encoding="utf-8")
    async with session(PUSHED, SERVER) as client:
        client.open(main, MAIN)
        (fault,) = await client.found(main)
        assert fault.severity == t.DiagnosticSeverity.Hint
        project.write_text('[tool.conv1d-lsp.rules]\nwindow-too-long = "off"\n', encoding="utf-8")
        changed = [t.FileEvent(project.as_uri(), t.FileChangeType.Changed)]
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams(changed))
        await until(lambda: not client.diagnostics[main])


async def test_what_the_baseline_knows_is_not_told(tmp_path: Path) -> None:
    main, _ = write(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.conv1d-lsp]\nbaseline = "baseline.json"\n', encoding="utf-8")
    entry = Entry("main.py", "window-too-long", "y = conv(Input((8, 1)))")
    write_baseline(tmp_path / "baseline.json", [entry])
    async with session(PUSHED, SERVER) as client:
        client.open(main, MAIN)
        assert not await client.found(main)
        write_baseline(tmp_path / "baseline.json", [])
        changed = [t.FileEvent((tmp_path / "baseline.json").as_uri(), t.FileChangeType.Changed)]
        client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams(changed))
        await until(lambda: client.diagnostics[main])
