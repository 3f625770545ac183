"""Clients that break the rules, vanish, or do not listen."""

import subprocess
import sys
import time

import pytest

from tests.server.raw import Raw, raw

URI = "file:///project/model.py"


def test_shutdown_and_exit_end_with_0() -> None:
    with raw() as client:
        client.hello()
        assert client.ask(1, "shutdown")["result"] is None
        client.tell("exit")
        assert client.ended() == 0


def test_exit_without_shutdown_ends_with_1() -> None:
    with raw() as client:
        client.hello()
        client.tell("exit")
        assert client.ended() == 1


def test_a_client_that_goes_is_followed() -> None:
    with raw() as client:
        client.hello()
        client.sink.close()
        assert client.ended() == 1


def test_the_server_ends_with_the_process_of_the_client() -> None:
    with raw() as client, subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as owner:
        client.hello(owner.pid)
        time.sleep(0.2)
        assert client.process.poll() is None
        owner.kill()
        owner.wait()
        assert client.ended() == 1


def test_exit_does_not_wait_for_an_analysis() -> None:
    with raw() as client:
        client.hello()
        for number in range(5):
            client.open(f"{URI}{number}", "slow")
        time.sleep(0.3)
        client.ask(1, "shutdown")
        began = time.monotonic()
        client.tell("exit")
        assert client.ended() == 0
        assert time.monotonic() - began < 0.8


def test_requests_out_of_order_are_refused() -> None:
    with raw() as client:
        place = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
        assert client.ask(1, "textDocument/hover", place)["error"]["code"] == -32002
        client.hello()
        assert client.ask(2, "initialize", {"capabilities": {}})["error"]["code"] == -32600
        client.ask(3, "shutdown")
        assert client.ask(4, "shutdown")["error"]["code"] == -32600
        client.tell("exit")
        assert client.ended() == 0


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": -1, "character": 0}}, -32602),
        ("textDocument/hover", {"textDocument": {}}, -32602),
        ("textDocument/noSuchThing", {}, -32601),
    ],
)
def test_a_request_that_makes_no_sense_is_answered(method: str, params: object, code: int) -> None:
    with raw() as client:
        client.hello()
        answer = client.ask(1, method, params)
        assert answer["error"]["code"] == code
        assert "data" not in answer["error"]
        assert_it_still_works(client)


def test_a_newer_client_is_welcome() -> None:
    with raw() as client:
        capabilities = {"textDocument": {"hover": {"contentFormat": ["hologram"]}}, "future": {"x": 1}}
        answer = client.ask(1, "initialize", {"trace": "compact", "processId": None, "capabilities": capabilities})
        assert answer["result"]["serverInfo"]["name"] == "conv1d-lsp"
        assert_it_still_works(client)


def test_prints_do_not_reach_the_stream() -> None:
    with raw() as client:
        client.hello()
        client.open(URI, 'print\nx = "bad"')
        message = client.receive()
        assert message["method"] == "textDocument/publishDiagnostics"
        assert_it_still_works(client)


def test_a_broken_engine_takes_nothing_away() -> None:
    with raw() as client:
        client.hello()
        client.open(URI, 'x = "bad"')
        assert len(client.receive()["params"]["diagnostics"]) == 1
        change = {"textDocument": {"uri": URI, "version": 2}, "contentChanges": [{"text": "crash"}]}
        client.tell("textDocument/didChange", change)
        params = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}
        error = client.ask(1, "textDocument/hover", params)["error"]
        assert "Traceback" not in error["message"] and "data" not in error
        assert_it_still_works(client)


def assert_it_still_works(client: Raw) -> None:
    other = "file:///project/other.py"
    client.open(other, "x = Layer(9)")
    params = {"textDocument": {"uri": other}, "position": {"line": 0, "character": 0}}
    assert "(None, 9)" in client.ask(99, "textDocument/hover", params)["result"]["contents"]["value"]
