"""`conv1d-lsp check --watch`: a check whenever a file changes that has a say in it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.inputs import paths_of
from conv1d_lsp.cli.screen import show_on
from conv1d_lsp.cli.status import Status
from conv1d_lsp.reports.lines import Ink, Span

if TYPE_CHECKING:
    from watchfiles import Change, DefaultFilter

#: Ends of the names of what a check reads: programs, data that they name, configuration, what pins Keras.
_READ = (
    ".py",
    ".pyw",
    ".pyi",
    ".ipynb",
    ".npy",
    ".npz",
    ".csv",
    ".tsv",
    ".txt",
    ".toml",
    ".lock",
    ".cfg",
    ".gitignore",
)

_CLEAR = "\x1b[H\x1b[2J\x1b[3J"


def watch(arguments: Namespace, check: Callable[[Namespace], Status]) -> Status:
    """Check, wait for a change, and so on; ends with Ctrl-C, or at once with what is not there."""
    from watchfiles import watch as changes

    folders = list(_watched(arguments))
    if not folders:
        return check(arguments)
    named = frozenset(str(each.absolute()) for each in (*paths_of(arguments), *_files_named(arguments)))
    begun = False
    # It looks up ten times a second, so that it is already there during the first check.
    for found in changes(
        *folders, watch_filter=_filter(named), debounce=400, step=50, rust_timeout=100, yield_on_timeout=True
    ):
        if found or not begun:
            _begin(check, arguments)
            begun = True
    return Status.INTERRUPTED


def _begin(check: Callable[[Namespace], Status], arguments: Namespace) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    check(arguments)
    now = datetime.now().strftime("%H:%M:%S")
    show_on(sys.stderr)([(Span(f"[{now}] Waiting for changes; Ctrl-C ends this", Ink.FAINT),)])


def _watched(arguments: Namespace) -> Iterator[Path]:
    """The folders of the paths, each with its whole project, as configuration and imports may lie above."""
    from conv1d_lsp.project.configuration import is_root

    for path in paths_of(arguments):
        if not os.path.exists(path):  # noqa: PTH110 - it never raises
            continue  # which the check tells
        folder = (path if path.is_dir() else path.parent).absolute()
        above = next((each for each in (folder, *folder.parents) if is_root(str(each))), folder)
        yield above if above not in (above.parent, Path.home()) else folder
    for file in _files_named(arguments):
        if file.parent.is_dir():
            yield file.absolute().parent


def _files_named(arguments: Namespace) -> Iterator[Path]:
    yield from (each for each in (arguments.config, arguments.baseline) if each is not None)


def _filter(named: frozenset[str]) -> DefaultFilter:
    """Of what changes, what a check may read: `named`, and files by their names, not in caches and environments."""
    from watchfiles import DefaultFilter

    class Read(DefaultFilter):
        def __call__(self, change: Change, path: str) -> bool:
            if path in named:
                return True
            told = path.endswith(_READ) or os.path.isdir(path)  # noqa: PTH112 - files in a new folder come unseen
            return told and super().__call__(change, path)

    return Read()
