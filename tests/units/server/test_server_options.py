"""The user's options, what the client can take, the process, and the tolerance of the protocol."""

import os
import socket
import subprocess
import sys
from typing import Any

import pytest
from lsprotocol import types as t
from lsprotocol.converters import get_converter

from conv1d_lsp.server import serve
from conv1d_lsp.server.client import Client
from conv1d_lsp.server.ending import alive
from conv1d_lsp.server.options import Options, read_options
from conv1d_lsp.server.protocol import forget_what_is_newer
from conv1d_lsp.server.session import path_of
from conv1d_lsp.settings import Generation


@pytest.mark.parametrize(
    ("told", "options"),
    [
        (None, Options()),
        ({}, Options()),
        ({"keras": "2"}, Options(keras=Generation.KERAS_2)),
        ({"keras": 3, "inlayHints": False}, Options(keras=Generation.KERAS_3, inlay_hints=frozenset())),
        ({"inlayHints": True}, Options()),
        ({"inlayHints": {"layers": False}}, Options(inlay_hints=frozenset({"variables", "models"}))),
        ({"readDataFiles": False}, Options(read_data_files=False)),
        ({"trusted": False}, Options(trusted=False)),
        ({"status": True}, Options(status=True)),
        ({"trusted": True}, Options()),
        ({"select": ["input-rank"], "ignore": []}, Options(select=frozenset({"input-rank"}))),
        ({"keras": "auto", "trace": {"server": "off"}}, Options()),
    ],
)
def test_options(told: Any, options: Options) -> None:
    assert read_options(told, Options()) == (options, ())


def test_what_is_not_told_stays() -> None:
    assert read_options({"trusted": True}, Options(trusted=False))[0] == Options(trusted=False)
    before = Options(keras=Generation.KERAS_2)
    assert read_options({"inlayHints": None, "keras": None}, before) == (before, ())
    assert read_options({"keras": "auto"}, before) == (Options(), ())


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"keras": "4"}, '"keras" must be "auto", "2" or "3", not \'4\''),
        ({"keras": True}, '"keras" must be'),
        ({"keras": [3]}, '"keras" must be'),
        ({"inlayHints": "yes"}, '"inlayHints" must be true, false or an object'),
        ({"inlayHints": {"layer": True}}, 'true or false for "layers", "models", "variables"'),
        ({"ignore": "input-rank"}, '"ignore" must be a list of rules'),
        ({"select": ["input-rnk"]}, 'there is no rule "input-rnk"; did you mean "input-rank"?'),
        ([1], "must be an object"),
    ],
)
def test_a_wrong_value_is_one_sentence_and_ignored(told: Any, words: str) -> None:
    options, complaints = read_options(told, Options())
    assert options == Options()
    assert len(complaints) == 1 and words in complaints[0]


def test_a_client_that_says_nothing_can_take_nothing() -> None:
    assert Client.of(t.ClientCapabilities()) == Client()


def test_a_client_that_pulls() -> None:
    document = t.TextDocumentClientCapabilities(
        diagnostic=t.DiagnosticClientCapabilities(related_information=True, data_support=True)
    )
    client = Client.of(t.ClientCapabilities(text_document=document))
    assert client.pulls and client.related and client.data and not client.markdown


def test_what_a_client_takes_of_diagnostics() -> None:
    tags = t.ClientDiagnosticsTagOptions([t.DiagnosticTag.Unnecessary])
    pushed = t.PublishDiagnosticsClientCapabilities(code_description_support=True, tag_support=tags)
    document = t.TextDocumentClientCapabilities(publish_diagnostics=pushed)
    client = Client.of(t.ClientCapabilities(text_document=document))
    assert client.code_pages and client.fades and not client.pulls
    assert Client.of(
        t.ClientCapabilities(
            text_document=t.TextDocumentClientCapabilities(
                publish_diagnostics=pushed, diagnostic=t.DiagnosticClientCapabilities()
            )
        )
    ).fades


def test_values_of_newer_clients_are_forgotten() -> None:
    params = {
        "trace": "compact",
        "capabilities": {
            "textDocument": {"hover": {"contentFormat": ["hologram"]}, "inlayHint": {"dynamicRegistration": True}},
            "experimental": 3,
        },
    }
    forget_what_is_newer(get_converter(), params)
    capabilities: Any = params["capabilities"]
    assert params["trace"] == "off"
    assert capabilities["textDocument"] == {"inlayHint": {"dynamicRegistration": True}}
    forget_what_is_newer(get_converter(), {"capabilities": None})


def test_arguments_that_mean_nothing_end_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert serve(["--port"]) == 2
    assert 'there is no option "--port"' in capsys.readouterr().err
    assert serve(["--help"]) == 0


def test_pygls_is_imported_when_the_server_starts() -> None:
    code = "import conv1d_lsp.server, sys; print([m for m in ('pygls', 'asyncio', 'libcst') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_libcst_waits_for_the_first_analysis() -> None:
    late = ("libcst", "multiprocessing", "conv1d_lsp.layers")
    code = f"import conv1d_lsp.server.start, sys; print(any(name in sys.modules for name in {late}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_process_is_alive_or_not() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert alive(os.getpid()) and not alive(ended.pid)


def test_the_path_of_a_document() -> None:
    assert path_of("file:///a/b%20c.py") == "/a/b c.py"
    assert path_of("untitled:Untitled-1") == "untitled:Untitled-1"


def test_a_port_that_is_taken_gets_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "conv1d_lsp", "server", "--tcp", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.startswith(f"conv1d-lsp server: port {port} cannot be waited on: ")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_options_are_keys() -> None:
    """Projects are kept by them."""
    options, _ = read_options({"inlayHints": {"layers": False}, "select": ["window-too-long"], "ignore": []}, Options())
    assert hash(options) == hash(options)
