"""What the command line takes, and what it says about the rest."""

from pathlib import Path

import pytest

from conv1d_lsp.cli.arguments import parse
from conv1d_lsp.cli.words import UsageError


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {"command": None}),
        (["check"], {"command": "check", "paths": [], "keras": "auto", "output_format": None}),
        (["check", "a.py", "--keras", "2", "b"], {"paths": [Path("a.py"), Path("b")], "keras": "2"}),
        (["check", "--keras=3", "--output-format=json"], {"keras": "3", "output_format": "json"}),
        (["shapes", "--keras", "auto", "a.py"], {"files": [Path("a.py")], "keras": "auto"}),
        (["summary", "a.py:model"], {"targets": ["a.py:model"]}),
        (
            ["check", "--keras", "2", "--", "-a.py", "--keras"],
            {"paths": [Path("-a.py"), Path("--keras")], "keras": "2"},
        ),
        (["rule"], {"name": None}),
        (["rule", "input-rank"], {"name": "input-rank"}),
    ],
)
def test_a_command_line(words: list[str], expected: dict[str, object]) -> None:
    found = vars(parse(words))
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chek"], 'conv1d-lsp: there is no command "chek"; did you mean "check"?'),
        (["frobnicate"], 'conv1d-lsp: there is no command "frobnicate" (see conv1d-lsp --help)'),
        (["--verison"], 'conv1d-lsp: there is no option "--verison"; did you mean "--version"?'),
        (["check", "--kears=2"], 'conv1d-lsp check: there is no option "--kears"; did you mean "--keras"?'),
        (["check", "-z"], 'conv1d-lsp check: there is no option "-z" (see conv1d-lsp check --help)'),
        (["check", ""], "conv1d-lsp check: PATH must not be an empty word (see conv1d-lsp check --help)"),
        (["rule", "a", "b"], 'conv1d-lsp rule: there is no argument "b" (see conv1d-lsp rule --help)'),
        (
            ["check", "--keras", "4"],
            'conv1d-lsp check: --keras must be 2, 3, auto or both, not "4" (see conv1d-lsp check --help)',
        ),
        (
            ["check", "--fail-on", "errors"],
            'conv1d-lsp check: --fail-on must be warning, error or never, not "errors" (see conv1d-lsp check --help)',
        ),
        (
            ["check", "--color", "yes"],
            'conv1d-lsp check: --color must be auto, always or never, not "yes" (see conv1d-lsp check --help)',
        ),
        (
            ["check", "--per-file-ignores", "open-size"],
            "conv1d-lsp check: --per-file-ignores must be a pattern and rules, such as tests/**:open-size, "
            'not "open-size" (see conv1d-lsp check --help)',
        ),
        (
            ["check", "--exclude", "a,,b"],
            "conv1d-lsp check: --exclude must be patterns of paths, with commas between, "
            'not "a,,b" (see conv1d-lsp check --help)',
        ),
        (
            ["check", "--config", ""],
            "conv1d-lsp check: --config must not be an empty word (see conv1d-lsp check --help)",
        ),
        (
            ["check", "--statistics", "--output-format", "sarif"],
            "conv1d-lsp check: --statistics and --output-format sarif do not go together",
        ),
        (["check", "--watch", "--show-files"], "conv1d-lsp check: --watch and --show-files do not go together"),
        (["check", "--fix", "--add-ignore"], "conv1d-lsp check: --fix and --add-ignore do not go together"),
        (["check", "--reason", "old"], "conv1d-lsp check: --reason goes with --add-ignore"),
        (
            ["check", "--reason", "a # b"],
            "conv1d-lsp check: --reason must be a reason in one line, without # (see conv1d-lsp check --help)",
        ),
        (
            ["check", "--ignore", "open-size, input-rnk"],
            'conv1d-lsp check: --ignore names a rule that there is not: "input-rnk"; did you mean "input-rank"? '
            "(see conv1d-lsp check --help)",
        ),
        (
            ["shapes", "a.py", "--output-format", "xml"],
            'conv1d-lsp shapes: --output-format must be text or json, not "xml" (see conv1d-lsp shapes --help)',
        ),
        (
            ["check", "--keras"],
            "conv1d-lsp check: --keras: expected one argument (see conv1d-lsp check --help)",
        ),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(words: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(words)
    assert str(caught.value) == sentence


def test_a_path_in_place_of_a_command(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="to check that path: conv1d-lsp check "):
        parse([str(tmp_path)])
