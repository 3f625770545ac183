"""Every option of every command with values that are none: one sentence that names it, and status 2.

The options come from the parsers, so that a new one without an entry in `WRONG` fails.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.cli.arguments import grammar
from conv1d_lsp.server import arguments as server
from tests.units.cli.started import FAULTY, write

LONG = "9" * 5_000
NO_WORDS = ("nonsense", "AUTO", "1", LONG)
NO_NUMBERS = ("0", "-1", "1.5", "ten", "²", LONG)
NO_RULES = ("open-siz", "open-size,", ",", " ", "open-size;input-rank", LONG)
NO_PATTERNS = (",", "a,,b", "/", " ", "!a")
NO_FILES = ("gone.file", "folder", LONG)
NOT_WRITABLE = ("gone/new.file", "folder", "train.py", "NEW.IPYNB", LONG)

#: By option, or by what a path or word is called in the help; an empty word and no word are tried of all of them.
WRONG = {
    "check PATH": ("gone.py", LONG),
    "shapes FILE": NO_FILES,
    "summary FILE[:NAME]": (*NO_FILES, "sound.py:nobody", ":model", f"{LONG}:model"),
    "graph FILE[:NAME]": (*NO_FILES, "sound.py:nobody", ":model", f"{LONG}:model"),
    "rule NAME": NO_WORDS,
    "merge REPORT": (*NO_FILES, "train.py"),
    "completion SHELL": NO_WORDS,
    "--add-ignore": (),
    "--baseline": (*NO_FILES, "train.py"),
    "--batch": NO_NUMBERS,
    "--cache-dir": (),
    "--clientProcessId": (*NO_NUMBERS, "2147483648"),
    "--color": NO_WORDS,
    "--config": (*NO_FILES, "train.py"),
    "--cost": (),
    "--diff": (),
    "--exclude": NO_PATTERNS,
    "--executor": ("nonsense", "dask:8786", "dask://host", "dask://host:0", "dask://host:65536", "http://host:1", LONG),
    "--exit-zero": (),
    "--extend-exclude": NO_PATTERNS,
    "--extend-select": NO_RULES,
    "--fail-on": NO_WORDS,
    "--fix": (),
    "--force-exclude": (),
    "--format": NO_WORDS,
    "--ignore": NO_RULES,
    "--isolated": (),
    "--jobs": (*NO_NUMBERS, "257"),
    "--keras": NO_WORDS,
    "--no-cache": (),
    "--no-data-files": (),
    "--output-file": NOT_WRITABLE,
    "--output-format": NO_WORDS,
    "--per-file-ignores": ("open-size", ":open-size", "/:open-size", "a.py:", *(f"a.py:{each}" for each in NO_RULES)),
    "--quiet": (),
    "--reason": (" ", "a # b", "a\nb", "a\x0cb", "\udcff"),
    "--respect-gitignore": (),
    "--select": NO_RULES,
    "--shard": ("1", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3", f"1/{LONG}"),
    "--show-files": (),
    "--show-fixes": (),
    "--show-settings": (),
    "--statistics": (),
    "--stdin-filename": (),
    "--stdio": (),
    "--tcp": (*NO_NUMBERS, "65536", "99999"),
    "--unsafe-fixes": (),
    "--watch": (),
    "--write-baseline": (*NOT_WRITABLE, "train.py"),
}

#: What a command wants beside the option.
BESIDE = {
    "check": ["train.py"],
    "shapes": ["train.py"],
    "summary": ["train.py"],
    "graph": ["train.py"],
    "merge": ["report.json"],
    "completion": ["bash"],
}


def actions() -> Iterator[tuple[str, argparse.Action]]:
    """Each, with its command."""
    whole, *commands = grammar()
    for parser in (*commands, server.grammar()):
        for action in parser._actions:
            if not isinstance(action, argparse._HelpAction):
                yield parser.prog.removeprefix(f"{whole.prog} "), action


def name_of(command: str, action: argparse.Action) -> str:
    return next((each for each in action.option_strings if each[:2] == "--"), f"{command} {action.metavar}")


def command_lines() -> Iterator[list[str]]:
    """The command, the option or else what the word is called, and the words that make no sense."""
    for command, action in actions():
        name = name_of(command, action)
        if not action.option_strings:
            yield from ([command, str(action.metavar), word] for word in ("", *WRONG[name]))
        elif action.nargs == 0:
            yield from ([command, option, f"{option}=yes"] for option in action.option_strings if option[1] == "-")
        else:
            yield [command, name, name]
            yield from ([command, name, f"{name}={word}"] for word in ("", *WRONG[name]))
            yield from ([command, name, name, word] for word in WRONG[name][:1])


@pytest.fixture(autouse=True)
def surroundings() -> None:
    write("train.py", FAULTY)
    write("sound.py", "import keras\nmodel = keras.Sequential([keras.Input((10, 3))])\n")
    write("report.json", "[]\n")
    Path("folder").mkdir()


def test_every_option_has_an_entry() -> None:
    assert {name_of(*each) for each in actions()} == set(WRONG)


@pytest.mark.parametrize("words", [*command_lines()], ids=lambda words: " ".join(words)[:60])
def test_it_is_told_in_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    command, name, *wrong = words
    beside = BESIDE.get(command, []) if name.startswith("-") else []
    also = ["--add-ignore"] if name == "--reason" else []
    assert main([command, *beside, *also, *wrong]) == 2
    told = capsys.readouterr().err
    (sentence,) = (line for line in told.splitlines() if line.startswith("conv1d-lsp"))
    value = wrong[-1].removeprefix(f"{name}=")
    assert name in sentence or any(part and part in sentence for part in value.split(":"))
    assert told == f"{sentence}\n"
    assert sentence.count(" (see ") <= 1 and '""' not in sentence.replace('not ""', "")


def once() -> Iterator[tuple[str, str, str]]:
    for command, action in actions():
        if action.option_strings and type(action) is argparse._StoreAction and command != "server":
            yield command, name_of(command, action), right(action)


def right(action: argparse.Action) -> str:
    """A value that the option takes."""
    for word in ("1", "1/2", "dask://host:1", "text", "svg", "auto", "never", "a.py"):
        try:
            action.type(word)  # type: ignore[operator,misc]
        except (argparse.ArgumentTypeError, TypeError, ValueError):
            continue
        return word
    raise AssertionError(f"no value for {action}")


@pytest.mark.parametrize(("command", "option", "word"), [*once()])
def test_an_option_of_one_value_has_one(
    command: str, option: str, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, *BESIDE.get(command, []), option, word, f"{option}={word}"]) == 2
    hint = f"(see conv1d-lsp {command} --help)"
    assert capsys.readouterr().err == f"conv1d-lsp {command}: {option} must not be given twice {hint}\n"


def test_of_the_server_the_last_one_holds() -> None:
    assert server.parse(["--clientProcessId", "1", "--clientProcessId=2", "--stdio", "--stdio"]).clientProcessId == 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("check --isolated --config x.toml", "check: --isolated and --config do not go together"),
        ("shapes --isolated --config x.toml train.py", "shapes: --isolated and --config do not go together"),
        ("check --exit-zero --fail-on error", "check: --exit-zero and --fail-on error do not go together"),
        ("check --executor dask://h:1 --fix", "check: --executor and --fix do not go together"),
        ("check --executor dask://h:1 --diff", "check: --executor and --diff do not go together"),
        ("check --executor dask://h:1 --add-ignore", "check: --executor and --add-ignore do not go together"),
        (
            "check --executor dask://h:1 --write-baseline b.json",
            "check: --executor and --write-baseline do not go together",
        ),
        ("server --nonsense", 'server: there is no option "--nonsense" (see conv1d-lsp server --help)'),
        ("server --studio", 'server: there is no option "--studio"; did you mean "--stdio"?'),
        ("server train.py", 'server: there is no argument "train.py" (see conv1d-lsp server --help)'),
        (
            "server --stdio --tcp 7000",
            "server: --tcp: not allowed with argument --stdio (see conv1d-lsp server --help)",
        ),
    ],
)
def test_what_does_not_go_together(words: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words.split()) == 2
    assert capsys.readouterr().err == f"conv1d-lsp {sentence}\n"


def test_parts_of_a_run_write_one_baseline_and_comments_of_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    files = [write(f"m{number}.py", FAULTY) for number in range(6)]
    for part in ("1/2", "2/2"):
        assert main(["check", "--shard", part, "--write-baseline", "known.json"]) == 0
    assert main(["check", "--baseline", "known.json"]) == 0
    assert main(["check", "--shard", "1/2", "--add-ignore"]) == 0
    silenced = sum("conv1d: ignore" in file.read_text() for file in files)
    assert 0 < silenced < 6
    assert main(["check", "--shard", "2/2", "--add-ignore"]) == main(["check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_command_that_no_file_can_be_called(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([LONG]) == 2
    assert capsys.readouterr().err == f'conv1d-lsp: there is no command "{LONG}" (see conv1d-lsp --help)\n'
    assert main(["clean", "--cache-dir", LONG]) == 0
    assert capsys.readouterr().out == "There is no cache\n"
