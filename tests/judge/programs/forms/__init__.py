"""The forms of statements, a file a subject; each file's `FORMS` are found here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tests.judge.programs.writer import Form


@cache
def all_forms() -> tuple[Form, ...]:
    found: list[Form] = []
    for module in iter_modules(__path__, f"{__name__}."):
        found += import_module(module.name).FORMS
    return tuple(found)
