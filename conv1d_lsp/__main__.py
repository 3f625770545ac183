"""`conv1d-lsp` and `python -m conv1d_lsp`: either the command line or the server, which do not know each other."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (default: the process's own arguments) names; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["server"]:
        from conv1d_lsp.server import serve

        return serve(words[1:])
    from conv1d_lsp.cli.streams import guarded

    return guarded(lambda: _command_line(words))


def start() -> NoReturn:
    """The process `conv1d-lsp`."""
    status = main()
    if sys.argv[1:2] != ["server"]:
        _end_at_once(status)
    sys.exit(status)


def _end_at_once(status: int) -> None:
    """Everything is written and closed: that Python takes its modules apart would be a tenth of the whole time."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            return  # closed, or it cannot be written: Python's own end knows what to do
    os._exit(status)


def _command_line(words: Sequence[str]) -> int:
    from conv1d_lsp.cli.arguments import help_text, parse
    from conv1d_lsp.cli.run import run
    from conv1d_lsp.cli.status import Status
    from conv1d_lsp.cli.words import UsageError

    try:
        arguments = parse(words)
    except UsageError as error:
        print(error, file=sys.stderr)
        return Status.FAILED
    except SystemExit as end:  # argparse has printed the help or the version
        return int(end.code or 0)
    if arguments.command is None:
        print(help_text(), end="", file=sys.stderr)
        return Status.FAILED
    return run(arguments)


def _leave_out_working_folder() -> None:
    """Under `python -m`, Python searches the working folder first: a program's own `random.py` is not ours to run."""
    try:
        folder = os.getcwd()  # noqa: PTH109 - pathlib itself would be searched there
    except OSError:
        return  # it is gone, and Python left it out
    if sys.path[:1] == [folder]:
        del sys.path[0]


if __name__ == "__main__":
    _leave_out_working_folder()
    start()
