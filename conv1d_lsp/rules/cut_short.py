"""An analysis that was cut short.

## What it does

Says that the analysis used up its budget of steps, as it does in code with very many calls or iterations.

## Why it matters

What comes after the place where it stopped is not known (`?`), and faults there are not found. The code may be right.

## Fix

Raise the `budget` in the settings.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("cut-short", Severity.INFORMATION, __doc__, family=Family.OWN, since="0.1")
