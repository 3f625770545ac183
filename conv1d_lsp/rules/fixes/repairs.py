"""What all repairs of a finding have."""

from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.site import Site


class Repairs:
    """Each method gives proposals; their edits are None where the code is not written in a way that can be edited."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._text = Text(site.file, site.positions)
