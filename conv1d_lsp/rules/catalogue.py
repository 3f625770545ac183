"""All rules, by the index: a module is imported when its rule is asked for. Whoever adds a rule adds its module."""

from functools import cache
from importlib import import_module

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.rules.index import NAMES, SPEAKERS
from conv1d_lsp.rules.rule import Page, Rule


def pages() -> tuple[Page, ...]:
    """The pages of all rules, by name."""
    return tuple(page_of(name) for name in NAMES)


def page_of(name: str) -> Page:
    """The page of a rule."""
    voice = _voice(name)
    return voice.page if isinstance(voice, Rule) else voice


def all_rules() -> tuple[Rule, ...]:
    """The rules that speak for faults."""
    return tuple(each for name in NAMES if isinstance(each := _voice(name), Rule))


def rule_of(fault: Fault) -> Rule:
    """The rule that speaks for a fault. LookupError if there is none, which a test excludes."""
    voice = _voice(SPEAKERS[type(fault).__name__])
    assert isinstance(voice, Rule)
    return voice


@cache
def _voice(name: str) -> Rule | Page:
    module = import_module(f"conv1d_lsp.rules.{name.replace('-', '_')}")
    return next(each for each in vars(module).values() if isinstance(each, Rule | Page))
