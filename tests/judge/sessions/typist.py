"""Somebody who types anything anywhere, as an editor tells it. A seed gives one story."""

import re
from collections.abc import Sequence
from random import Random

from tests.judge.sessions.buffer import Buffer, position
from tests.server.speaking import Speaking

_NUMBER = re.compile(r"\b\d+\b")
_WORD = re.compile(r"[^\W\d]\w*")
_TYPED = "()[]{}:,.=\"'\n 0123456789abcxyz#\t\\é😋\u2028\r"
_LINES = (
    "x = layers.Conv1D(32, 3)(x)\n",
    "model.add(layers.Dense(10))\n",
    "inputs = keras.Input((50, 3))\n",
    "    return x\n",
    "for i in range(3):\n",
    "model = keras.Sequential([layers.Conv1D(4, 3, input_shape=(20, 2)), layers.Flatten()])\n",
    "import numpy as np\r\n",
    '"""\n',
)

#: A text longer than this only shrinks: a session is about edits, not about sizes.
_LONGEST = 12_000

#: What an editor asks for by itself, at a place.
_REQUESTS = (
    *("hover", "inlayHint", "codeAction", "documentSymbol", "codeLens", "completion", "signatureHelp"),
    *("definition", "references", "documentHighlight"),
)


class Typist:
    """Chooses and takes steps. edits: so many changes were told."""

    def __init__(self, server: Speaking, buffers: Sequence[Buffer], seed: str) -> None:
        self.edits = 0
        self._server = server
        self._buffers = buffers
        self._random = Random(seed)
        self._current = buffers[0]

    def step(self) -> None:
        """One of all that can be done. Raises `Silent` if a request is refused or not answered in time."""
        random = self._random
        if not self._current.is_open or random.random() < 0.05:
            self._current = random.choice(self._buffers)
        if not self._current.is_open:
            self._server.tell("textDocument/didOpen", self._current.opened())
        ways = (
            *((self._type, 20), (self._number, 25), (self._line, 8), (self._delete, 5), (self._paste, 3)),
            *(
                (self._rename, 4),
                (self._undo, 12),
                (self._heal, 12),
                (self._burst, 4),
                (self._save, 4),
                (self._close, 3),
            ),
        )
        random.choices([way for way, _ in ways], [weight for _, weight in ways])[0]()
        if self._current.is_open and random.random() < 0.3:
            self._ask()

    def _type(self) -> None:
        self._replace(self._place(), 0, "".join(self._random.choices(_TYPED, k=self._random.choice((1, 1, 1, 2, 5)))))

    def _number(self) -> None:
        numbers = [*_NUMBER.finditer(self._current.text)]
        if numbers:
            chosen = self._random.choice(numbers)
            new = self._random.choice((str(self._random.randint(0, 40)), self._random.choice(numbers)[0]))
            self._replace(chosen.start(), len(chosen[0]), new)

    def _line(self) -> None:
        """A line appears, or goes."""
        text = self._current.text
        begin = text.rfind("\n", 0, self._random.randrange(len(text) + 1)) + 1
        end = text.find("\n", begin) + 1 or len(text)
        if self._random.random() < 0.5:
            self._replace(begin, end - begin, "")
        else:
            self._replace(begin, 0, self._random.choice(_LINES))

    def _heal(self) -> None:
        """Back to what the file was at first."""
        self._tell_change(self._current.heal())

    def _delete(self) -> None:
        self._replace(self._place(), self._random.choice((1, 1, 3, 20, 200)), "")

    def _paste(self) -> None:
        other = self._random.choice(self._buffers).text
        begin = self._random.randrange(len(other) + 1)
        chunk = other[begin : begin + self._random.choice((10, 100, 500))]
        self._replace(self._place(), 0, self._random.choice((chunk, self._random.choice(_LINES))))

    def _rename(self) -> None:
        words = [*_WORD.finditer(self._current.text)]
        if words:
            word = self._random.choice(words)
            new = self._random.choice([*words])[0] if self._random.random() < 0.5 else word[0] + "_"
            self._replace(word.start(), len(word[0]), new)

    def _undo(self) -> None:
        for _ in range(self._random.choice((1, 1, 5, 20))):
            self._tell_change(self._current.undo())

    def _burst(self) -> None:
        line = self._random.choice(_LINES)
        place = self._place()
        for offset, char in enumerate(line):
            self._replace(place + offset, 0, char)

    def _save(self) -> None:
        self._current.path.write_bytes(self._current.text.encode())
        self._server.tell("textDocument/didSave", {"textDocument": self._current.document})
        changes = {"changes": [{"uri": self._current.uri, "type": 2}]}
        self._server.tell("workspace/didChangeWatchedFiles", changes)

    def _close(self) -> None:
        self._server.tell("textDocument/didClose", self._current.closed())

    def _place(self) -> int:
        """Mostly the begin or the end of a line or word: people do not type in the midst of words."""
        text = self._current.text
        place = self._random.randrange(len(text) + 1)
        if self._random.random() < 0.7 and (end := re.compile(r"\n|\b").search(text, place)):
            return end.start()
        return place

    def _replace(self, begin: int, length: int, new: str) -> None:
        text = self._current.text
        if len(text) + len(new) > _LONGEST:
            length, new = len(text) // 2, ""
        end = min(begin + length, len(text))
        if text[begin - 1 : begin + 1] == "\r\n" or text[end - 1 : end + 1] == "\r\n":
            return  # no editor has a cursor there
        self._tell_change(self._current.replace(begin, end, new))

    def _tell_change(self, params: dict[str, object]) -> None:
        self.edits += 1
        self._server.tell("textDocument/didChange", params)

    def _ask(self) -> None:
        """Ask, change something in between, and wait for the answers: they come, whatever became of the text."""
        current, asked = self._current, []
        for what in self._random.sample(_REQUESTS, self._random.choice((1, 1, 3))):
            rest = _parameters(what, position(current.text, self._place()))
            asked.append(self._server.request(f"textDocument/{what}", {"textDocument": current.document, **rest}))
        if self._random.random() < 0.3:
            self._type()
        for each in asked:
            self._server.answer(each)
        self._server.forget()


def _parameters(what: str, place: dict[str, int]) -> dict[str, object]:
    """Those of a request beside its document."""
    match what:
        case "documentSymbol" | "codeLens":
            return {}
        case "inlayHint":
            return {"range": {"start": {"line": 0, "character": 0}, "end": place}}
        case "codeAction":
            return {"range": {"start": place, "end": place}, "context": {"diagnostics": []}}
        case "references":
            return {"position": place, "context": {"includeDeclaration": True}}
    return {"position": place}
