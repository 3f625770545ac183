"""The reference of the rules: a table, then every page, with our words beside Keras's."""

import re

from msgspec.structs import replace

from conv1d_lsp.diagnostics import ADVICE, Diagnostic
from conv1d_lsp.engine import analyze
from conv1d_lsp.rules.catalogue import pages
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.pages.docstrings import FOLDER, as_written, file_of
from tests.pages.examples import example

PLACE = FOLDER / "README.md"

_HEAD = """# Rules

<!-- Made of the rules' own pages by `python -m tests.pages`. -->

Every diagnostic of conv1d-lsp bears the name of a rule. `conv1d-lsp rule NAME` prints a rule's page in the terminal.

What a severity promises: an **error** is a line that raises an exception under the Keras that was chosen, each time
it is run. A **warning** runs, or raises on some paths or for some values only, and is almost surely not meant;
where a rule speaks of a line that runs, its error is a warning. An **information** is advice or speaks of the
analysis itself.

*Fix*: the Example of the rule is repaired by a quick fix that the analyzer has proven. `fix` is applied by `--fix`;
`unsafe fix` is a choice among several, applied by `--unsafe-fixes` or in the editor.

Below each Example stands what conv1d-lsp says of it without running it, and below *Keras says* what both
generations of Keras say when it is run. `[…]` marks what is left out there: lists of arguments, nodes of
TensorFlow's graph, addresses, numbers of arrays, and what makes a message longer than 420 characters.
"""


def text() -> str:
    """What the reference must hold."""
    written = [as_written(page) for page in pages()]
    by_family = {family: [page for page in written if page.family is family] for family in Family}
    tables = [f"## {family.value}\n\n{_table(rules)}" for family, rules in by_family.items() if rules]
    return "\n".join([_HEAD, *tables, *(_page(page) for rules in by_family.values() for page in rules)])


def _table(rules: list[Page]) -> str:
    rows = [f"| [{page.name}](#{page.name}) | {page.severity.value} | {page.fix} | {page.summary} |" for page in rules]
    return "\n".join(["| Rule | Severity | Fix | |", "| --- | --- | --- | --- |", *rows, ""])


def _page(page: Page) -> str:
    _, _, rest = page.text.partition("\n")
    lowered = re.sub(r"^## ", "### ", rest.strip(), flags=re.MULTILINE)
    program = example(file_of(page.name))
    if program is not None:
        lowered = lowered.replace("\n### Fix\n", f"\n{_ours(program, page.name)}\n### Fix\n", 1)
    return f"## {page.name}\n\n{page.summary}\n\n{page.severity.value} · {page.family.value}\n\n{lowered}\n"


def _ours(program: Program, rule: str) -> str:
    """What conv1d-lsp says of an Example: each message once, with its advice."""
    told: dict[str, list[Generation]] = {}
    for keras in sorted(program.generations, reverse=True):
        found = analyze(program.text, f"{rule}.py", replace(program.settings, keras=keras)).diagnostics
        for diagnostic in found:
            told.setdefault(_words(diagnostic), []).append(keras)
    if not told:
        return ""
    lines = "\n".join(_marked(words, generations, program) for words, generations in told.items())
    return f"conv1d-lsp says:\n\n```text\n{lines}\n```\n"


def _marked(words: str, generations: list[Generation], program: Program) -> str:
    only = f" (Keras {generations[0]})" if len(set(generations)) < len(program.generations) else ""
    first, *rest = words.split("\n")
    return "\n".join([first + only, *rest])


def _words(diagnostic: Diagnostic) -> str:
    advice = [step.message for step in diagnostic.trail if step.is_advice]
    lines = [f"{diagnostic.severity.value}: [{diagnostic.rule}] {diagnostic.message}"]
    return "\n".join([*lines, *(f"  {ADVICE}{each.removeprefix(ADVICE)}" for each in advice)])
