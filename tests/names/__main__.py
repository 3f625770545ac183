"""Writes the table of names anew: `python -m tests.names`."""

import sys

from tests.names.table import PLACE, text

PLACE.write_text(text(), encoding="utf-8")
print(f"{PLACE} is written", file=sys.stderr)
