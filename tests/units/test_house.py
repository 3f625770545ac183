"""The rules of the house, for what no linter checks."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import conv1d_lsp
from tests.units.readme import README, ROOT, with_output

LONGEST = 400
TOP_LEVEL = {"conv1d_lsp", "editor", "tests", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "action.yml"}

#: Folders of one machine, and hosts of package registries, which a lock file likes to write down.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|farm|tmp/venv)/|resolved[\"]: \"http|\b(?:pypi|npmjs|pythonhosted)\.(?:org|com)\b"
)


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file that git knows and that is still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no clone: git lists no files here")
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "conv1d_lsp").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_no_file_is_long(tracked: list[Path]) -> None:
    lengths = {shown(path): len(path.read_bytes().splitlines()) for path in tracked if path.suffix in {".py", ".ts"}}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST}


def test_no_two_files_of_tests_have_one_name(tracked: list[Path]) -> None:
    """pytest collects folders without `__init__.py` by the file's name alone, and stops at the second."""
    names = [path.name for path in tracked if path.name.startswith("test_") and path.suffix == ".py"]
    assert sorted(set(names)) == sorted(names)


def test_top_level_holds_what_the_house_names(tracked: list[Path]) -> None:
    names = {shown(path).split("/")[0] for path in tracked}
    assert {name for name in names if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_names_one_machine(tracked: list[Path]) -> None:
    told = []
    for path in tracked:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        told += [f"{shown(path)}: {match.group()}" for match in FOREIGN.finditer(text)]
    assert not told


def test_every_module_says_what_it_is_for() -> None:
    assert not [shown(path) for path, module in modules() if not ast.get_docstring(module)]


def test_what_a_room_exports_says_what_it_is() -> None:
    """The names in a room's `__all__` have docstrings, where they are functions or classes."""
    exported: dict[str, set[str]] = {}
    for path, module in modules():
        if path.name == "__init__.py":
            exported[path.parent.name] = {
                name
                for node in module.body
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
                for name in ast.literal_eval(node.value)
            }
    silent = [
        f"{shown(path)}: {node.name}"
        for path, module in modules()
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and node.name in exported.get(path.parent.name, set())
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_import_contract_is_kept() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_dependency_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=!~\[; ]", text)[0] for text in project["dependencies"]}
    imported = set()
    for _, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    assert declared <= imported
    outside = imported - set(sys.stdlib_module_names) - {"conv1d_lsp"}
    assert outside - declared <= {
        "tensorflow",
        "keras",
        "tf_keras",
        "numpy",
        "distributed",
    }  # the worker's, and an extra


def test_the_version_is_the_same_everywhere() -> None:
    extension = ROOT / "editor/vscode"
    lock = json.loads((extension / "package-lock.json").read_text(encoding="utf-8"))
    versions = {
        conv1d_lsp.__version__,
        version("conv1d-lsp"),
        json.loads((extension / "package.json").read_text(encoding="utf-8"))["version"],
        lock["version"],
        lock["packages"][""]["version"],
    }
    assert len(versions) == 1


def commands(text: str) -> list[str]:
    """The commands that set something up, one on each line."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("python3 -m venv .venv &&")]


def test_ci_gives_the_commands_of_the_readme() -> None:
    readme = commands(README.read_text(encoding="utf-8"))
    ci = [command.removesuffix(" || status=$?") for command in commands((ROOT / ".ci/run").read_text(encoding="utf-8"))]
    assert len(readme) == 2
    assert readme == ci


def test_readme_shows_what_the_terminal_shows() -> None:
    text = README.read_text(encoding="utf-8")
    assert "$ conv1d-lsp check" in text
    assert text == with_output(text), "`python -m tests.units.readme` writes it anew"
