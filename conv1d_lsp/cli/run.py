"""From arguments to the command that they name; only that command's module is imported."""

import os
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.choosing import settings_of
from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.status import Status
from conv1d_lsp.project.errors import ConfigurationError


def run(arguments: Namespace) -> Status:
    """Do what `arguments` ask for; `server` is not among it."""
    if arguments.command != "rule" and not _has_working_directory():
        print(f"{PROGRAM}: the working directory is gone", file=sys.stderr)
        return Status.FAILED
    try:
        return _commanded(arguments)
    except ConfigurationError as error:  # of what the command line names; files are told of theirs one by one
        complain(f"{PROGRAM}: {error}")
        return Status.FAILED


def _commanded(arguments: Namespace) -> Status:
    match arguments.command:
        case "check":
            return _check(arguments, tuple(arguments.paths) or (Path(),))
        case "shapes":
            from conv1d_lsp.cli.shapes import shapes

            return shapes(arguments.files, settings_of(arguments), arguments.output_format)
        case "summary":
            from conv1d_lsp.cli.summary import summary
            from conv1d_lsp.reports.costs_text import costs
            from conv1d_lsp.reports.fields_text import receptive_fields
            from conv1d_lsp.reports.models_text import table_of_layers

            sections = [table_of_layers, receptive_fields]
            if arguments.cost:
                sections.append(partial(costs, batch=arguments.batch))
            return summary(arguments.targets, settings_of(arguments), arguments.output_format, sections)
        case "graph":
            from conv1d_lsp.cli.graph import graph

            return graph(arguments.targets, settings_of(arguments), arguments.format, arguments.output_file)
        case "rule":
            from conv1d_lsp.cli.rule import rule

            return rule(arguments.name)
        case "merge":
            from conv1d_lsp.cli.merge import merge
            from conv1d_lsp.cli.outlets import Output

            return merge(arguments.reports, Output(arguments.output_format, arguments.output_file))
        case "clean":
            from conv1d_lsp.cli.clean import clean

            return clean(arguments.cache_dir)
    raise AssertionError(f"no command {arguments.command}")


def _check(arguments: Namespace, paths: tuple[Path, ...]) -> Status:
    from conv1d_lsp.cli.telling import choose_colours, output_of

    choose_colours(arguments.color, os.environ)
    settings = settings_of(arguments)
    output = output_of(arguments, settings)
    if arguments.write_baseline is not None:
        from conv1d_lsp.cli.baseline import write

        return write(paths, settings, arguments.write_baseline)
    if arguments.add_ignore:
        from conv1d_lsp.cli.ignores import add_ignores

        return add_ignores(paths, settings, output, arguments.reason)
    if not (arguments.fix or arguments.diff):
        from conv1d_lsp.cli.check import check
        from conv1d_lsp.cli.scaling import means_of, part_of
        from conv1d_lsp.source.discover import discover

        part = part_of(arguments, discover(paths, settings.leaves_out))
        return check(part, paths, settings, output, means_of(arguments))
    from conv1d_lsp.cli.fixing import Wishes, diff, fix

    wishes = Wishes(arguments.unsafe_fixes, arguments.show_fixes)
    return diff(paths, settings, wishes) if arguments.diff else fix(paths, settings, output, wishes)


def _has_working_directory() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True
