"""The command as a process of its own, under what may happen to it."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "conv1d_lsp"]

FAULTY = "import keras\nfrom keras import layers\nx = keras.Input((10, 8))\ny = layers.Conv1D(64, 30)(x)\n"
SAID = "error[window-too-long] the window covers 30 steps, but `x` has only 10: (None, 10, 8)\n"

#: Seconds after which a command is taken to hang, on a machine that has much else to do.
SECONDS = 120

#: Everything is imported before the rights are gone, as the user who is left may not read where Python lies.
_AS_NOBODY = """
import contextlib, io, os, sys
from conv1d_lsp.__main__ import main

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["check", "--no-cache", "--isolated", "--fix", "--output-file", os.devnull, sys.argv[1]])
    main(["check", "--isolated", "--baseline", os.devnull, sys.argv[1]])
    main(["graph", "--isolated", sys.argv[1]])
import platformdirs, tempfile, tomllib
os.setgroups([])
os.setresgid(65534, 65534, 65534)
os.setresuid(65534, 65534, 65534)
os.umask(0o022)
sys.exit(main(sys.argv[2:]))
"""


def run(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        timeout=SECONDS,
        check=False,
    )


def run_in_shell(words: str, before: str = "", after: str = "") -> subprocess.CompletedProcess[str]:
    line = f'{before} "{sys.executable}" -m conv1d_lsp {words} {after}'
    return subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS, check=False
    )


def run_without_rights(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """As somebody who owns nothing here; whoever is not root is somebody already."""
    if os.geteuid() != 0:
        return run(*words)
    Path(".warm").mkdir()  # hidden, so that no run finds it
    warm = write(".warm/up.py", FAULTY)
    try:
        return subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, warm, *words],
            capture_output=True,
            encoding="utf-8",
            timeout=SECONDS,
            check=False,
        )
    finally:
        warm.unlink()
        warm.parent.rmdir()


def write(name: str, text: str | bytes) -> Path:
    file = Path(name)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file
