"""Start the worker by the path of its folder, in an interpreter that may not have the package."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType


def become_package() -> None:
    """Make this folder importable as `conv1d_lsp.runtime.worker` only: user code must not find our `trace.py`."""
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
    folders = {
        "conv1d_lsp": here.parent.parent,
        "conv1d_lsp.runtime": here.parent,
        "conv1d_lsp.runtime.worker": here,
    }
    for name, folder in folders.items():
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


def main(arguments: list[str]) -> None:
    become_package()
    if arguments:
        from conv1d_lsp.runtime.worker.serve import serve

        serve(int(arguments[0]), int(arguments[1]))
    else:
        from conv1d_lsp.runtime.worker.installed import print_installed

        print_installed()


if __name__ == "__main__":
    main(sys.argv[1:])
