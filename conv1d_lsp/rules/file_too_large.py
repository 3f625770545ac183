"""A file above the size that is analysed.

## What it does

Names a file that was not analysed because it is larger than the setting `largest_file` allows.

## Why it matters

Nothing was looked at: no fault found does not mean that there is none. Files of that size are usually generated, or
hold data.

## Fix

Raise the limit in the settings, or move the data out of the file.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("file-too-large", Severity.INFORMATION, __doc__, family=Family.OWN, since="0.1")
