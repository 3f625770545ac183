"""What the client said it can take, as plain facts."""

from dataclasses import dataclass

from lsprotocol import types as t
from pygls.capabilities import get_capability


@dataclass(frozen=True, slots=True)
class Client:
    """The capabilities that an answer depends on. The defaults are those of a client that says nothing.

    pulls: it asks for diagnostics; then none are pushed. code_pages: a diagnostic's code may lead to a page.
    fades: what is tagged as unnecessary is shown so.
    """

    pulls: bool = False
    markdown: bool = False
    related: bool = False
    code_pages: bool = False
    fades: bool = False
    versions: bool = False
    data: bool = False
    code_actions: bool = False
    preferred: bool = False
    document_changes: bool = False
    configuration: bool = False
    configuration_changes: bool = False
    watches_files: bool = False
    resolves_edits: bool = False
    symbols_in_trees: bool = False
    refreshes_diagnostics: bool = False
    refreshes_hints: bool = False
    progress: bool = False
    shows_documents: bool = False

    @staticmethod
    def of(capabilities: t.ClientCapabilities) -> "Client":
        def has(path: str) -> bool:
            return bool(get_capability(capabilities, path))

        pulls = get_capability(capabilities, "text_document.diagnostic") is not None
        pushed = "text_document.publish_diagnostics"
        told = "text_document.diagnostic" if pulls else pushed
        tags = get_capability(capabilities, f"{told}.tag_support") or get_capability(
            capabilities, f"{pushed}.tag_support"
        )
        formats = get_capability(capabilities, "text_document.hover.content_format") or ()
        actions = "text_document.code_action"
        return Client(
            pulls=pulls,
            markdown=t.MarkupKind.Markdown in formats,
            related=has(f"{told}.related_information") or has(f"{pushed}.related_information"),
            code_pages=has(f"{told}.code_description_support") or has(f"{pushed}.code_description_support"),
            fades=tags is not None and t.DiagnosticTag.Unnecessary in tags.value_set,
            versions=has(f"{pushed}.version_support"),
            data=has(f"{told}.data_support") or has(f"{pushed}.data_support"),
            code_actions=has("text_document.code_action.code_action_literal_support"),
            preferred=has("text_document.code_action.is_preferred_support"),
            document_changes=has("workspace.workspace_edit.document_changes"),
            configuration=has("workspace.configuration"),
            configuration_changes=has("workspace.did_change_configuration.dynamic_registration"),
            watches_files=has("workspace.did_change_watched_files.dynamic_registration"),
            resolves_edits="edit" in (get_capability(capabilities, f"{actions}.resolve_support.properties") or ()),
            symbols_in_trees=has("text_document.document_symbol.hierarchical_document_symbol_support"),
            refreshes_diagnostics=has("workspace.diagnostics.refresh_support"),
            refreshes_hints=has("workspace.inlay_hint.refresh_support"),
            progress=has("window.work_done_progress"),
            shows_documents=has("window.show_document.support"),
        )
