"""The user's options, for all that is open and for each folder of the workspace."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types as t

from conv1d_lsp.server.options import SECTION, Options, read_options
from conv1d_lsp.server.refreshing import refresh
from conv1d_lsp.server.server import Server


def register(server: Server) -> None:
    server.feature(t.WORKSPACE_DID_CHANGE_CONFIGURATION)(on_configuration)
    server.feature(t.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)(on_folders)


async def on_configuration(ls: Server, params: t.DidChangeConfigurationParams) -> None:
    if ls.client.configuration:
        await ask_for_options(ls)
        return
    told = params.settings
    if follow(ls, told.get(SECTION, told) if isinstance(told, dict) else told):
        await refresh(ls)


async def on_folders(ls: Server, params: t.DidChangeWorkspaceFoldersParams) -> None:
    """pygls loses a folder that is removed and added in one message, as one that is renamed is."""
    for folder in params.event.added:
        ls.workspace.add_folder(folder)
    ls.sweep.forget()
    await ask_for_options(ls)
    await refresh(ls)


async def ask_for_options(ls: Server) -> None:
    """Those of the client as a whole, and of each folder."""
    if not ls.client.configuration:
        return
    folders = ls.folders()
    scopes = [None, *(folder.as_uri() for folder in folders)]
    wanted = t.ConfigurationParams([t.ConfigurationItem(scope, SECTION) for scope in scopes])
    answer = await ls.ask_client("to tell its configuration", ls.workspace_configuration_async(wanted))
    if answer and follow(ls, answer[0], dict(zip(folders, answer[1:], strict=False))):
        await refresh(ls)


def follow(ls: Server, told: Any, by_folder: Mapping[Path, Any] = {}) -> bool:
    """Take the options that the client tells, and complain of those that mean nothing. Whether they are other ones."""
    options, each = _read(ls, told), {folder: _read(ls, said) for folder, said in by_folder.items()}
    if all(said == options for said in each.values()):
        each = {}
    if ls.session.follows(options, each):
        return False
    ls.session.follow(options, each)
    ls.sweep.forget()
    return True


def _read(ls: Server, told: Any) -> Options:
    options, complaints = read_options(told, ls.initial_options)
    for sentence in complaints:
        ls.complain(sentence)
    return options
