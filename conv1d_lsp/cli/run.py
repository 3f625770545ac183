"""From arguments to the command that they name; only that command's module is imported."""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from conv1d_lsp.cli.arguments import PROGRAM
from conv1d_lsp.cli.status import Status

if TYPE_CHECKING:
    from conv1d_lsp.cli.outlets import Output
    from conv1d_lsp.project.settings import ProjectSettings
    from conv1d_lsp.project.severities import Selection


def run(arguments: Namespace) -> Status:
    """Do what `arguments` ask for; `server` is not among it."""
    if arguments.command != "rule" and not _has_working_directory():
        print(f"{PROGRAM}: the working directory is gone", file=sys.stderr)
        return Status.FAILED
    match arguments.command:
        case "check":
            return _check(arguments, tuple(arguments.paths) or (Path(),))
        case "shapes":
            from conv1d_lsp.cli.shapes import shapes

            return shapes(arguments.files, _settings(arguments), arguments.output_format)
        case "summary":
            from conv1d_lsp.cli.summary import summary
            from conv1d_lsp.reports.costs_text import costs
            from conv1d_lsp.reports.fields_text import receptive_fields
            from conv1d_lsp.reports.models_text import table_of_layers

            sections = [table_of_layers, receptive_fields]
            if arguments.cost:
                sections.append(partial(costs, batch=arguments.batch))
            return summary(arguments.targets, _settings(arguments), arguments.output_format, sections)
        case "graph":
            from conv1d_lsp.cli.graph import graph

            return graph(arguments.targets, _settings(arguments), arguments.format, arguments.output_file)
        case "rule":
            from conv1d_lsp.cli.rule import rule

            return rule(arguments.name)
        case "merge":
            from conv1d_lsp.cli.merge import merge

            return merge(arguments.reports, _output(arguments))
        case "clean":
            from conv1d_lsp.cli.clean import clean

            return clean(arguments.cache_dir)
    raise AssertionError(f"no command {arguments.command}")


def _check(arguments: Namespace, paths: tuple[Path, ...]) -> Status:
    if arguments.write_baseline is not None:
        from conv1d_lsp.cli.baseline import write

        return write(paths, _settings(arguments), arguments.write_baseline)
    if arguments.add_ignore:
        from conv1d_lsp.cli.ignores import add_ignores

        return add_ignores(paths, _settings(arguments), _output(arguments), arguments.reason)
    if not (arguments.fix or arguments.diff):
        from conv1d_lsp.cli.check import check
        from conv1d_lsp.cli.scaling import means_of, part_of
        from conv1d_lsp.source.discover import discover

        part = part_of(arguments, discover(paths))
        return check(part, paths, _settings(arguments), _output(arguments), means_of(arguments))
    from conv1d_lsp.cli.fixing import Wishes, diff, fix

    wishes = Wishes(arguments.unsafe_fixes, arguments.show_fixes)
    if arguments.diff:
        return diff(paths, _settings(arguments), wishes)
    return fix(paths, _settings(arguments), _output(arguments), wishes)


def _output(arguments: Namespace) -> "Output":
    from conv1d_lsp.cli.outlets import Output

    return Output(arguments.output_format, arguments.output_file)


def _has_working_directory() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def _settings(arguments: Namespace) -> "ProjectSettings":
    from conv1d_lsp.project.configuration import generation
    from conv1d_lsp.project.settings import NO_BASELINE, ProjectSettings

    writes = getattr(arguments, "write_baseline", None) is not None
    return ProjectSettings(
        generation(arguments.keras, "--keras"),
        read_data_files=not arguments.no_data_files,
        selection=_selection(arguments),
        baseline=NO_BASELINE if writes else getattr(arguments, "baseline", None),
    )


def _selection(arguments: Namespace) -> "Selection":
    from conv1d_lsp.project.severities import Selection

    select, ignore = getattr(arguments, "select", None), getattr(arguments, "ignore", None)
    return Selection(None if select is None else frozenset(select), frozenset(ignore or ()))
