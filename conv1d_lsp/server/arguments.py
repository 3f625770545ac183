"""What follows `conv1d-lsp server`. What makes no sense is told in one sentence."""

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

from conv1d_lsp.project.errors import did_you_mean

#: The largest number of a process that systems give out.
_LAST_PROCESS = 2**31 - 1

_LAST_PORT = 2**16 - 1


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The options. Ends the process for `--help` and for what makes no sense, as argparse does.

    Of an option that is given twice the last one holds: clients add theirs to what the user has configured.
    """
    asked = grammar()
    options, unknown = asked.parse_known_args(words)
    if unknown:
        word = unknown[0].partition("=")[0]
        kind = "option" if word.startswith("-") else "argument"
        known = [option for action in asked._actions for option in action.option_strings]
        asked.exit(2, f'{asked.prog}: there is no {kind} "{word}"{did_you_mean(word, known) or asked.hint}\n')
    return options


class _Parser(argparse.ArgumentParser):
    """argparse, whose complaints are one sentence without the usage."""

    @property
    def hint(self) -> str:
        """Where more is told."""
        return f" (see {self.prog} --help)"

    def error(self, message: str) -> NoReturn:
        sentence = message.removeprefix("argument ").replace(": must ", " must ")
        self.exit(2, f"{self.prog}: {sentence}{self.hint}\n")


def grammar() -> _Parser:
    """All that it takes."""
    parser = _Parser(
        prog="conv1d-lsp server",
        description="Speaks the Language Server Protocol with one editor, over its standard streams.",
        allow_abbrev=False,
    )
    streams = parser.add_mutually_exclusive_group()
    streams.add_argument("--stdio", action="store_true", help="use the standard streams (this is what happens anyway)")
    streams.add_argument(
        "--tcp", type=_up_to(_LAST_PORT), metavar="PORT", help="wait on this port of 127.0.0.1, to look for errors"
    )
    parser.add_argument("--clientProcessId", type=_up_to(_LAST_PROCESS), metavar="N", help="end when this process does")
    return parser


def _up_to(last: int) -> Callable[[str], int]:
    def number(word: str) -> int:
        if not word.isdecimal() or not 0 < int(word[:19]) <= last:
            raise argparse.ArgumentTypeError(f'must be a number from 1 to {last}, not "{word}"')
        return int(word)

    return number
