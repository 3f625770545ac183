"""Diagnostics of all files of the workspace, for a client that pulls them."""

from contextlib import aclosing

from lsprotocol import types as t

from conv1d_lsp.server.bar import Bar
from conv1d_lsp.server.requests.workspace_diagnostics import Told, snapshot_of, taken_back, told_of
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.session import path_of
from conv1d_lsp.server.sweep import Looked


def register_pull(server: Server) -> None:
    """Only for a client that pulls."""
    server.feature(t.WORKSPACE_DIAGNOSTIC)(on_workspace_pull)


async def on_workspace_pull(ls: Server, params: t.WorkspaceDiagnosticParams) -> t.WorkspaceDiagnosticReport:
    """What the client has not yet; in parts, if it takes them."""
    if not ls.client.watches_files:
        ls.sweep.forget()
    gone = {path_of(each.uri): (each.uri, each.value) for each in params.previous_result_ids}
    bar, told = Bar(ls, "all files", params.work_done_token), list[Told]()
    try:
        async with aclosing(ls.sweep.over(ls.folders())) as steps:
            async for step in steps:
                await bar.tell(step.done, step.of, "files")
                uri, known = gone.pop(step.looked.path, (None, None))
                told += await _told(ls, step.looked, uri, known)
                if told and params.partial_result_token is not None:
                    part = t.WorkspaceDiagnosticReportPartialResult(told)
                    ls.progress(t.ProgressParams(params.partial_result_token, part))
                    told = []
    finally:
        bar.end()
    closed = [uri for uri, _ in gone.values() if ls.opened(uri) is None]
    return t.WorkspaceDiagnosticReport([*told, *map(taken_back, closed)])


async def _told(ls: Server, looked: Looked, uri: str | None, known: str | None) -> list[Told]:
    """uri, known: by which the client knows the file, and the result that it has."""
    if looked.problem is not None:
        ls.complain(looked.problem)
    opened = ls.open_at(looked.path)
    if opened is None:
        snapshot = snapshot_of(looked, ls.workspace.position_codec)
    else:
        snapshot = await ls.session.settled(opened)
    if snapshot is not None and not snapshot.cells:  # those of a notebook are asked for one by one
        return [told_of(snapshot, ls.client, known)]
    return [] if uri is None else [taken_back(uri)]
