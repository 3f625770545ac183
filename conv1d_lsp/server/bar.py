"""How far a long piece of work is, in the client's status bar."""

import asyncio
import uuid

from lsprotocol import types as t
from pygls.exceptions import JsonRpcRequestCancelled

from conv1d_lsp.server.options import SECTION
from conv1d_lsp.server.server import Server

#: Seconds of work that need no bar.
_PATIENCE = 0.5


class Bar:
    """Shown at once for a token of the client's; else after a while, if the client has such bars.

    `end` must follow, whatever happens.
    """

    def __init__(self, ls: Server, title: str, token: t.ProgressToken | None) -> None:
        self._ls = ls
        self._title = title
        self._token = token
        self._from = asyncio.get_running_loop().time()
        self._percentage = -1
        if token is not None:
            self._begin(token)

    async def tell(self, done: int, of: int, what: str) -> None:
        """So much is done. Raises JsonRpcRequestCancelled if the user has had enough."""
        if self._token is None and done < of:
            await self._create()
        if self._token is None:
            return
        if self._ls.work_done_progress.tokens[self._token].cancelled():
            raise JsonRpcRequestCancelled
        percentage = 100 * done // of
        if percentage != self._percentage:
            self._percentage = percentage
            words = f"{done:,} of {of:,} {what}"
            report = t.WorkDoneProgressReport(cancellable=True, message=words, percentage=percentage)
            self._ls.work_done_progress.report(self._token, report)

    def end(self) -> None:
        if self._token is not None:
            self._ls.work_done_progress.end(self._token, t.WorkDoneProgressEnd())
            self._ls.work_done_progress.tokens.pop(self._token, None)

    async def _create(self) -> None:
        late = asyncio.get_running_loop().time() - self._from > _PATIENCE
        if not late or not self._ls.client.progress:
            return
        token = str(uuid.uuid4())
        await self._ls.ask_client("a bar of progress", self._ls.work_done_progress.create_async(token))
        if token in self._ls.work_done_progress.tokens:
            self._token = token
            self._begin(token)

    def _begin(self, token: t.ProgressToken) -> None:
        begin = t.WorkDoneProgressBegin(f"{SECTION}: {self._title}", cancellable=True, percentage=0)
        self._ls.work_done_progress.begin(token, begin)
