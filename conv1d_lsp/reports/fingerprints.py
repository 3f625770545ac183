"""What tells a service that a finding is the one of yesterday: its file, its rule and its code, not its line."""

from collections import Counter
from hashlib import sha256

from conv1d_lsp.diagnostics import Diagnostic
from conv1d_lsp.source.lines import split_lines
from conv1d_lsp.source.said import code_at, known_by


class Fingerprints:
    """For the findings of one run, each another: those of equal code in a file are counted."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, diagnostics: tuple[Diagnostic, ...], file: str, text: str) -> list[str]:
        """One for each of the findings of a file, as a code scanning service writes it: a hash and a number."""
        lines = split_lines(text) if diagnostics else []
        return [self._one(each, file, lines) for each in diagnostics]

    def _one(self, diagnostic: Diagnostic, file: str, lines: list[str]) -> str:
        keras = "".join(map(str, diagnostic.keras)) if len(diagnostic.keras) == 1 else ""
        known = "\0".join((file, diagnostic.rule, known_by(code_at(diagnostic.place, lines)), keras))
        key = sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._seen[key] += 1
        return f"{key}:{self._seen[key]}"
