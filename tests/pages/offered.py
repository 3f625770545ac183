"""Which proven fixes a rule's Example is offered."""

from textwrap import fill

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Fix
from conv1d_lsp.engine import analyze, prove_fixes
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.pages.said import WIDTH

FILE = "program.py"


def items(program: Program, rule: str) -> str:
    """A list of the titles, each with the option that applies it; "" if there is no fix."""
    found: dict[tuple[str, bool], list[Generation]] = {}
    for keras in sorted(program.generations, reverse=True):
        for fix in _proven(program, rule, keras):
            found.setdefault((fix.title, fix.safe), []).append(keras)
    return "\n".join(
        _item(title, safe, program.generations, generations) for (title, safe), generations in found.items()
    )


def _proven(program: Program, rule: str, keras: Generation) -> list[Fix]:
    settings = replace(program.settings, keras=keras)
    spoken = [each for each in analyze(program.text, FILE, settings).diagnostics if each.rule == rule]
    return [fix for each in spoken for fix in prove_fixes(program.text, FILE, settings, each)]


def _item(title: str, safe: bool, all_of: tuple[Generation, ...], generations: list[Generation]) -> str:
    option = "`--fix`" if safe else "`--unsafe-fixes`"
    only = "" if set(generations) == set(all_of) else f", Keras {generations[0]}"
    return fill(f"{title} ({option}{only})", WIDTH, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False)
