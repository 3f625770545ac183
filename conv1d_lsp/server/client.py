"""What the client said it can take, as plain facts."""

from dataclasses import dataclass

from lsprotocol import types as t
from pygls.capabilities import get_capability


@dataclass(frozen=True, slots=True)
class Client:
    """The capabilities that an answer depends on. The defaults are those of a client that says nothing.

    pulls: it asks for diagnostics; then none are pushed.
    """

    pulls: bool = False
    markdown: bool = False
    related: bool = False
    versions: bool = False
    data: bool = False
    code_actions: bool = False
    preferred: bool = False
    document_changes: bool = False
    configuration: bool = False
    configuration_changes: bool = False
    watches_files: bool = False
    refreshes_diagnostics: bool = False
    refreshes_hints: bool = False

    @staticmethod
    def of(capabilities: t.ClientCapabilities) -> "Client":
        def has(path: str) -> bool:
            return bool(get_capability(capabilities, path))

        pulls = get_capability(capabilities, "text_document.diagnostic") is not None
        told = "text_document.diagnostic" if pulls else "text_document.publish_diagnostics"
        formats = get_capability(capabilities, "text_document.hover.content_format") or ()
        return Client(
            pulls=pulls,
            markdown=t.MarkupKind.Markdown in formats,
            related=has(f"{told}.related_information") or has("text_document.publish_diagnostics.related_information"),
            versions=has("text_document.publish_diagnostics.version_support"),
            data=has(f"{told}.data_support") or has("text_document.publish_diagnostics.data_support"),
            code_actions=has("text_document.code_action.code_action_literal_support"),
            preferred=has("text_document.code_action.is_preferred_support"),
            document_changes=has("workspace.workspace_edit.document_changes"),
            configuration=has("workspace.configuration"),
            configuration_changes=has("workspace.did_change_configuration.dynamic_registration"),
            watches_files=has("workspace.did_change_watched_files.dynamic_registration"),
            refreshes_diagnostics=has("workspace.diagnostics.refresh_support"),
            refreshes_hints=has("workspace.inlay_hint.refresh_support"),
        )
