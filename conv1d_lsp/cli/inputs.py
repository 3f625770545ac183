"""Options that say which files a run looks at, and what they come to: the files, one by one; stdin is one of them."""

from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.words import path, pattern
from conv1d_lsp.project.errors import ConfigurationError

if TYPE_CHECKING:
    from conv1d_lsp.project.settings import ProjectSettings
    from conv1d_lsp.source.discover import Found, Missed

#: In the place of a path: the program is read from stdin.
STDIN = Path("-")


def add_files(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    group = parser.add_argument_group("file selection")
    for option, words in (
        ("--exclude", "leave out what these patterns mean, in place of exclude in the configuration"),
        ("--extend-exclude", "leave out what these patterns mean, too"),
    ):
        group.add_argument(
            option,
            metavar="PATTERNS",
            type=_patterns,
            action="extend",
            help=f"{words}: as in .gitignore, with commas between",
        )
    group.add_argument(
        "--respect-gitignore",
        action=argparse.BooleanOptionalAction,
        help="leave out what git ignores (the default)",
    )
    group.add_argument(
        "--force-exclude",
        action=argparse.BooleanOptionalAction,
        help="leave out, too, what is named itself; for hooks, which name files",
    )
    group.add_argument(
        "--stdin-filename", metavar="FILE", type=path, help="check what stdin holds, as if it were this file"
    )


def paths_of(arguments: Namespace) -> tuple[Path, ...]:
    """The paths that are named, by themselves or by saying nothing."""
    if arguments.stdin_filename is not None:
        return (arguments.stdin_filename,)
    return tuple(arguments.paths) or (Path(),)


def reads_stdin(arguments: Namespace) -> bool:
    """Whether the program comes from there."""
    return arguments.stdin_filename is not None or arguments.paths == [STDIN]


def files_of(arguments: Namespace, settings: ProjectSettings) -> Sequence[Found | Missed]:
    """The files that this run is to look at."""
    from conv1d_lsp.cli.scaling import part_of
    from conv1d_lsp.source.discover import Found, discover

    paths = [each for each in paths_of(arguments) if not settings.refuses(each)]
    if reads_stdin(arguments):
        return [Found(each, named=True, data=stdin()) for each in paths]
    return list(part_of(arguments, discover(paths, settings.leaves_out)))


def stdin() -> bytes:
    """All that stdin still holds. Raises ConfigurationError where whoever started us closed it."""
    if sys.stdin is None:
        raise ConfigurationError("stdin is closed")
    return sys.stdin.buffer.read()


def folder_of(paths: Sequence[Path]) -> Path:
    """The nearest folder that all of them lie in: its configuration has the word where a run can have one alone."""
    # `os.path` answers about names that no file can have, where `Path` raises
    folders = [os.path.abspath(each if os.path.isdir(each) else each.parent) for each in paths]  # noqa: PTH100, PTH112
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:  # several disks of Windows
        return Path.cwd()


def _patterns(words: str) -> list[str]:
    named = [word.strip() for word in words.split(",")]
    if not all(word.strip("/") for word in named):
        raise argparse.ArgumentTypeError(f'must be patterns of paths, with commas between, not "{words}"')
    return [pattern(word) for word in named]
