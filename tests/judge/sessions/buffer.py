"""An editor's buffer: a text, its history, and its changes as the protocol wants them."""

import re
from pathlib import Path
from typing import Any

_LINE_END = re.compile(r"\r\n|\r|\n")


def position(text: str, index: int) -> dict[str, int]:
    """Line and UTF-16 units of an index."""
    line, start = 0, 0
    for end in _LINE_END.finditer(text, 0, index):
        if end.end() <= index:
            line, start = line + 1, end.end()
    return {"line": line, "character": len(text[start:index].encode("utf-16-le")) // 2}


class Buffer:
    """One file in the editor. Its version is told with each change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.uri = path.as_uri()
        self.text = self._first = path.read_bytes().decode()
        self.version = 0
        self.is_open = False
        self._history: list[str] = []

    @property
    def document(self) -> dict[str, Any]:
        return {"uri": self.uri}

    def opened(self) -> dict[str, Any]:
        """The parameters of `didOpen`; versions go on from where they were."""
        self.is_open = True
        self.version += 1
        document = {"uri": self.uri, "languageId": "python", "version": self.version, "text": self.text}
        return {"textDocument": document}

    def closed(self) -> dict[str, Any]:
        """The parameters of `didClose`; what is not saved is lost."""
        self.is_open = False
        self.text = self.path.read_bytes().decode()
        self._history.clear()
        return {"textDocument": self.document}

    def replace(self, begin: int, end: int, new: str) -> dict[str, Any]:
        """The parameters of `didChange` for one range."""
        change = {"range": {"start": position(self.text, begin), "end": position(self.text, end)}, "text": new}
        self._history = [*self._history[-50:], self.text]
        self.text = self.text[:begin] + new + self.text[end:]
        return self._changed(change)

    def undo(self) -> dict[str, Any]:
        """The whole text as it was before the last change."""
        self.text = self._history.pop() if self._history else self.text
        return self._changed({"text": self.text})

    def heal(self) -> dict[str, Any]:
        """The whole text as it was at first."""
        self._history = [*self._history[-50:], self.text]
        self.text = self._first
        return self._changed({"text": self.text})

    def again(self) -> dict[str, Any]:
        """The same text as a new version."""
        return self._changed({"text": self.text})

    def _changed(self, change: dict[str, Any]) -> dict[str, Any]:
        self.version += 1
        return {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]}
