"""From arguments to the command that they name; only that command's module is imported."""

import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from conv1d_lsp.cli.choosing import settings_of
from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.errors import ConfigurationError


def run(arguments: Namespace) -> Status:
    """Do what `arguments` ask for; `server` is not among it."""
    if arguments.command not in {"rule", "completion"} and not _has_working_directory():
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
            from conv1d_lsp.cli.checking import run_check

            return run_check(arguments)
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
        case "completion":
            from conv1d_lsp.cli.completion import completion

            return completion(arguments.shell)
    raise AssertionError(f"no command {arguments.command}")


def _has_working_directory() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True
