"""Configuration files: which one holds, what it may say, and what is said of one that cannot be followed."""

import json
from pathlib import Path

import jsonschema
import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.project.configuration import Configurations
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.excluding import Excludes
from conv1d_lsp.project.schema import configuration_schema
from conv1d_lsp.project.settings import Chosen, ProjectSettings
from conv1d_lsp.project.severities import Selection
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.discover import Found, discover
from tests.schema import FILE, as_written
from tests.units.project.test_severities import RANK
from tests.units.reports.records import TOO_LONG

OLD, NEW = Generation.KERAS_2, Generation.KERAS_3


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, text: str | bytes = "") -> None:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def keras(file: str, settings: ProjectSettings | None = None) -> Generation | None:
    return (settings or ProjectSettings()).for_file(Path(file)).keras


def rules(file: str, chosen: Chosen = Chosen()) -> dict[str, str]:  # noqa: B008 - it does not change
    """The severity of each rule that is shown of two."""
    view = ProjectSettings(chosen=chosen).view(Path(file))
    shown = view.of(Analysis("a.py", 3, "", (TOO_LONG, RANK)), "").diagnostics
    return {each.rule: each.severity.value for each in shown}


def found(*paths: str, excludes: Excludes = Excludes()) -> list[str]:  # noqa: B008 - it does not change
    settings = ProjectSettings(chosen=Chosen(excludes=excludes))
    files = discover([Path(path) for path in paths or (".",)], settings.leaves_out)
    return [each.path.as_posix() for each in files if isinstance(each, Found)]


def test_of_the_files_of_a_folder_the_one_of_our_own_holds_and_alone() -> None:
    write("pyproject.toml", '[tool.conv1d-lsp]\nkeras = 2\nrules = { input-rank = "off" }\n')
    assert keras("a.py") == OLD
    write("conv1d-lsp.toml", "keras = 3\n")
    assert keras("sub/a.py") == NEW
    assert "input-rank" in rules("a.py")
    write(".conv1d-lsp.toml", "keras = 2\n")
    assert keras("a.py") == OLD
    write("sub/pyproject.toml", "[tool.conv1d-lsp]\n")
    assert keras("sub/a.py") is None


def test_one_that_is_named_holds_everywhere_and_isolated_runs_have_none() -> None:
    write("conv1d-lsp.toml", "keras = 3\n")
    write("ci/strict.toml", 'keras = 2\nper-path = { "/a.py" = { input-rank = "hint" } }\n')
    named = ProjectSettings(configurations=Configurations(Path("ci/strict.toml")))
    assert keras("sub/a.py", named) == OLD
    assert named.view(Path("a.py")).severities.levels  # patterns count from the working folder
    assert not named.view(Path("sub/a.py")).severities.levels
    assert keras("a.py", ProjectSettings(configurations=Configurations(isolated=True))) is None


def test_overrides_speak_of_some_files_and_the_later_one_wins() -> None:
    write(
        "conv1d-lsp.toml",
        """keras = 3
rules = { input-rank = "warning" }
[[overrides]]
files = ["legacy/**", "*_old.py"]
keras = 2
rules = { input-rank = "off" }
[[overrides]]
files = ["legacy/new"]
keras = "auto"
read-data-files = false
rules = { window-too-long = "hint" }
""",
    )
    assert (keras("a.py"), keras("sub/b_old.py"), keras("legacy/a.py"), keras("legacy/new/a.py")) == (3, 2, 2, None)
    assert rules("a.py") == {"window-too-long": "error", "input-rank": "warning"}
    assert rules("legacy/a.py") == {"window-too-long": "error"}
    assert rules("legacy/new/a.py") == {"window-too-long": "hint"}
    settings = ProjectSettings()
    assert settings.for_file(Path("legacy/a.py")).read_data_files
    assert not settings.for_file(Path("legacy/new/a.py")).read_data_files


def test_rules_are_selected_and_the_command_line_has_the_last_word() -> None:
    write("conv1d-lsp.toml", 'select = ["input-rank"]\n')
    assert list(rules("a.py")) == ["input-rank"]
    assert list(rules("a.py", Chosen(Selection(extend=frozenset({"window-too-long"}))))) == [
        "window-too-long",
        "input-rank",
    ]
    assert list(rules("a.py", Chosen(Selection(frozenset({"window-too-long"}))))) == ["window-too-long"]
    write("conv1d-lsp.toml", 'ignore = ["input-rank"]\nextend-select = ["window-too-long"]\n')
    assert list(rules("a.py")) == ["window-too-long"]
    assert list(rules("a.py", Chosen(Selection(frozenset({"input-rank"}))))) == ["input-rank"]
    assert not rules("a.py", Chosen(Selection(ignore=frozenset({"window-too-long"}))))


def test_rules_are_ignored_by_file() -> None:
    write("conv1d-lsp.toml", 'per-file-ignores = { "tests/**" = ["input-rank"] }\n')
    assert list(rules("tests/a.py")) == ["window-too-long"]
    assert not rules("tests/a.py", Chosen(Selection(frozenset({"input-rank"}))))
    other = Chosen(per_file=(("a.py", frozenset({"window-too-long"})),))
    assert list(rules("tests/a.py", other)) == ["input-rank"]
    assert len(rules("tests/b.py", other)) == 2


def test_what_is_excluded_is_not_walked_unless_it_is_named() -> None:
    for name in ("a.py", "gen/a.py", "gen/in/b.py", "sub/gen/c.py", "build/d.py", "old/e.py", "old/f.py"):
        write(name)
    write("conv1d-lsp.toml", 'extend-exclude = ["/gen", "old/e.py"]\n')
    assert found() == ["a.py", "old/f.py", "sub/gen/c.py"]
    assert found("gen") == ["gen/a.py", "gen/in/b.py"]
    assert found("old/e.py", "old") == ["old/e.py", "old/f.py"]
    assert found("build") == ["build/d.py"]
    write("conv1d-lsp.toml", 'exclude = ["gen/", "old/**"]\n')
    assert found() == ["a.py", "build/d.py"]
    write("sub/conv1d-lsp.toml", "exclude = []\n")
    assert found() == ["a.py", "build/d.py", "sub/gen/c.py"]
    assert found(excludes=Excludes(("sub",), ("*.py",))) == []
    assert found(excludes=Excludes(("sub", "old"))) == ["a.py", "build/d.py", "gen/a.py", "gen/in/b.py"]


def test_what_git_ignores_is_left_out_unless_it_is_named() -> None:
    for name in ("a.py", "out/b.py", "sub/c.py", "sub/d.py", "sub/deep/e.py"):
        write(name)
    write(".gitignore", "# made\nout/\nc.py\n\n*.log\n")
    write("sub/.gitignore", "!c.py\n/deep\n")
    write(".git/info/exclude", "d.py\n")
    assert found() == ["a.py", "sub/c.py"]
    assert found("out", "sub/deep", "sub/d.py") == ["out/b.py", "sub/deep/e.py", "sub/d.py"]
    assert "out/b.py" in found(excludes=Excludes(respect_gitignore=False))
    write("conv1d-lsp.toml", "respect-gitignore = false\n")
    assert len(found()) == 5
    assert len(found(excludes=Excludes(respect_gitignore=True))) == 2
    Path(".git/info/exclude").unlink()
    Path(".git/info").rmdir()
    Path(".git").rmdir()
    assert len(found(excludes=Excludes(respect_gitignore=True))) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kears = 2\n", 'conv1d-lsp.toml has no setting "kears"; did you mean "keras"?'),
        ("keras = 4\n", 'conv1d-lsp.toml: keras must be 2, 3, "both" or "auto", not 4'),
        ('fail-on = "errors"\n', 'fail-on must be "warning", "error" or "never", not "errors"'),
        ('exclude = "a"\n', 'exclude must be a list of patterns of paths, not "a"'),
        ('exclude = ["/"]\n', "exclude must be a list of patterns of paths"),
        ('select = "input-rank"\n', 'select must be a list of rules, not "input-rank"'),
        ('ignore = ["input-rnk"]\n', 'ignore: there is no rule "input-rnk"; did you mean "input-rank"?'),
        ('per-file-ignores = { "a" = 1 }\n', '"a" in [per-file-ignores] must be a list of rules, not 1'),
        ("per-file-ignores = 1\n", "[per-file-ignores] must be a table, not 1"),
        ("baseline = 3\n", "baseline must be the path of a file, not 3"),
        ("overrides = 3\n", "[overrides] must be a list of tables, each under [[overrides]]"),
        ("[[overrides]]\nkeras = 2\n", "[overrides[0]] says no files = [...] that it is about"),
        ('[[overrides]]\nfiles = ["a"]\nfail-on = "never"\n', '[overrides[0]] has no setting "fail-on"'),
        ('[[overrides]]\nfiles = ["a"]\nkeras = 9\n', "keras in [overrides[0]] must be 2, 3"),
        ("keras = \n", "conv1d-lsp.toml is not valid TOML: "),
        (b"keras = '\xff'\n", "conv1d-lsp.toml is not valid TOML: "),
        ("a = " + "[" * 5000, "conv1d-lsp.toml is nested too deep"),
        ("#" * 20_000_001, "it has 20,000,001 bytes, more than the limit of 2,000,000"),
    ],
)
def test_what_cannot_be_followed_is_told_in_a_sentence(text: str | bytes, words: str) -> None:
    write("conv1d-lsp.toml", text)
    settings = ProjectSettings()
    for ask in (settings.for_file, settings.view):
        with pytest.raises(ConfigurationError) as caught:
            ask(Path("a.py"))
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)
    assert found() == []


def test_a_folder_in_the_place_of_a_file() -> None:
    Path("conv1d-lsp.toml").mkdir()
    with pytest.raises(ConfigurationError, match=r"conv1d-lsp\.toml cannot be read: it is a folder"):
        ProjectSettings().for_file(Path("a.py"))


def test_the_schema_is_the_one_that_the_definition_gives() -> None:
    assert FILE.read_text(encoding="utf-8") == as_written(), "`python -m tests.schema` writes it anew"
    schema = json.loads(as_written())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == configuration_schema()


@pytest.mark.parametrize(
    ("said", "valid"),
    [
        ({"keras": "both", "rules": {"input-rank": "off"}, "per-file-ignores": {"a": ["open-size"]}}, True),
        ({"overrides": [{"files": ["a"], "keras": 2}]}, True),
        ({"overrides": [{"keras": 2}]}, False),
        ({"kears": 2}, False),
        ({"rules": {"analysis-failed": "off"}}, False),
        ({"select": ["none-such"]}, False),
        ({"fail-on": "hint"}, False),
    ],
)
def test_the_schema_takes_what_is_read(said: dict[str, object], valid: bool) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(as_written()))
    assert validator.is_valid(said) is valid
