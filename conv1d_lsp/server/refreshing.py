"""What the client asks for by itself, asked for again."""

from conv1d_lsp.server.server import Server


async def refresh(ls: Server) -> None:
    """Let the client ask again for what it asks for by itself."""
    if ls.client.pulls and ls.client.refreshes_diagnostics:
        await ls.ask_client("to ask again for diagnostics", ls.workspace_diagnostic_refresh_async(None))
    if ls.client.refreshes_hints:
        await ls.ask_client("to ask again for inlay hints", ls.workspace_inlay_hint_refresh_async(None))
