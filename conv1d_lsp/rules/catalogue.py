"""All rules, found by importing the modules beside this one. Whoever adds a rule adds its module."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from conv1d_lsp import rules
from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.rules.rule import Page, Rule


@cache
def pages() -> tuple[Page, ...]:
    """The pages of all rules, by name."""
    found = [each.page if isinstance(each, Rule) else each for each in _voices()]
    return tuple(sorted(found, key=lambda page: page.name))


@cache
def all_rules() -> tuple[Rule, ...]:
    """The rules that speak for faults."""
    return tuple(each for each in _voices() if isinstance(each, Rule))


def rule_of(fault: Fault) -> Rule:
    """The rule that speaks for a fault. LookupError if there is none, which a test excludes."""
    return _by_fault()[type(fault)]


@cache
def _by_fault() -> Mapping[type[Fault], Rule]:
    return MappingProxyType({fault: each for each in all_rules() for fault in each.faults})


def _voices() -> Iterator[Rule | Page]:
    for module in iter_modules(rules.__path__, f"{rules.__name__}."):
        if not module.ispkg:
            for value in vars(import_module(module.name)).values():
                if isinstance(value, Rule | Page):
                    yield value
