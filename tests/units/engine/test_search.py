"""Where the modules of a project are looked for, and what is refused."""

import os
from pathlib import Path

import pytest

from conv1d_lsp.engine import Sources, Trees
from conv1d_lsp.engine.project import MOST_FILES
from conv1d_lsp.interpreter.loading import LoadedModule, Refused
from tests.units.engine.several import Project


def found(project: Project, checked: str, name: str) -> str | None:
    """The file that is found for a name, from the root of the project on."""
    module = project.imports(checked).find(name)
    if isinstance(module, LoadedModule):
        return os.path.relpath(module.path, project.folder).replace(os.sep, "/")
    return None if module is None else type(module).__name__


@pytest.mark.parametrize(
    ("checked", "name", "file"),
    [
        ("main.py", "helpers", "helpers.py"),
        ("main.py", "pkg", "pkg/__init__.py"),
        ("main.py", "pkg.deep.inner", "pkg/deep/inner.py"),
        ("main.py", "plain", "plain"),
        ("main.py", "plain.one", "plain/one.py"),
        ("main.py", "installed", "src/installed/__init__.py"),
        ("main.py", "helpers.inner", None),
        ("main.py", "pkg.missing", None),
        ("main.py", "Helpers", None),
        ("main.py", "main", "Itself"),
        ("main.py", "outside", None),
        ("plain/one.py", "helpers", "helpers.py"),
        ("plain/one.py", "two", "plain/two.py"),
        ("plain/one.py", "plain.two", "plain/two.py"),
        ("pkg/deep/inner.py", "pkg.deep.inner", "Itself"),
        ("pkg/deep/inner.py", "pkg.deep.helpers", "pkg/deep/helpers.py"),
        ("pkg/deep/inner.py", "helpers", "helpers.py"),
        ("pkg/deep/inner.py", "only_here", "pkg/deep/only_here.py"),
        ("src/installed/a.py", "installed.b", "src/installed/b.py"),
        ("tests/test_it.py", "installed.b", "src/installed/b.py"),
    ],
)
def test_where_modules_are_looked_for(project: Project, checked: str, name: str, file: str | None) -> None:
    names = """main helpers pkg/__init__ pkg/deep/__init__ pkg/deep/inner pkg/deep/helpers pkg/deep/only_here plain/one
    plain/two src/installed/__init__ src/installed/a src/installed/b tests/test_it ../outside"""
    project.write({f"{each}.py": "" for each in names.split()})
    assert found(project, checked, name) == file


def test_a_package_by_its_folders(project: Project) -> None:
    project.write({"pkg/__init__.py": "", "pkg/deep/__init__.py": "", "plain/one.py": ""})
    files = ("main.py", "pkg/a.py", "pkg/deep/__init__.py", "plain/one.py", "not-a-name/a.py")
    assert [project.imports(name).package for name in files] == ["", "pkg", "pkg.deep", "plain", ""]


def test_other_files_are_named_as_the_checked_one_is(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from conv1d_lsp.engine import ProjectImports

    project.write({"pkg/a.py": "", "common.py": ""})
    monkeypatch.chdir(project.folder / "pkg")
    for path, shown in (("a.py", "../common.py"), ("../pkg/a.py", "../common.py")):
        module = ProjectImports(path, Sources()).find("common")
        assert isinstance(module, LoadedModule) and module.path == shown


def test_nothing_outside_of_the_project_is_read(project: Project) -> None:
    project.write({"../secret.py": "KEY = 1\n", "main.py": ""})
    (project.folder / "linked.py").symlink_to(project.folder.parent / "secret.py")
    assert found(project, "main.py", "linked") is None
    assert found(project, "main.py", "secret") is None


def test_without_a_root_the_outermost_package_is_the_project(project: Project) -> None:
    (project.folder / "pyproject.toml").unlink()
    if any((parent / ".git").exists() for parent in project.folder.parents):
        pytest.skip("the temporary folder lies in a project")
    project.write(dict.fromkeys(("pkg/__init__.py", "pkg/a.py", "pkg/sub/__init__.py", "beside.py"), ""))
    assert found(project, "pkg/sub/b.py", "pkg.a") == "pkg/a.py"
    assert found(project, "pkg/sub/b.py", "beside") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [("x = 1\n" * 20, "more than the limit"), ("\0", "null byte"), ("# coding: none\n", "coding")],
)
def test_what_cannot_be_read_is_refused(project: Project, text: str, reason: str) -> None:
    project.write({"helpers.py": text})
    refused = project.imports("main.py", Sources(largest_file=100)).find("helpers")
    assert isinstance(refused, Refused) and reason in refused.reason


def test_a_program_that_is_too_large_is_followed_in_part(project: Project) -> None:
    project.write({f"m{n}.py": "x = 1\n" * 10 for n in range(3)})
    imports = project.imports("main.py", Sources(largest_file=120))
    kinds = [type(imports.find(f"m{n}")) for n in (0, 1, 2, 0)]
    assert kinds == [LoadedModule, LoadedModule, Refused, LoadedModule]


def test_a_program_of_very_many_files_is_followed_in_part(project: Project) -> None:
    project.write({f"m{n}.py": "x = 1\n" for n in range(MOST_FILES + 1)})
    imports = project.imports("main.py")
    kinds = [type(imports.find(f"m{n}")) for n in (*range(MOST_FILES + 1), 0)]
    assert kinds == [*[LoadedModule] * MOST_FILES, Refused, LoadedModule]


@pytest.mark.parametrize(
    ("files", "checked", "hidden"),
    [
        (("keras.py",), "main.py", True),
        (("keras/__init__.py",), "scripts/main.py", True),
        (("keras/notes.py",), "main.py", False),
        (("keras.py",), "keras.py", False),
        (("pkg/__init__.py", "pkg/keras.py"), "pkg/main.py", False),
    ],
)
def test_a_file_with_the_name_of_a_library(
    project: Project, files: tuple[str, ...], checked: str, hidden: bool
) -> None:
    project.write(dict.fromkeys(files, ""))
    assert project.imports(checked).hides("keras") is hidden


def test_broken_modules_are_followed_as_far_as_they_can_be(project: Project) -> None:
    project.write({"helpers.py": "SIZE = 9\ndef broken(:\n    pass\n"})
    module = project.imports("main.py").find("helpers")
    assert isinstance(module, LoadedModule) and not module.whole and module.parsed is not None


def test_open_files_win_over_the_disk(project: Project) -> None:
    project.write({"helpers.py": "SIZE = 9\n"})
    buffers = {str(Path(project.folder, "helpers.py")): "SIZE = 10\n"}
    module = project.imports("main.py", Sources(buffers)).find("helpers")
    assert isinstance(module, LoadedModule) and module.parsed is not None and module.parsed.text == "SIZE = 10\n"


def test_an_open_file_that_was_never_saved(project: Project) -> None:
    buffers = {str(Path(project.folder, "new.py")): "SIZE = 10\n"}
    assert isinstance(project.imports("main.py", Sources(buffers)).find("new"), LoadedModule)


def test_a_text_is_parsed_once() -> None:
    trees = Trees()
    assert trees.of("SIZE = 9\n") is trees.of("SIZE = 9\n")
