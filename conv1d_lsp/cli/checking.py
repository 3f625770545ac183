"""What `check` does, by its options."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from conv1d_lsp.cli.choosing import settings_of
from conv1d_lsp.cli.inputs import files_of, folder_of, paths_of, reads_stdin, stdin
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.telling import choose_colours, output_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conv1d_lsp.cli.check import Checking
    from conv1d_lsp.project.options import Options
    from conv1d_lsp.source.discover import Found, Missed


def run_check(arguments: Namespace) -> Status:
    """Once, or whenever a file changes."""
    choose_colours(arguments.color, os.environ)
    if arguments.watch:
        from conv1d_lsp.cli.watch import watch

        return watch(arguments, _once)
    return _once(arguments)


def _once(arguments: Namespace) -> Status:
    from conv1d_lsp.cli.check import Checking, check

    settings, paths = settings_of(arguments), paths_of(arguments)
    configuration = settings.configuration(folder_of(paths))
    run = Checking(paths, settings, output_of(arguments, configuration.options))
    if reads_stdin(arguments) and settings.refuses(paths[0]):
        if run.output.aside:
            sys.stdout.buffer.write(stdin())
        return Status.CLEAN
    files = files_of(arguments, settings)
    if arguments.show_files:
        from conv1d_lsp.cli.show_files import show_files

        return show_files(files, run)
    if arguments.show_settings:
        from conv1d_lsp.cli.show_settings import show_settings

        return show_settings(files, run, arguments)
    if arguments.write_baseline is not None:
        from conv1d_lsp.cli.baseline import write

        return write(files, run, arguments.write_baseline)
    if arguments.add_ignore:
        from conv1d_lsp.cli.ignores import add_ignores

        return add_ignores(files, run, arguments.reason or "")
    if arguments.fix or arguments.diff:
        return _repaired(arguments, files, run, configuration.options)
    from conv1d_lsp.cli.scaling import means_of

    return check(files, run, means_of(arguments, configuration))


def _repaired(arguments: Namespace, files: Sequence[Found | Missed], run: Checking, options: Options) -> Status:
    from conv1d_lsp.cli.fixing import Wishes, diff, fix

    unsafe, listed = arguments.unsafe_fixes, arguments.show_fixes
    wishes = Wishes(
        options.unsafe_fixes if unsafe is None else unsafe, options.show_fixes if listed is None else listed
    )
    return diff(files, run, wishes) if arguments.diff else fix(files, run, wishes)
