"""The settings that we give for editors that no test can run: they can be read, and what they say starts the server."""

import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conv1d_lsp.server.options import Options, read_options
from tests.server.raw import raw

FOLDER = Path(__file__).parents[2] / "editor"
Start = tuple[list[str], Any]


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def helix() -> Start:
    told = tomllib.loads(text("helix/languages.toml"))
    (language,) = told["language"]
    server = told["language-server"][language["language-servers"][0]]
    return [server["command"], *server["args"]], server["config"]


def sublime() -> Start:
    (server,) = json.loads(text("sublime/LSP.sublime-settings"))["clients"].values()
    return server["command"], server["initializationOptions"]


def kate() -> Start:
    server = json.loads(text("kate/settings.json"))["servers"]["python"]
    return server["command"], server["initializationOptions"]


def zed() -> Start:
    told = json.loads(text("zed/settings.json"))
    server = told["lsp"][told["languages"]["Python"]["language_servers"][0]]
    return [server["binary"]["path"], *server["binary"]["arguments"]], server["initialization_options"]


def pycharm() -> Start:
    command = json.loads(text("pycharm/template.json"))["programArgs"]["default"].split()
    return command, json.loads(text("pycharm/initializationOptions.json"))


@pytest.mark.parametrize("settings", [helix, sublime, kate, zed, pycharm])
def test_what_the_settings_say_starts_the_server(settings: Callable[[], Start]) -> None:
    command, options = settings()
    assert command[0] == "python3"
    assert read_options(options, Options()) == (Options(), ())
    assert set(options) == {"keras", "inlayHints"}
    hello = {"processId": None, "rootUri": None, "capabilities": {}, "initializationOptions": options}
    with raw([sys.executable, *command[1:]]) as client:
        assert client.ask(1, "initialize", hello)["result"]["capabilities"]["hoverProvider"]
        client.ask(2, "shutdown")
        client.tell("exit")
        assert client.ended() == 0
