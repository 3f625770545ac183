"""One rule a file: its name, the fault that it speaks for, the words, the fixes; its docstring is its page.

`diagnose` turns a finding of the interpreter into a diagnostic. Rules know how to say a thing, not how it is shown.
`reading` finds places and names in the code, `fixes` writes edits: these two alone need LibCST, and only once there is
a finding. `pages` needs none of it.
"""

from conv1d_lsp.rules.catalogue import pages
from conv1d_lsp.rules.diagnose import diagnose, own
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

__all__ = ["Family", "Page", "diagnose", "own", "pages"]
