"""Syntax that is right, and that the analyzer does not understand yet.

## What it does

Names a statement that is left out of the analysis, though Python takes it: its syntax is newer than the analyzer's
parser.

## Why it matters

Shapes that depend on that statement are not known (`?`), and faults in it are not found. The code runs.

## Fix

None is needed.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("syntax-not-understood", Severity.INFORMATION, __doc__, family=Family.OWN, since="0.1")
