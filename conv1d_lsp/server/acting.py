"""Code actions: what was proven to help, and what changes no shape."""

from collections import Counter
from typing import Any

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.server.requests.code_actions import (
    FIX_ALL,
    REWRITE,
    code_actions,
    fix_all,
    offered,
    rewriting,
    to_fix,
    wants_all,
    wants_fixes,
    wants_rewrites,
)
from conv1d_lsp.server.requests.rewrites import Rewrite, rewrites
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.snapshot import Snapshot

#: Diagnostics whose fixes are proven for one request; each costs an analysis or more.
_MOST_PROVEN = 8


def register(server: Server) -> None:
    kinds = [t.CodeActionKind.QuickFix, REWRITE, FIX_ALL]
    options = t.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True)
    server.feature(t.TEXT_DOCUMENT_CODE_ACTION, options)(on_code_action)
    server.feature(t.CODE_ACTION_RESOLVE)(on_resolve)


async def on_code_action(ls: Server, params: t.CodeActionParams) -> list[t.CodeAction]:
    only = params.context.only
    if not ls.client.code_actions or not (wants_fixes(only) or wants_all(only) or wants_rewrites(only)):
        return []
    snapshot = await ls.session.now(params.text_document.uri)
    if snapshot is None:
        return []
    meant = to_fix(snapshot, params)[:_MOST_PROVEN] if wants_fixes(only) else ()
    remedies = [(diagnostic, await ls.session.remedies(snapshot, diagnostic)) for diagnostic in meant]
    repaired = await ls.session.repaired(snapshot) if wants_all(only) else snapshot.text.source
    more = await _rewritings(ls, snapshot, params) if wants_rewrites(only) else []
    if not _is_newest(ls, snapshot):
        return []  # edits for a text that is gone would land anywhere
    return [*code_actions(snapshot, ls.client, remedies), *more, *fix_all(snapshot, ls.client, repaired)]


async def on_resolve(ls: Server, action: t.CodeAction) -> t.CodeAction:
    """The edit of a rewriting, if it holds and its text is still the newest."""
    data: Any = action.data
    uri = data.get("uri") if isinstance(data, dict) else None
    snapshot = await ls.session.now(uri) if isinstance(uri, str) else None
    if snapshot is None or snapshot.version != data.get("version"):
        return action
    lines = len(snapshot.text.lines)
    named = {each.name: each for line in _lines_of(data, lines) for each in rewrites(snapshot, line, line)}
    chosen = named.get(data.get("name"))
    if chosen is None or not await _holds(ls, snapshot, chosen) or not _is_newest(ls, snapshot):
        return action
    edited = rewriting(snapshot, ls.client, chosen)
    return t.CodeAction(title=action.title, kind=action.kind, data=action.data, edit=edited.edit)


async def _rewritings(ls: Server, snapshot: Snapshot, params: t.CodeActionParams) -> list[t.CodeAction]:
    """With their edits only for a client that can't ask for them, and only when a person asks."""
    if snapshot.notebook is not None:
        return []  # its cells are one program for the proof, and no file
    first, _ = snapshot.text.point(params.range.start)
    last, _ = snapshot.text.point(params.range.end)
    found = rewrites(snapshot, first, last)
    if ls.client.resolves_edits:
        return [offered(snapshot, each) for each in found]
    if params.context.trigger_kind is t.CodeActionTriggerKind.Automatic:
        return []
    return [rewriting(snapshot, ls.client, each) for each in found if await _holds(ls, snapshot, each)]


async def _holds(ls: Server, snapshot: Snapshot, rewrite: Rewrite) -> bool:
    """Whether the models are the same afterwards, and nothing new is found."""
    after = await ls.session.read(snapshot, applied(snapshot.text.source, rewrite.edits))
    before = snapshot.analysis
    new = Counter(each.rule for each in after.diagnostics) - Counter(each.rule for each in before.diagnostics)
    return after.parsed and not new and _models(before) == _models(after)


def _models(analysis: Analysis) -> list[object]:
    return [(each.variable, each.inputs, each.outputs, each.total_params) for each in analysis.models]


def _lines_of(data: dict[str, Any], lines: int) -> range:
    """The line in a rewriting's name."""
    _, _, number = str(data.get("name")).partition("@")
    line = int(number) if number.isdecimal() and len(number) < 9 else 0
    return range(line, line + 1) if 0 < line <= lines else range(0)


def _is_newest(ls: Server, snapshot: Snapshot) -> bool:
    document = ls.opened(snapshot.uri)
    return document is not None and document.version == snapshot.version
