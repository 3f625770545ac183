"""A session of 1,000 edits over 20 files; `python -m tests.judge --session --long` makes 10,000."""

import sys
from collections.abc import Sequence

import pytest

from tests.judge.sessions import campaign
from tests.judge.sessions.buffer import position
from tests.judge.sessions.campaign import run_session

_PRETENDS = """
import json, sys
def say(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    sys.stdout.buffer.write(b"Content-Length: %d\\r\\n\\r\\n%s" % (len(body), body))
    sys.stdout.buffer.flush()
sys.stderr.write("ERROR: here\\n")
sys.stderr.flush()
while header := sys.stdin.buffer.readline():
    sys.stdin.buffer.readline()
    message = json.loads(sys.stdin.buffer.read(int(header.split()[1])))
    if message.get("method") == "initialize":
        say({"id": message["id"], "result": {"capabilities": {}}})
    elif "id" in message:
        say({"id": message["id"], ANSWER})
"""


def test_a_thousand_edits() -> None:
    figures = run_session(seed=1, number=0, edits=1_000)
    assert figures.edits >= 1_000
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])


@pytest.mark.parametrize(
    ("answer", "words"),
    [('"error": {"code": 1, "message": "no"}', ["after ", " edits: no", "ERROR: here"])],
)
def test_what_is_wrong_is_seen(answer: str, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "COMMAND", [sys.executable, "-c", _PRETENDS.replace("ANSWER", answer)])
    told = "\n".join(run_session(seed=1, number=0, edits=100).disagreements)
    assert all(word in told for word in words), told


def test_a_dead_server_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "COMMAND", [sys.executable, "-c", "pass"])
    assert run_session(seed=1, number=0, edits=100).disagreements


def test_positions_count_lines_and_units_as_the_protocol_does() -> None:
    assert position("a\r\nb\u2028😋c", 6) == {"line": 1, "character": 4}
    assert position("a\rb\n", 4) == {"line": 2, "character": 0}
