"""The options of `check`, in the groups that its help has, and which of them do not go together."""

import argparse
from argparse import Namespace

from conv1d_lsp.cli.choosing import add_rules
from conv1d_lsp.cli.inputs import STDIN, add_files
from conv1d_lsp.cli.scaling import add_scaling
from conv1d_lsp.cli.telling import add_exit_status, add_report
from conv1d_lsp.cli.words import PROGRAM, UsageError, output, path

#: What takes the place of a check; two of them do not go together.
_INSTEAD = ("show_files", "show_settings", "fix", "diff", "write_baseline", "add_ignore")


def add_check_options(parser: argparse.ArgumentParser) -> None:
    """All but those that other commands have, too."""
    parser.add_argument("paths", metavar="PATH", nargs="*", type=path, help="files, folders, - for stdin (default: .)")
    parser.add_argument("-w", "--watch", action="store_true", help="check again whenever a file changes, until Ctrl-C")
    parser.add_argument("--show-files", action="store_true", help="print which files would be checked")
    parser.add_argument(
        "--show-settings", action="store_true", help="print the settings that hold, and where each comes from"
    )
    _add_fixing(parser)
    add_rules(parser)
    add_files(parser)
    add_report(parser)
    add_exit_status(parser)
    _add_silencing(parser)
    add_scaling(parser)


def _add_fixing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("fixes")
    group.add_argument("--fix", action="store_true", help="repair what can be repaired, and report what is left")
    group.add_argument("--diff", action="store_true", help="print what --fix would change, and write nothing")
    group.add_argument(
        "--unsafe-fixes",
        action=argparse.BooleanOptionalAction,
        help="with --fix or --diff: also fixes that are one choice among several",
    )
    group.add_argument(
        "--show-fixes", action=argparse.BooleanOptionalAction, help="with --fix or --diff: list what is repaired"
    )


def _add_silencing(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("findings that are known")
    group.add_argument("--baseline", metavar="FILE", type=path, help="do not show what this file has")
    group.add_argument(
        "--write-baseline",
        metavar="FILE",
        type=output,
        help="write what is found to this file instead of showing it; changed code is told anew",
    )
    group.add_argument("--add-ignore", action="store_true", help="write `# conv1d: ignore[...]` behind what is found")
    group.add_argument("--reason", metavar="TEXT", type=_reason, help="with --add-ignore: what the comments say of it")


def check_together(arguments: Namespace) -> None:
    """Raises UsageError for options that go with another one that is not given, and for two that exclude each other."""
    questions = (_alone, _lone, _of_exit_status, _of_workers, _of_stdin, _of_watch, _of_reports)
    told = next((words for ask in questions if (words := ask(arguments)) is not None), None)
    if told is not None:
        raise UsageError(f"{PROGRAM} check: {told}")


def _alone(arguments: Namespace) -> str | None:
    given = [name for name in _INSTEAD if getattr(arguments, name) not in (None, False)]
    if given == ["fix", "diff"] or len(given) < 2:
        return None
    return _apart(_spelled(given[0]), _spelled(given[1]))


def _lone(arguments: Namespace) -> str | None:
    for name in ("unsafe_fixes", "show_fixes"):
        if getattr(arguments, name) and not (arguments.fix or arguments.diff):
            return f"{_spelled(name)} goes with --fix or --diff"
    return "--reason goes with --add-ignore" if arguments.reason and not arguments.add_ignore else None


def _of_exit_status(arguments: Namespace) -> str | None:
    if arguments.exit_zero and arguments.fail_on not in {None, "never"}:
        return _apart("--exit-zero", f"--fail-on {arguments.fail_on}")
    return None


def _of_workers(arguments: Namespace) -> str | None:
    if arguments.executor is None:
        return None
    return next((_apart("--executor", _spelled(name)) for name in _INSTEAD if getattr(arguments, name)), None)


def _of_stdin(arguments: Namespace) -> str | None:
    paths = arguments.paths
    if arguments.stdin_filename is not None and paths not in ([], [STDIN]):
        return f"--stdin-filename is a name for what stdin holds, and does not go with {paths[0]}"
    if STDIN in paths and len(paths) > 1:
        return "- (stdin) does not go with other paths"
    return None


def _of_watch(arguments: Namespace) -> str | None:
    if not arguments.watch:
        return None
    if STDIN in arguments.paths or arguments.stdin_filename is not None:
        return _apart("--watch", "stdin")
    once = ("write_baseline", "add_ignore", "show_files", "show_settings")
    return next((_apart("--watch", _spelled(name)) for name in once if getattr(arguments, name)), None)


def _of_reports(arguments: Namespace) -> str | None:
    if arguments.diff and arguments.output_format not in {None, "full"}:
        return f"--diff prints a diff, and no {arguments.output_format.upper()}"
    if arguments.statistics and (other := _against_statistics(arguments)) is not None:
        return _apart("--statistics", other)
    if arguments.output_file is None:
        return None
    return next((_apart("--output-file", _spelled(name)) for name in _PRINTING if getattr(arguments, name)), None)


#: What prints something else than a report.
_PRINTING = ("diff", "write_baseline", "show_files", "show_settings")


def _against_statistics(arguments: Namespace) -> str | None:
    if arguments.output_format not in {None, "full", "json"}:
        return f"--output-format {arguments.output_format}"
    return next((_spelled(name) for name in (*_PRINTING, "output_file") if getattr(arguments, name)), None)


def _apart(first: str, second: str) -> str:
    return f"{first} and {second} do not go together"


def _spelled(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _reason(words: str) -> str:
    reason = words.strip()
    if "#" in reason or len(reason.splitlines()) != 1 or not _is_text(reason):
        raise argparse.ArgumentTypeError("must be a reason in one line, without #")
    return reason


def _is_text(words: str) -> bool:
    """Whether a file can hold them: bytes that are no UTF-8 reach Python as halves of characters."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
