"""Writes the table of names anew: `python -m tests.names`, from the installed Keras. With a folder, in which wheels of
Keras are kept, also the table of names that came with later releases."""

import sys
from pathlib import Path

from tests.names import releases, table, tensorflow_1

table.PLACE.write_text(table.text(), encoding="utf-8")
print(f"{table.PLACE} is written", file=sys.stderr)
tensorflow_1.PLACE.write_text(tensorflow_1.text(), encoding="utf-8")
print(f"{tensorflow_1.PLACE} is written", file=sys.stderr)
if len(sys.argv) > 1:
    releases.PLACE.write_text(releases.text(Path(sys.argv[1])), encoding="utf-8")
    print(f"{releases.PLACE} is written", file=sys.stderr)
