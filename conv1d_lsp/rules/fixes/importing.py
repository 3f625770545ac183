"""One name more in an import."""

from functools import lru_cache

import libcst as cst

from conv1d_lsp.diagnostics import Edit
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.source.walk import nodes_in


def imported(text: Text, name: str, statement: cst.ImportFrom) -> Edit | None:
    """The import with `name` behind the others; None where the file calls something else by it."""
    if isinstance(statement.names, cst.ImportStar) or name in _names_in(text.positions.parsed.module):
        return None
    last = statement.names[-1]
    return text.after(last, f",{text.separator(last, statement)}{name}")


@lru_cache(maxsize=2)
def _names_in(module: cst.Module) -> frozenset[str]:
    """What the file calls something by, without a dot before it; remembered, for every finding asks."""
    nodes = [*nodes_in(module)]
    others = {id(each.attr) for each in nodes if isinstance(each, cst.Attribute)}
    others |= {id(each.keyword) for each in nodes if isinstance(each, cst.Arg)}
    return frozenset(each.value for each in nodes if isinstance(each, cst.Name) and id(each) not in others)
