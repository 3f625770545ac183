"""A client for measurements and long sessions: it speaks to any language server and notes when each message came."""

import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

#: Seconds after which a server is given up.
_PATIENCE = 30.0

_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True, "workspaceFolders": True},
    "textDocument": {
        "synchronization": {},
        "hover": {"contentFormat": ["markdown"]},
        "inlayHint": {},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "refactor", "source"]}},
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {"versionSupport": True, "relatedInformation": True},
    },
}


class Silent(Exception):  # noqa: N818 - it is the server that says nothing
    """A server that does not do what is measured, or not in time."""


class Speaking:
    """A server's process, to be used in a `with` statement."""

    def __init__(self, command: Sequence[str], folder: Path, log: int = subprocess.DEVNULL) -> None:
        """folder: its only workspace folder. log: where what it writes to stderr goes."""
        own = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
        pipe = subprocess.PIPE
        self._folder = folder
        self._process = subprocess.Popen(command, cwd=folder, env=os.environ | own, stdin=pipe, stdout=pipe, stderr=log)
        self._heard: queue.SimpleQueue[tuple[float, dict[str, Any]]] = queue.SimpleQueue()
        self._kept: list[tuple[float, dict[str, Any]]] = []
        self._number = 0
        self._lock = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "Speaking":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def status(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    def leave(self) -> int:
        """Take leave in good order; the exit status."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        return self._process.wait(_PATIENCE)

    def hello(self) -> dict[str, Any]:
        """The capabilities of the server."""
        uri = self._folder.as_uri()
        folders = [{"uri": uri, "name": self._folder.name}]
        params = {"processId": os.getpid(), "rootUri": uri, "workspaceFolders": folders, "capabilities": _CAPABILITIES}
        answer, _ = self.ask("initialize", params)
        self.tell("initialized", {})
        capabilities: dict[str, Any] = answer["capabilities"]
        return capabilities

    def tell(self, method: str, params: Mapping[str, Any] | None) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Mapping[str, Any] | None) -> tuple[Any, float]:
        """The result of a request and the seconds until it came."""
        number = self.request(method, params)
        return self.answer(number)

    def request(self, method: str, params: Mapping[str, Any] | None) -> tuple[int, float]:
        """Ask, and do not wait; to be handed to `answer`."""
        self._number += 1
        start = time.perf_counter()
        self._send({"id": self._number, "method": method, "params": params})
        return self._number, start

    def answer(self, asked: tuple[int, float]) -> tuple[Any, float]:
        number, start = asked
        came, message = self._next(lambda message: message.get("id") == number)
        if "error" in message:
            raise Silent(message["error"]["message"])
        return message["result"], came - start

    def diagnostics(self, uri: str, version: int) -> tuple[list[Any], float]:
        """What is published for this version, and when. Servers that tell no version publish once a change."""
        came, message = self._next(lambda message: _publishes(message, uri, version))
        return message["params"]["diagnostics"], came

    def has_diagnostics(self, uri: str, version: int) -> bool:
        """Whether they came before the last answer that was waited for."""
        return any(_publishes(message, uri, version) for _, message in self._kept)

    def forget(self) -> None:
        """What has been heard until now is of no interest."""
        self._kept.clear()
        while not self._heard.empty():
            self._heard.get()

    def _next(self, wanted: Any) -> tuple[float, dict[str, Any]]:
        """The first message of a kind; what came before it is kept."""
        for index, (came, message) in enumerate(self._kept):
            if wanted(message):
                del self._kept[index]
                return came, message
        end = time.perf_counter() + _PATIENCE
        while (left := end - time.perf_counter()) > 0:
            try:
                came, message = self._heard.get(timeout=left)
            except queue.Empty:
                break
            if wanted(message):
                return came, message
            if not message:
                raise Silent("the server has ended")
            self._kept.append((came, message))
        raise Silent("nothing came in time")

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
            self._process.stdin.flush()

    def _listen(self) -> None:
        """Note what comes, and agree to all that the server asks for."""
        source = self._process.stdout
        assert source is not None
        while header := source.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = source.readline()
            message = json.loads(source.read(length))
            came = time.perf_counter()
            if "id" in message and "method" in message:
                items = (message.get("params") or {}).get("items", [])
                asks = message["method"] == "workspace/configuration"
                self._send({"id": message["id"], "result": [None] * len(items) if asks else None})
            else:
                self._heard.put((came, message))
        self._heard.put((time.perf_counter(), {}))


def _publishes(message: Mapping[str, Any], uri: str, version: int) -> bool:
    params = message.get("params") or {}
    published = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
    return published and params.get("version") in (None, version)
