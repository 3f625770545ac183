"""Programs, what is said about them, and what becomes of them when a fix is applied."""

from dataclasses import dataclass

from conv1d_lsp.diagnostics import Diagnostic, Fix
from conv1d_lsp.engine import analyze, prove_fixes
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.settings import Generation, Settings
from tests.judge.cases import TODAY

FILE = "model.py"


@dataclass(frozen=True)
class Program:
    text: str
    keras: Generation = Generation.KERAS_3

    @property
    def settings(self) -> Settings:
        return Settings(keras=self.keras, releases=TODAY)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return analyze(self.text, FILE, self.settings).diagnostics

    def only(self) -> Diagnostic:
        (diagnostic,) = self.diagnostics()
        return diagnostic

    def proven(self, diagnostic: Diagnostic) -> tuple[Fix, ...]:
        return prove_fixes(self.text, FILE, self.settings, diagnostic)

    def repaired(self, title: str) -> str:
        """The text after the proven fix of the only diagnostic whose title begins so."""
        (fix,) = [fix for fix in self.proven(self.only()) if fix.title.startswith(title)]
        return applied(self.text, fix.edits)
