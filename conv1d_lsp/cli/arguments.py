"""The command line's grammar. What does not fit it is told in one sentence."""

import argparse
import os
from collections.abc import Callable, Sequence
from typing import NamedTuple, NoReturn

from conv1d_lsp import __version__
from conv1d_lsp.cli.check_options import add_check_options, check_together
from conv1d_lsp.cli.choosing import add_configuration
from conv1d_lsp.cli.scaling import add_cache_dir
from conv1d_lsp.cli.telling import add_outlets, list_of_formats
from conv1d_lsp.cli.words import PROGRAM, Once, OneOf, UsageError, output, path, positive, some
from conv1d_lsp.project.errors import did_you_mean

_ABOUT = "Find the line that Keras will refuse, and the shape of every tensor, without running the program."

_STATUSES = "exit status: 0 nothing found, 1 errors or warnings, 2 something could not be done"

_EXAMPLES = f"""examples:
  {PROGRAM} check                    every Python file below this folder
  {PROGRAM} check train.py models/   one file and one folder
  {PROGRAM} shapes train.py          the source with each tensor's shape
  {PROGRAM} summary train.py:model   what model.summary() would print
  {PROGRAM} graph train.py > m.svg   its models as a picture
  {PROGRAM} rule window-too-long     what a rule is about

{_STATUSES}"""


_CHECK = f"""examples:
  {PROGRAM} check train.py models/
  {PROGRAM} check --keras 2 --output-format json . > findings.json
  {PROGRAM} check --diff train.py
  {PROGRAM} check --fix train.py
  {PROGRAM} check --fix --stdin-filename train.py - < train.py

{list_of_formats()}

{_STATUSES}"""

_SHAPES = f"""example:
  {PROGRAM} shapes train.py

None is a dimension that the model leaves open, ? one that cannot be told."""

_SUMMARY = f"""examples:
  {PROGRAM} summary train.py
  {PROGRAM} summary train.py:encoder
  {PROGRAM} summary --cost --batch 32 train.py"""

_GRAPH = f"""examples:
  {PROGRAM} graph train.py > model.svg
  {PROGRAM} graph --format mermaid train.py:encoder"""

_MERGE = f"""example:
  {PROGRAM} check --shard 1/2 --output-file 1.json .   on one machine
  {PROGRAM} check --shard 2/2 --output-file 2.json .   on another
  {PROGRAM} merge 1.json 2.json

{list_of_formats()}

{_STATUSES}"""

_RULE = f"example:\n  {PROGRAM} rule window-too-long"

_CLEAN = f"example:\n  {PROGRAM} clean"

_SERVER = f"example:\n  {PROGRAM} server"

_COMPLETION = f"""for this session, and for good:
  bash  eval "$({PROGRAM} completion bash)"       in ~/.bashrc
  zsh   eval "$({PROGRAM} completion zsh)"        in ~/.zshrc, after compinit
  fish  {PROGRAM} completion fish | source        in ~/.config/fish/config.fish
  tcsh  {PROGRAM} completion tcsh > ~/.{PROGRAM}.tcsh; source ~/.{PROGRAM}.tcsh"""

_GENERATIONS = ("2", "3", "auto")

#: Of the commands that print; those of `check` are in `reports.formats`.
_FORMATS = ("text", "json")


class _NeverPrinted(argparse.HelpFormatter):
    """argparse makes one for each argument that is added; this one does not ask how wide the terminal is."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class _Parser(argparse.ArgumentParser):
    """argparse, whose complaints are raised as one sentence instead of printed with the usage."""

    def __init__(self, prog: str, description: str, epilog: str) -> None:
        super().__init__(
            prog, description=description, epilog=epilog, formatter_class=_NeverPrinted, allow_abbrev=False
        )
        self.register("action", None, Once)

    def format_help(self) -> str:
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        return super().format_help()

    def format_usage(self) -> str:
        return ""  # what reads words intermixed wants it for complaints, and ours have none

    def error(self, message: str) -> NoReturn:
        sentence = message.removeprefix("argument ").replace(": must ", " must ").replace(": names ", " names ")
        raise UsageError(f"{self.prog}: {sentence} (see {self.prog} --help)")

    def options(self) -> list[str]:
        """The long options, as one may have meant them."""
        return [option for action in self._actions for option in action.option_strings]


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command and its options. Raises UsageError; ends the process for `--help` and `--version`, as argparse does.

    `command` is None if there is none.
    """
    argv = _marked_as_paths(argv)
    if not argv or argv[0].startswith("-"):
        asked = _whole()
        arguments, unknown = asked.parse_known_args(argv)
    elif argv[0] in _COMMANDS:
        asked = _parser_of(argv[0])
        if not {"-h", "--help"}.isdisjoint(argv):
            asked.print_help()
            asked.exit()
        arguments, unknown = asked.parse_known_intermixed_args(argv[1:])  # so that paths may stand around options
        arguments.command = argv[0]
        if not unknown:
            _check_together(arguments)
    else:
        raise UsageError(_no_such_command(argv[0]))
    if unknown:
        raise UsageError(_no_such_word(unknown[0].partition("=")[0], asked))
    return arguments


def _check_together(arguments: argparse.Namespace) -> None:
    if getattr(arguments, "isolated", False) and arguments.config is not None:
        raise UsageError(f"{PROGRAM} {arguments.command}: --isolated and --config do not go together")
    if arguments.command == "check":
        check_together(arguments)


def _marked_as_paths(argv: Sequence[str]) -> Sequence[str]:
    """What follows `--` is no option, which argparse forgets when it reads options and paths intermixed."""
    if "--" not in argv:
        return argv
    end = argv.index("--")
    return [*argv[:end], *(f"./{word}" if word.startswith("-") else word for word in argv[end + 1 :])]


def help_text() -> str:
    """What `--help` prints."""
    return _whole().format_help()


def _no_such_command(word: str) -> str:
    if os.path.exists(word):  # noqa: PTH110 - it never raises
        return f'{PROGRAM}: there is no command "{word}"; to check that path: {PROGRAM} check {word}'
    return f'{PROGRAM}: there is no command "{word}"{did_you_mean(word, _COMMANDS) or f" (see {PROGRAM} --help)"}'


def _no_such_word(word: str, asked: _Parser) -> str:
    kind = "option" if word.startswith("-") else "argument"
    near = did_you_mean(word, asked.options()) or f" (see {asked.prog} --help)"
    return f'{asked.prog}: there is no {kind} "{word}"{near}'


class _Command(NamedTuple):
    """about: what it does, for the list of commands. add: gives a parser what the command takes."""

    about: str
    epilog: str
    add: Callable[[argparse.ArgumentParser], None]


def _whole() -> _Parser:
    """What stands before a command, and the list of them."""
    parser = _Parser(PROGRAM, _ABOUT, _EXAMPLES)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(
        prog=PROGRAM, dest="command", metavar="COMMAND", title="commands", parser_class=argparse.ArgumentParser
    )
    for name, each in _COMMANDS.items():
        commands.add_parser(name, help=each.about)  # for the list alone: `parse` reads what follows a command
    return parser


def grammar() -> list[argparse.ArgumentParser]:
    """All of it, for who does not read one command line alone: a parser, and those of the commands that it has."""
    parser = argparse.ArgumentParser(PROGRAM, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=__version__, help="print the version")
    commands = parser.add_subparsers(metavar="COMMAND")
    parsers = [parser]
    for name, each in _COMMANDS.items():
        parsers.append(commands.add_parser(name, help=each.about, allow_abbrev=False))
        each.add(parsers[-1])
    return parsers


def _parser_of(name: str) -> _Parser:
    """The grammar of one command: those of all of them cost more than a file without Keras."""
    about, epilog, add = _COMMANDS[name]
    parser = _Parser(f"{PROGRAM} {name}", f"{about[0].upper()}{about[1:]}.", epilog)
    add(parser)
    return parser


def _add_check(check: argparse.ArgumentParser) -> None:
    check.usage = "%(prog)s [OPTIONS] [PATH ...]"
    add_check_options(check)
    _add_reading(check, "; both tells what fails or differs under either", (*_GENERATIONS, "both"))


def _add_shapes(shapes: argparse.ArgumentParser) -> None:
    shapes.add_argument("files", metavar="FILE", nargs="+", type=path, help="a Python file")
    _add_format(shapes)
    _add_reading(shapes, "", _GENERATIONS)


def _add_summary(summary: argparse.ArgumentParser) -> None:
    _add_targets(summary)
    summary.add_argument(
        "--cost", action="store_true", help="also multiply-accumulate operations and activation memory"
    )
    summary.add_argument(
        "--batch", metavar="N", type=positive, default=1, help="samples that --cost is for (default: 1)"
    )
    _add_format(summary)
    _add_reading(summary, "", _GENERATIONS)


def _add_graph(graph: argparse.ArgumentParser) -> None:
    _add_targets(graph)
    graph.add_argument(
        "--format",
        metavar="FORMAT",
        type=OneOf("svg", "mermaid", "dot", "json"),
        default="svg",
        help="svg (the default), mermaid, dot (of Graphviz), or json for programs",
    )
    graph.add_argument("--output-file", metavar="FILE", type=output, help="write to this file, whole or not at all")
    _add_reading(graph, "", _GENERATIONS)


def _add_rule(rule: argparse.ArgumentParser) -> None:
    rule.add_argument(
        "name", metavar="NAME", nargs="?", type=some, help="the rule's name, as check prints it in brackets"
    )


def _add_merge(merge: argparse.ArgumentParser) -> None:
    merge.add_argument("reports", metavar="REPORT", nargs="+", type=path, help="what check --output-format json wrote")
    add_outlets(merge)


def _add_completion(completion: argparse.ArgumentParser) -> None:
    completion.add_argument(
        "shell", metavar="SHELL", type=OneOf("bash", "zsh", "fish", "tcsh"), help="bash, zsh, fish or tcsh"
    )


def _add_nothing(server: argparse.ArgumentParser) -> None:
    """`__main__` starts the server, which reads its own options."""


def _add_targets(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "targets", metavar="FILE[:NAME]", nargs="+", type=some, help="a Python file; NAME is one of its models"
    )


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output-format",
        metavar="FORMAT",
        type=OneOf(*_FORMATS),
        default="text",
        help="text (the default) for people, json for programs",
    )


def _add_reading(parser: argparse.ArgumentParser, more: str, generations: Sequence[str]) -> None:
    parser.add_argument(
        "--keras",
        metavar="|".join(generations),
        type=OneOf(*generations),
        default="auto",
        help="the generation of Keras that the code runs under; auto (the default) goes by the "
        f"configuration, else the file's imports, else the version that the project pins, else 3{more}",
    )
    parser.add_argument(
        "--no-data-files",
        action="store_true",
        help="do not look into the files of data that the code names (.npy, .npz, tables of text) for their shapes",
    )
    add_configuration(parser)


_COMMANDS = {
    "check": _Command("report shape errors in files and folders", _CHECK, _add_check),
    "shapes": _Command("show the source with the shape of each tensor in the margin", _SHAPES, _add_shapes),
    "summary": _Command("show the tables that model.summary() would print", _SUMMARY, _add_summary),
    "graph": _Command("draw models, with shapes and what is wrong", _GRAPH, _add_graph),
    "rule": _Command("explain a rule, or list them all", _RULE, _add_rule),
    "merge": _Command("join the JSON reports of several runs, in any format of check", _MERGE, _add_merge),
    "clean": _Command("delete what earlier runs of check have kept to be quick", _CLEAN, add_cache_dir),
    "completion": _Command("print a script that has a shell complete what is typed", _COMPLETION, _add_completion),
    "server": _Command("run the language server for an editor, on stdin and stdout", _SERVER, _add_nothing),
}
