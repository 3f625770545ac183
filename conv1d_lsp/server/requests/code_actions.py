"""Quick fixes, each of which was proven to work."""

from collections.abc import Iterable, Sequence

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Diagnostic, Fix
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.requests.diagnostics import one_to_protocol
from conv1d_lsp.server.snapshot import Snapshot, name_of


def wants_fixes(only: Sequence[t.CodeActionKind | str] | None) -> bool:
    """Whether the kinds that the client asks for have room for a quick fix."""
    kinds = [kind.value if isinstance(kind, t.CodeActionKind) else kind for kind in only or [""]]
    return any(kind in ("", t.CodeActionKind.QuickFix.value) for kind in kinds)


def to_fix(snapshot: Snapshot, params: t.CodeActionParams) -> tuple[Diagnostic, ...]:
    """The findings that the client means and that propose something.

    Found among our own, by line or by name: one client counts the columns of its context in bytes, another sends none.
    """
    first, _ = snapshot.text.point(params.range.start)
    last, _ = snapshot.text.point(params.range.end)
    named = {d.data.get("name") for d in params.context.diagnostics if isinstance(d.data, dict)}
    near = set(snapshot.found_on(first, last))
    return tuple(d for d in snapshot.analysis.diagnostics if d.fixes and (d in near or name_of(d) in named))


def code_actions(
    snapshot: Snapshot, client: Client, proven: Iterable[tuple[Diagnostic, Sequence[Fix]]]
) -> list[t.CodeAction]:
    """An action for each proven fix; the first safe one of a finding is the preferred one."""
    actions = []
    for diagnostic, fixes in proven:
        preferred = next((fix for fix in fixes if fix.safe), None)
        for fix in fixes:
            actions.append(
                t.CodeAction(
                    title=fix.title,
                    kind=t.CodeActionKind.QuickFix,
                    diagnostics=[one_to_protocol(snapshot, diagnostic, client)],
                    is_preferred=(fix is preferred) if client.preferred else None,
                    edit=_workspace_edit(snapshot, client, fix),
                )
            )
    return actions


def _workspace_edit(snapshot: Snapshot, client: Client, fix: Fix) -> t.WorkspaceEdit:
    edits = [t.TextEdit(snapshot.text.range(edit.place), edit.text) for edit in fix.edits]
    if client.document_changes:
        document = t.OptionalVersionedTextDocumentIdentifier(uri=snapshot.uri, version=snapshot.version)
        return t.WorkspaceEdit(document_changes=[t.TextDocumentEdit(document, [*edits])])
    return t.WorkspaceEdit(changes={snapshot.uri: edits})
