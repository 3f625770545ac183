"""By what this program is known to its cache, and where the cache lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from conv1d_lsp import __version__

#: Names the folder of the cache, where no option does.
VARIABLE = "CONV1D_LSP_CACHE_DIR"


def known_by() -> bytes:
    """The versions of the program, of Python and of LibCST; in a checkout, the state of each of its files."""
    found = blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    libcst = find_spec("libcst")  # found, not imported
    found.update(_stamp(libcst.origin if libcst and libcst.origin else "").encode())
    package = Path(__file__).parent.parent
    if (package.parent / "pyproject.toml").exists():
        for folder, folders, names in os.walk(package):
            folders[:] = sorted(each for each in folders if each != "__pycache__")
            found.update("".join(_stamp(os.path.join(folder, name)) for name in sorted(names)).encode())  # noqa: PTH118
    return found.digest()


def cache_folder(variables: Mapping[str, str] = os.environ) -> Path | None:
    """Where the user's platform keeps caches; None where it has no such place."""
    named = variables.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    with suppress(OSError, RuntimeError):
        return user_cache_path("conv1d-lsp", appauthor=False)
    return None


def _stamp(path: str) -> str:
    with suppress(OSError):
        status = os.stat(path)  # noqa: PTH116
        return f"{path} {status.st_mtime_ns} {status.st_size}\n"
    return path
