"""Places in every unit of the protocol, in texts with all that a line can hold."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.server.raw import Raw, raw

URI = "file:///project/model.py"
UNITS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
WIDTH = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
LINE = 's = "😋é\u2028\x0c\t"; t = "bad"; x = Layer(9)'
ENDS = ("\n", "\r\n")
PIECES = ("a", "é", "漢", "😋", "\n", "\r\n", "\r", "\t", "\x0c", "\u2028", "\x85", '"bad"', "x = Layer(7)", " ", "")


def units(text: str, encoding: str) -> int:
    return len(text.encode(UNITS[encoding])) // WIDTH[encoding]


@contextmanager
def speaking(encoding: str) -> Iterator[Raw]:
    with raw() as client:
        capabilities = {
            "general": {"positionEncodings": [encoding]},
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "inlayHint": {},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
            },
        }
        answer = client.ask(0, "initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        assert answer["result"]["capabilities"]["positionEncoding"] == encoding
        client.tell("initialized", {})
        yield client


def published(client: Raw) -> dict[str, Any]:
    while (message := client.receive()).get("method") != "textDocument/publishDiagnostics":
        pass
    params: dict[str, Any] = message["params"]
    return params


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("encoding", UNITS)
def test_places_of_all_answers(encoding: str, end: str) -> None:
    text = "\x0c# \u2028 " + end + LINE + end
    document = {"uri": URI}

    def column(part: str) -> int:
        return units(LINE[: LINE.index(part)], encoding)

    def spot(character: int) -> dict[str, int]:
        return {"line": 1, "character": character}

    with speaking(encoding) as client:
        client.open(URI, text)
        (fault,) = published(client)["diagnostics"]
        bad = {"start": spot(column('"bad"')), "end": spot(column('"bad"') + 5)}
        assert fault["range"] == bad
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 2, "character": 0}}
        (hint,) = client.ask(1, "textDocument/inlayHint", {"textDocument": document, "range": whole})["result"]
        assert hint["position"]["line"] == 1
        params = {"textDocument": document, "position": spot(column("Layer"))}
        hover = client.ask(2, "textDocument/hover", params)["result"]
        assert "(None, 9)" in hover["contents"]["value"]
        assert hover["range"]["start"] in (spot(column("x =")), spot(column("Layer")))
        asked = {"textDocument": document, "range": bad, "context": {"diagnostics": [fault]}}
        actions = client.ask(3, "textDocument/codeAction", asked)["result"]
        (edit,) = actions[0]["edit"]["changes"][URI]
        assert edit == {"range": bad, "newText": '"fine"'}


@pytest.mark.parametrize("encoding", UNITS)
@pytest.mark.parametrize("seed", range(2))
def test_edits_in_parts_give_the_text_that_the_client_has(encoding: str, seed: int) -> None:
    """The faults after each edit are those of a server that gets the whole text."""
    chance = random.Random(seed)
    text = (LINE + "\n") * 3
    with speaking(encoding) as parts, speaking(encoding) as whole:
        for client in (parts, whole):
            client.open(URI, text)
            published(client)
        for version in range(2, 40):
            start, end = sorted((edge(chance, text), edge(chance, text)))
            if end - start > 12:
                end = start
            piece = chance.choice(PIECES)
            span = {"start": place(text, start, encoding), "end": place(text, end, encoding)}
            text = text[:start] + piece + text[end:]
            document = {"uri": URI, "version": version}
            for client, change in ((parts, {"range": span, "text": piece}), (whole, {"text": text})):
                client.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})
            assert published(parts) == published(whole), repr(text)


def edge(chance: random.Random, text: str) -> int:
    """A place between two characters, not within the end of a line."""
    while text[(index := chance.randint(0, len(text))) - 1 : index + 1] == "\r\n":
        pass
    return index


def place(text: str, index: int, encoding: str) -> dict[str, int]:
    """As the protocol counts, by the simplest means."""
    lines = text[:index].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {"line": len(lines) - 1, "character": units(lines[-1], encoding)}
