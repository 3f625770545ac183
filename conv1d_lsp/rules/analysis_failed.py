"""The analyzer itself failed.

## What it does

Says that the analyzer met code that it can't deal with, by a mistake of its own. The rest of the file may not have been
looked at.

## Why it matters

No fault found does not mean that there is none. The code may be right.

## Fix

Report the code to the makers of the analyzer, as short as you can make it.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("analysis-failed", Severity.INFORMATION, __doc__, family=Family.OWN, since="0.1")
