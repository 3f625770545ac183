"""The protocol as pygls speaks it, with what it leaves unanswered answered.

Every request gets one answer, whatever is wrong with it, and no answer carries a traceback. All sending is done on the
event loop's thread: writing from several threads at once would tear messages apart.
"""

from typing import Any

from cattrs import Converter
from lsprotocol import types as t
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

_NOT_INITIALIZED = -32002
_INVALID_REQUEST = -32600
_TRACE_VALUES = tuple(value.value for value in t.TraceValue)
_MOST_FUTURES = 64


class Protocol(LanguageServerProtocol):
    """pygls's protocol, made tolerant of new clients and strict about the order of messages."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Turn JSON into a message. A request whose parameters do not fit is refused here; pygls would never answer."""
        if "jsonrpc" in data and data.get("method") == t.INITIALIZE and isinstance(data.get("params"), dict):
            forget_what_is_newer(self._converter, data["params"])
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Answer, or refuse what comes before `initialize`, what comes after `shutdown`, and a second `initialize`."""
        method = getattr(message, "method", None)
        refusal = self._refusal(method) if method and method != t.EXIT else None
        if refusal is None:
            super().handle_message(message)
        elif (asked := getattr(message, "id", None)) is not None:
            self._send_response(asked, error=refusal)
        self._drop_finished()

    def _refusal(self, method: str) -> t.ResponseError | None:
        if self._shutdown:
            return t.ResponseError(_INVALID_REQUEST, "the server has been shut down")
        if method == t.INITIALIZE:
            return None if self._workspace is None else t.ResponseError(_INVALID_REQUEST, "already initialized")
        return t.ResponseError(_NOT_INITIALIZED, "not initialized yet") if self._workspace is None else None

    def _drop_finished(self) -> None:
        """pygls keeps the futures of notifications for ever."""
        if len(self._request_futures) > _MOST_FUTURES:
            for key in [key for key, future in self._request_futures.items() if future.done()]:
                self._request_futures.pop(key, None)

    def _send_response(self, msg_id: str | int, result: Any = None, error: t.ResponseError | None = None) -> None:
        if error is not None:
            error = t.ResponseError(error.code, error.message)  # pygls puts a traceback into its data
        super()._send_response(msg_id, result, error)


def forget_what_is_newer(converter: Converter, params: dict[str, Any]) -> None:
    """Remove from the parameters of `initialize` what this version of the protocol cannot read.

    A value that a newer client may send (a trace level, a symbol kind) must not make `initialize` fail.
    """
    if params.get("trace") not in (None, *_TRACE_VALUES):
        params["trace"] = t.TraceValue.Off.value
    for group, members in (params.get("capabilities") or {}).items():
        for key in list(members) if isinstance(members, dict) else ():
            try:
                converter.structure({group: {key: members[key]}}, t.ClientCapabilities)
            except Exception:  # the converter has no one base class for what can go wrong
                del members[key]
