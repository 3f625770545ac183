"""A client that can be rude: JSON in, JSON out, whatever the protocol says."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PRETEND = (sys.executable, str(Path(__file__).with_name("pretend.py")))
_SECONDS = 30


class Raw:
    """A server's process and its streams."""

    def __init__(self, command: Sequence[str]) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
        assert self.process.stdin is not None and self.process.stdout is not None
        self.sink: IO[bytes] = self.process.stdin
        self.source: IO[bytes] = self.process.stdout

    def send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.sink.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.sink.flush()

    def receive(self) -> dict[str, Any]:
        """The next message; the stream must hold nothing else."""
        length = 0
        while (header := self.source.readline()) != b"\r\n":
            name, _, value = header.partition(b": ")
            assert name in (b"Content-Length", b"Content-Type"), header
            length = int(value) if name == b"Content-Length" else length
        message: dict[str, Any] = json.loads(self.source.read(length))
        return message

    def ask(self, number: int, method: str, params: Any = None) -> dict[str, Any]:
        """The answer to a request; what else comes is dropped."""
        self.send({"id": number, "method": method, "params": params})
        while (message := self.receive()).get("id") != number or "method" in message:
            pass
        return message

    def tell(self, method: str, params: Any = None) -> None:
        self.send({"method": method, "params": params})

    def hello(self, process: int | None = None) -> dict[str, Any]:
        answer = self.ask(0, "initialize", {"processId": process, "rootUri": None, "capabilities": {}})
        self.tell("initialized", {})
        return answer

    def open(self, uri: str, text: str) -> None:
        document = {"uri": uri, "languageId": "python", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def ended(self) -> int:
        """The exit status. The process must end by itself."""
        return self.process.wait(_SECONDS)


@contextmanager
def raw(command: Sequence[str] = PRETEND) -> Iterator[Raw]:
    client = Raw(command)
    try:
        yield client
    finally:
        client.process.kill()
        client.process.wait()
        for stream in (client.process.stdin, client.process.stdout, client.process.stderr):
            if stream is not None:
                stream.close()
