"""Quick fixes, each of which was proven to work; comments that silence; all safe fixes of a file."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from lsprotocol import types as t

from conv1d_lsp.diagnostics import Diagnostic, Edit, Fix, Place
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.options import SECTION
from conv1d_lsp.server.remedies import Remedies
from conv1d_lsp.server.requests.diagnostics import one_to_protocol
from conv1d_lsp.server.requests.rewrites import Rewrite
from conv1d_lsp.server.snapshot import Snapshot, name_of
from conv1d_lsp.source.lines import split_lines

#: The kind of the action that makes all safe fixes; editors ask for it, or for a part of its name, on saving.
FIX_ALL = f"{t.CodeActionKind.SourceFixAll.value}.{SECTION}"

#: The kind of what changes no shape.
REWRITE = t.CodeActionKind.RefactorRewrite.value

Only = Sequence[t.CodeActionKind | str] | None


def wants_fixes(only: Only) -> bool:
    """Whether the kinds that the client asks for have room for a quick fix."""
    return not only or _is_in(only, t.CodeActionKind.QuickFix.value)


def wants_all(only: Only) -> bool:
    """Whether all safe fixes are asked for. They cost too much for who only moves the cursor, and names no kind."""
    return _is_in(only or (), FIX_ALL)


def _is_in(only: Sequence[t.CodeActionKind | str], kind: str) -> bool:
    """A kind is in those that it begins with: "source.fixAll" is in "source"; all are in ""."""
    kinds = [each.value if isinstance(each, t.CodeActionKind) else each for each in only]
    return any(each in ("", kind) or kind.startswith(f"{each}.") for each in kinds)


def wants_rewrites(only: Only) -> bool:
    """Whether there is room for what changes no shape."""
    return not only or _is_in(only, REWRITE)


def to_fix(snapshot: Snapshot, params: t.CodeActionParams) -> tuple[Diagnostic, ...]:
    """The findings that the client means; first those that propose something.

    Found among our own, by line or by name: one client counts the columns of its context in bytes, another sends none.
    """
    first, _ = snapshot.text.point(params.range.start)
    last, _ = snapshot.text.point(params.range.end)
    named = {d.data.get("name") for d in params.context.diagnostics if isinstance(d.data, dict)}
    near = set(snapshot.found_on(first, last))
    meant = [d for d in snapshot.analysis.diagnostics if d in near or name_of(d) in named]
    return tuple(sorted(meant, key=lambda d: not d.fixes))


def code_actions(
    snapshot: Snapshot, client: Client, remedies: Iterable[tuple[Diagnostic, Remedies]]
) -> list[t.CodeAction]:
    """An action for each fix; the first safe one of a finding is the preferred one. What silences comes last."""
    actions, last = list[t.CodeAction](), dict[tuple[Edit, ...], t.CodeAction]()
    for diagnostic, helpful in remedies:
        preferred = next((fix for fix in helpful.fixes if fix.safe), None)
        for fix in helpful.fixes:
            actions.append(_quick_fix(snapshot, client, diagnostic, fix, fix is preferred))
        if (silence := helpful.silence) is not None:
            last.setdefault(silence.edits, _quick_fix(snapshot, client, diagnostic, silence, False))
    return [*actions, *last.values()]


def fix_all(snapshot: Snapshot, client: Client, repaired: str) -> list[t.CodeAction]:
    """The action that makes `repaired` of the text; none where that is the same."""
    edits = [*_differing(snapshot, repaired)]
    title = f"Fix all that {SECTION} can fix safely"
    return [t.CodeAction(title=title, kind=FIX_ALL, edit=_workspace_edit(snapshot, client, edits))] if edits else []


def offered(snapshot: Snapshot, rewrite: Rewrite) -> t.CodeAction:
    """A rewriting whose edit is asked for once it is chosen."""
    data = {"uri": snapshot.uri, "version": snapshot.version, "name": rewrite.name}
    return t.CodeAction(title=rewrite.title, kind=REWRITE, data=data)


def rewriting(snapshot: Snapshot, client: Client, rewrite: Rewrite) -> t.CodeAction:
    """A rewriting with its edit."""
    return t.CodeAction(title=rewrite.title, kind=REWRITE, edit=_workspace_edit(snapshot, client, rewrite.edits))


def _quick_fix(
    snapshot: Snapshot,
    client: Client,
    diagnostic: Diagnostic,
    fix: Fix,
    preferred: bool,
) -> t.CodeAction:
    return t.CodeAction(
        title=fix.title,
        kind=t.CodeActionKind.QuickFix,
        diagnostics=[one_to_protocol(snapshot, diagnostic, client)],
        is_preferred=preferred if client.preferred else None,
        edit=_workspace_edit(snapshot, client, fix.edits),
    )


def _differing(snapshot: Snapshot, text: str) -> Iterator[Edit]:
    """Lines alone that are other ones, so that what stands between them stays as the editor has it."""
    old, new = split_lines(snapshot.text.source), split_lines(text)
    for kind, first, end, new_first, new_end in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            yield Edit(Place(snapshot.path, first + 1, 1, end + 1, 1), "".join(new[new_first:new_end]))


def _workspace_edit(snapshot: Snapshot, client: Client, edits: Iterable[Edit]) -> t.WorkspaceEdit:
    """The edits of each document; in a notebook that may be another cell."""
    changes: dict[str, list[t.TextEdit]] = {}
    for edit in edits:
        there = snapshot.location(edit.place)
        changes.setdefault(there.uri, []).append(t.TextEdit(there.range, edit.text))
    if not client.document_changes:
        return t.WorkspaceEdit(changes=changes)
    return t.WorkspaceEdit(
        document_changes=[
            t.TextDocumentEdit(t.OptionalVersionedTextDocumentIdentifier(uri, snapshot.version_of(uri)), each)
            for uri, each in changes.items()
        ]
    )
