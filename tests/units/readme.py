"""The README's pictures of a terminal: text blocks that begin with `$ conv1d-lsp` hold what the command prints.

`python -m tests.units.readme` writes the README anew with what they print now.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
_SHOWN = re.compile(r"^```text\n\$ conv1d-lsp (.*)\n[\s\S]*?^```$", re.MULTILINE)


def printed(words: str) -> str:
    """What the command prints in the project's folder."""
    done = subprocess.run(
        [sys.executable, "-m", "conv1d_lsp", *words.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout


def with_output(text: str) -> str:
    """The text with each terminal as it looks now."""
    return _SHOWN.sub(lambda shown: f"```text\n$ conv1d-lsp {shown[1]}\n{printed(shown[1])}```", text)


if __name__ == "__main__":
    README.write_text(with_output(README.read_text(encoding="utf-8")), encoding="utf-8")
