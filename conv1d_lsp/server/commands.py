"""What a client can have done by name: shown, told or begun anew. Arguments that make no sense get one sentence."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pygls.exceptions import JsonRpcInvalidParams
from pygls.uris import from_fs_path

from conv1d_lsp.project.program import cache_folder
from conv1d_lsp.server.refreshing import refresh
from conv1d_lsp.server.requests.lens import SHOW_GRAPH, SHOW_SUMMARY, code_lenses
from conv1d_lsp.server.requests.models import NoModelError, called, drawing, summary
from conv1d_lsp.server.requests.view import VIEW, view
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.status import STATUS, status_of

SUMMARY = "conv1d-lsp.summary"
GRAPH = "conv1d-lsp.graph"
RESTART = "conv1d-lsp.restart"
STATUS_COMMAND = "conv1d-lsp.status"


def register(server: Server) -> None:
    server.command(SUMMARY)(on_summary)
    server.command(GRAPH)(on_graph)
    server.command(SHOW_SUMMARY)(on_show_summary)
    server.command(SHOW_GRAPH)(on_show_graph)
    server.command(RESTART)(on_restart)
    server.command(STATUS_COMMAND)(on_status)
    server.feature(STATUS)(on_status_request)
    server.feature(VIEW)(on_view)
    server.feature(t.TEXT_DOCUMENT_CODE_LENS)(on_code_lens)


async def on_code_lens(ls: Server, params: t.CodeLensParams) -> list[t.CodeLens]:
    snapshot = await ls.session.settled(params.text_document.uri)
    return [] if snapshot is None else code_lenses(snapshot, ls.client)


async def on_summary(ls: Server, *arguments: Any) -> str:
    """Arguments: the document's URI, and the name of a model if it is to be one of several."""
    snapshot, name = await _asked(ls, SUMMARY, arguments)
    try:
        return summary(called(name, snapshot.analysis.models))
    except NoModelError as error:
        raise JsonRpcInvalidParams(str(error)) from None


async def on_graph(ls: Server, *arguments: Any) -> str:
    """The same arguments."""
    snapshot, name = await _asked(ls, GRAPH, arguments)
    drawn = await ls.session.drawn(snapshot)
    try:
        return drawing(called(name, drawn.graphs), drawn.diagnostics)
    except NoModelError as error:
        raise JsonRpcInvalidParams(str(error)) from None


async def on_show_summary(ls: Server, *arguments: Any) -> None:
    """Show it, in any client."""
    text = await on_summary(ls, *arguments)
    ls.window_show_message(t.ShowMessageParams(t.MessageType.Info, text))


async def on_show_graph(ls: Server, *arguments: Any) -> None:
    """Let the client open it outside, out of a file in the cache."""
    picture = await on_graph(ls, *arguments)
    folder = cache_folder()
    if folder is None or not ls.client.shows_documents:
        ls.complain("This editor, or this machine, has no way to show a picture; `conv1d-lsp graph` writes one.")
        return
    try:
        file = _kept(picture, folder / "graphs")
    except OSError as error:
        ls.complain(f"The picture could not be written: {error.strerror}.")
        return
    shown = t.ShowDocumentParams(from_fs_path(str(file)) or "", external=True)
    await ls.ask_client("to show a picture", ls.window_show_document_async(shown))


async def on_restart(ls: Server, *arguments: Any) -> None:
    """Forget everything and analyse again."""
    ls.session.restart()
    ls.sweep.forget()
    await refresh(ls)


def on_status(ls: Server, *arguments: Any) -> dict[str, Any]:
    return status_of(ls)


def on_status_request(ls: Server, params: Any) -> dict[str, Any]:
    return status_of(ls)


async def on_view(ls: Server, params: Any) -> dict[str, Any] | None:
    """The models of a document; None if it is not open."""
    uri = getattr(getattr(params, "textDocument", None), "uri", None)
    if not isinstance(uri, str):
        raise JsonRpcInvalidParams(f'{VIEW} takes {{"textDocument": {{"uri": ...}}}}.')
    snapshot = await ls.session.now(uri)
    if snapshot is None:
        return None
    whole = snapshot if snapshot.notebook is None else snapshot.notebook.whole
    return view(whole, await ls.session.drawn(whole))


async def _asked(ls: Server, command: str, arguments: tuple[Any, ...]) -> tuple[Snapshot, str | None]:
    """The document and the name that a command's arguments say."""
    uri, name = (*arguments, None, None)[:2]
    if len(arguments) not in (1, 2) or not isinstance(uri, str) or not isinstance(name, str | None):
        raise JsonRpcInvalidParams(f"{command} takes a document's URI and, if wanted, the name of a model.")
    snapshot = await ls.session.now(uri)
    if snapshot is None:
        raise JsonRpcInvalidParams(f"{uri} is not open.")
    return snapshot, name


def _kept(picture: str, folder: Path) -> Path:
    file = folder / f"{blake2b(picture.encode(), digest_size=8).hexdigest()}.svg"
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(picture, encoding="utf-8")
    return file
