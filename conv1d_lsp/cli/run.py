"""From arguments to the command that they name; only that command's module is imported."""

from argparse import Namespace
from pathlib import Path

from conv1d_lsp.cli.status import Status
from conv1d_lsp.project.settings import ProjectSettings


def run(arguments: Namespace) -> Status:
    """Do what `arguments` ask for; `server` is not among it."""
    match arguments.command:
        case "check":
            from conv1d_lsp.cli.check import check

            paths = tuple(arguments.paths) or (Path(),)
            return check(paths, ProjectSettings(arguments.keras), arguments.output_format)
        case "shapes":
            from conv1d_lsp.cli.shapes import shapes

            return shapes(arguments.files, ProjectSettings(arguments.keras), arguments.output_format)
        case "summary":
            from conv1d_lsp.cli.summary import summary

            return summary(arguments.targets, ProjectSettings(arguments.keras), arguments.output_format)
        case "rule":
            from conv1d_lsp.cli.rule import rule

            return rule(arguments.name)
    raise AssertionError(f"no command {arguments.command}")
