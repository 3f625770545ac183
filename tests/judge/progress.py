"""How far long runs have come."""

import json
from pathlib import Path


class Progress:
    """How far one run has come, in a small JSON file that several share: the number of its next model."""

    def __init__(self, file: Path, key: str) -> None:
        self.file = file
        self.key = key

    def next(self) -> int:
        return self.read().get(self.key, 0)

    def read(self) -> dict[str, int]:
        try:
            return dict(json.loads(self.file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def reached(self, number: int) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.read() | {self.key: number}), encoding="utf-8")
