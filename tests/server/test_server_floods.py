"""More than a server can like at once, and what is no message at all."""

import os
import sys
from pathlib import Path

import pytest

from tests.server.raw import Raw, raw
from tests.server.speaking import Speaking
from tests.server.test_server_toughness import URI, assert_it_still_works

FAULT = "import keras\ny = keras.layers.Conv1D(8, 30)(keras.Input((10, 4)))\n"
PLACE = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
REAL = (sys.executable, "-m", "conv1d_lsp", "server", "--stdio")


def answers(client: Raw, numbers: range) -> list[dict[str, object]]:
    """All of them, each once."""
    heard: dict[object, dict[str, object]] = {}
    while len(heard) < len(numbers):
        message = client.receive()
        if "id" in message and "method" not in message:
            assert message["id"] in numbers and message["id"] not in heard
            heard[message["id"]] = message
    return list(heard.values())


def test_hundreds_of_requests_of_which_half_are_taken_back() -> None:
    numbers = range(1, 301)
    with raw() as client:
        client.hello()
        client.open(URI, "slow\nx = Layer(9)")
        for number in numbers:
            client.send({"id": number, "method": "textDocument/hover", "params": PLACE})
            if number % 2:
                client.tell("$/cancelRequest", {"id": number})
        told = answers(client, numbers)
        codes = {error["code"] for each in told if isinstance(error := each.get("error"), dict)}
        assert codes <= {-32800}
        assert all("error" not in each for each in told if isinstance(each["id"], int) and each["id"] % 2 == 0)
        assert_it_still_works(client)


def test_thousands_of_requests_of_a_client_that_does_not_read_meanwhile() -> None:
    """More than the pipes hold, both ways."""
    numbers = range(1, 10_001)
    with raw() as client:
        client.hello()
        client.open(URI, "x = Layer(9)\n")
        place = {**PLACE, "position": {"line": 0, "character": 6}}
        for number in numbers:
            client.send({"id": number, "method": "textDocument/hover", "params": place})
        assert all("(None, 9)" in str(each["result"]) for each in answers(client, numbers))
        assert_it_still_works(client)


def test_what_is_taken_back_need_not_be_there() -> None:
    with raw() as client:
        client.hello()
        for number in (0, 12, "no such request", None):
            client.tell("$/cancelRequest", {"id": number})
        assert_it_still_works(client)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"7", b'"text"', b"{}", b'{"jsonrpc": "2.0"}', b"\xff\xfe", b"[" * 5_000],
)
def test_what_is_no_message_is_left_aside(body: bytes) -> None:
    with raw() as client:
        client.hello()
        client.sink.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        client.sink.flush()
        assert_it_still_works(client)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didChange", {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": "x"}]}),
        ("textDocument/didClose", {"textDocument": {"uri": URI}}),
        ("textDocument/didSave", {"textDocument": {"uri": URI}}),
        ("textDocument/didOpen", {"textDocument": {}}),
        ("textDocument/didOpen", None),
        ("noSuchThing", {}),
        ("$/noSuchThing", {}),
    ],
)
def test_what_is_told_of_files_that_are_not_open_is_left_aside(method: str, params: object) -> None:
    with raw() as client:
        client.hello()
        client.tell(method, params)
        assert_it_still_works(client)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_a_client_that_is_gone_in_the_middle_of_a_message() -> None:
    with raw() as client:
        client.hello()
        client.sink.write(b"Content-Length: 100\r\n\r\n{")
        client.sink.close()
        assert client.ended() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no full disk to try")
def test_a_full_disk_for_the_log(tmp_path: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        with Speaking([*REAL], tmp_path, full) as server:
            server.hello()
            server.tell("textDocument/didOpen", {"textDocument": {}})
            uri = (tmp_path / "model.py").as_uri()
            document = {"uri": uri, "languageId": "python", "version": 1, "text": FAULT}
            server.tell("textDocument/didOpen", {"textDocument": document})
            assert [found["code"] for found in server.diagnostics(uri, 1)[0]] == ["window-too-long"]
            assert server.leave() == 0
    finally:
        os.close(full)
