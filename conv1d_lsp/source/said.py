"""What a finding is known by wherever its lines move: their text, without blanks and comments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Place

#: Characters of code that a finding is known by, blanks left out, and what is written of it for people.
_KNOWN_BY, _WRITTEN = 200, 400

_CODE = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[^#"']|["'])*""")
_BLANKS = re.compile(r"\s+")


def code_at(place: Place, lines: Sequence[str]) -> str:
    """The lines of a place without comments; where nothing else stands, the comments."""
    own = lines[place.line - 1 : max(place.line, place.end_line)]
    bare = "\n".join(_bare(line) for line in own)
    return _BLANKS.sub(" ", bare if bare.strip() else "".join(own)).strip()[:_WRITTEN]


def known_by(code: str) -> str:
    """What of that has to be the same."""
    return code.replace(" ", "")[:_KNOWN_BY]


def _bare(line: str) -> str:
    code = _CODE.match(line)
    return "" if code is None else code[0]
