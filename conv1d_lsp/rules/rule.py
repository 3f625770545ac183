"""What a rule is: a name, the faults that it speaks for, and its words. Its module's docstring is its page.

A rule module holds one `Rule`, made by `@rule(...)`, or a `Page` alone where the engine speaks for itself. The page's
sections are What it does, Why it matters, Example, Fix, and Keras says; `python -m tests.pages --keras NAME` writes the
last one, and the quick fixes below Fix, from what Keras says and the engine offers for the Example.
"""

import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, get_args

from msgspec import Struct

from conv1d_lsp.diagnostics import Fault, Fix, Place, Severity, Step
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.site import Site

F = TypeVar("F", bound=Fault)

#: What stands in a page before the list of the proven fixes of its Example, each with the option that applies it.
OFFERED = "Quick fixes for the Example:"


class Page(Struct, frozen=True):
    """A rule for people. summary: the text's first line; text: Markdown; since: the version that brought it."""

    name: str
    severity: Severity
    family: Family
    summary: str
    text: str
    since: str = "0.1"

    @property
    def fix(self) -> str:
        """What repairs the Example: "fix", "unsafe fix", or "" if nothing does."""
        offered = self.text.partition(OFFERED)[2]
        return "fix" if "`--fix`" in offered else "unsafe fix" if "`--unsafe-fixes`" in offered else ""

    @staticmethod
    def of(name: str, severity: Severity, docstring: str | None, *, family: Family, since: str) -> "Page":
        """The page of a module's docstring."""
        text = inspect.cleandoc(docstring or "")
        return Page(name, severity, family, text.partition("\n")[0], text, since)


class Message(Struct, frozen=True):
    """What a rule says of one fault.

    words: one sentence, readable alone. trail: how it came about. help: what to do. fixes: None stands for one that
    can't be written here.
    """

    place: Place
    words: str
    trail: Sequence[Step] = ()
    help: str | None = None
    fixes: Sequence[Fix | None] = ()


class Rule(Struct, frozen=True):
    """The fault classes come from the annotation of `speak`'s first parameter."""

    page: Page
    faults: tuple[type[Fault], ...]
    speak: Callable[[Any, Site], Message]


def rule(
    name: str, severity: Severity, *, family: Family, since: str
) -> Callable[[Callable[[F, Site], Message]], Rule]:
    """Makes a function the voice of the rule `name`.

    severity: what is promised where Keras raises; where the line runs, an error becomes a warning.
    """

    def register(speak: Callable[[F, Site], Message]) -> Rule:
        first = next(iter(inspect.signature(speak, eval_str=True).parameters.values())).annotation
        page = Page.of(name, severity, sys.modules[speak.__module__].__doc__, family=family, since=since)
        return Rule(page, get_args(first) or (first,), speak)

    return register
