"""From `initialize` to `exit`, and files on the disk that change in between."""

import asyncio

from lsprotocol import types as t

from conv1d_lsp.server import workspace
from conv1d_lsp.server.answers import register_pull
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.configuration import ask_for_options, follow
from conv1d_lsp.server.ending import alive, leave
from conv1d_lsp.server.options import SECTION
from conv1d_lsp.server.refreshing import refresh
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.session import path_of

#: Files that say how the sources of a project are read.
_PROJECT_FILES = (
    "**/{pyproject.toml,setup.cfg,Pipfile.lock,poetry.lock,uv.lock,environment.yml,environment.yaml,requirements*.txt,"
    "*baseline*.json,conv1d-lsp.toml,.conv1d-lsp.toml}"
)
#: Modules that others import.
_SOURCES = "**/*.py"
#: Files of data that a program may read.
_DATA_SUFFIXES = (".npy", ".npz", ".csv", ".tsv", ".txt", ".data")
_DATA = "**/*.{npy,npz,csv,tsv,txt,data}"
_SECONDS_BETWEEN_LOOKS = 2.0


def register(server: Server) -> None:
    server.feature(t.INITIALIZE)(on_initialize)
    server.feature(t.INITIALIZED)(on_initialized)
    server.feature(t.WORKSPACE_DID_CHANGE_WATCHED_FILES)(on_files)
    server.feature(t.SHUTDOWN)(on_shutdown)
    server.feature(t.EXIT)(on_exit)


def on_initialize(ls: Server, params: t.InitializeParams) -> None:
    """Learn who the client is. The server's capabilities are computed after this."""
    ls.use_own_documents()
    ls.parent = params.process_id or ls.parent
    ls.client = Client.of(params.capabilities)
    follow(ls, params.initialization_options)
    ls.initial_options = ls.session.options
    if ls.client.pulls:
        register_pull(ls)
        workspace.register_pull(ls)


async def on_initialized(ls: Server, params: t.InitializedParams) -> None:
    """Ask for the options, ask to be told of changes, and stay as long as the client's process does."""
    ls.session.warm_up()
    await _register_for_changes(ls)
    await ask_for_options(ls)
    while ls.parent is not None:
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
        if not alive(ls.parent):
            leave(1)


async def on_files(ls: Server, params: t.DidChangeWatchedFilesParams) -> None:
    """Settings change everything, a new or a missing module what looked for it, another text what imports it, and
    files of data what looked for them."""
    data = {change.uri for change in params.changes if _is_data(change.uri)}
    ls.sweep.changed({path_of(change.uri) for change in params.changes})
    sources = {change.uri for change in params.changes if change.uri.endswith(".py")} | data
    if any(change.uri not in sources for change in params.changes):
        ls.session.read_projects_again()
        ls.sweep.forget()
    elif any(change.type is not t.FileChangeType.Changed for change in params.changes if change.uri not in data):
        ls.session.snapshots.ask_again()
        ls.sweep.forget()
    elif not ls.session.ask_importers(sources):
        return
    await refresh(ls)


def _is_data(uri: str) -> bool:
    """`requirements.txt` is none."""
    name = uri.rpartition("/")[2]
    return name.endswith(_DATA_SUFFIXES) and not name.startswith("requirements")


def on_shutdown(ls: Server, params: None) -> None:
    """End what runs. pygls's own loop over its futures fails if one of them ends meanwhile."""
    ls.asked_to_stop = True
    ls.session.close()
    for key, future in list(ls.protocol._request_futures.items()):
        if key != ls.protocol.msg_id and not future.done():
            future.cancel()


def on_exit(ls: Server, params: None) -> None:
    leave(ls.exit_code)


async def _register_for_changes(ls: Server) -> None:
    wanted = []
    if ls.client.configuration_changes:
        options = t.DidChangeConfigurationRegistrationOptions(section=SECTION)
        wanted.append(t.Registration("configuration", t.WORKSPACE_DID_CHANGE_CONFIGURATION, options))
    if ls.client.watches_files:
        watched = t.DidChangeWatchedFilesRegistrationOptions(
            [t.FileSystemWatcher(pattern) for pattern in (_PROJECT_FILES, _SOURCES, _DATA)]
        )
        wanted.append(t.Registration("project-files", t.WORKSPACE_DID_CHANGE_WATCHED_FILES, watched))
    if wanted:
        request = ls.client_register_capability_async(t.RegistrationParams(wanted))
        await ls.ask_client("to tell of changes", request)
