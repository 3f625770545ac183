"""Neovim and Emacs, without a screen: faults, an edit by hand, a hover, a quick fix behind an emoji."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.raw import PRETEND

HERE = Path(__file__).parent
SOURCE = 'x = Layer(9)\ny = "bad"\nz = "é😋 bad"\n'
NEOVIM = ["nvim", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-S", str(HERE / "nvim_check.lua")]
EMACS = ["emacs", "-q", "--batch", "-l", str(HERE / "eglot_check.el")]


def walk(editor: list[str], folder: Path, server: tuple[str, ...], source: str, environment: dict[str, str]) -> str:
    """What the editor says on its walk through a file. Without the editor the test is skipped; in CI it fails."""
    if shutil.which(editor[0]) is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{editor[0]} is not installed")
    file = folder / "model.py"
    file.write_text(source, encoding="utf-8")
    told = {
        **os.environ,
        "HOME": str(folder),
        "CHECK_FILE": str(file),
        "SERVER_COMMAND": "\t".join(server),
        **environment,
    }
    done = subprocess.run(
        editor, cwd=folder, env=told, stdin=subprocess.DEVNULL, capture_output=True, timeout=90, check=False
    )
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 0, said
    return said


@pytest.mark.parametrize("editor", [NEOVIM, EMACS], ids=["neovim", "emacs"])
def test_an_editor_shows_and_mends_faults(editor: list[str], tmp_path: Path) -> None:
    environment = {"MEND_LINE": "2", "MEND_TEXT": 'y = "fine"', "HOVER_LINE": "1"}
    said = walk(editor, tmp_path, PRETEND, SOURCE, environment)
    assert 'FAULT "bad": ' in said and 'FAULT "é😋 bad": ' in said and "bad under Keras auto" in said
    assert "(None, 9)" in said and "9 * 1 = 9" in said
    assert 'FIXED z = "é😋 fine"' in said
