"""Which settings hold for a file, and what is said about those that cannot be followed."""

from pathlib import Path

import pytest

from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.settings import Generation, Settings

OLD, NEW = Generation.KERAS_2, Generation.KERAS_3


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's root with a folder `src` in it."""
    root = tmp_path / "project"
    (root / ".git").mkdir(parents=True)
    (root / "src").mkdir()
    return root


def configure(folder: Path, text: str) -> None:
    (folder / "pyproject.toml").write_text(text)


def test_nothing_said(project: Path) -> None:
    assert ProjectSettings().for_file(project / "src" / "a.py") == Settings()


@pytest.mark.parametrize("written", ["2", '"2"'])
def test_the_table_of_a_folder_above(project: Path, written: str) -> None:
    configure(project, f"[tool.conv1d-lsp]\nkeras = {written}\n")
    assert ProjectSettings().for_file(project / "src" / "a.py").keras == OLD


def test_both_are_asked_for(project: Path) -> None:
    configure(project, '[tool.conv1d-lsp]\nkeras = "both"\n')
    assert ProjectSettings().for_file(project / "a.py") == Settings(both=True)
    assert ProjectSettings(NEW).for_file(project / "a.py") == Settings(NEW)
    configure(project / "src", "[tool.conv1d-lsp]\nkeras = 2\n")
    assert ProjectSettings().for_file(project / "src" / "a.py") == Settings(OLD)


def test_files_of_data_are_read_where_nobody_says_no(project: Path) -> None:
    assert ProjectSettings().for_file(project / "a.py").read_data_files
    assert not ProjectSettings(read_data_files=False).for_file(project / "a.py").read_data_files
    configure(project, "[tool.conv1d-lsp]\nread-data-files = false\n")
    assert not ProjectSettings().for_file(project / "a.py").read_data_files
    configure(project, "[tool.conv1d-lsp]\nread-data-files = 0\n")
    with pytest.raises(ConfigurationError, match=r"read-data-files in .* must be true or false, not 0"):
        ProjectSettings().for_file(project / "a.py")


def test_the_users_word_wins(project: Path) -> None:
    configure(project, "[tool.conv1d-lsp]\nkeras = 2\n")
    assert ProjectSettings(NEW).for_file(project / "a.py").keras == NEW


def test_the_nearest_table_wins_and_one_of_other_tools_is_no_table(project: Path) -> None:
    configure(project, "[tool.conv1d-lsp]\nkeras = 2\n")
    configure(project / "src", "[tool.other]\nkeras = 3\n")
    assert ProjectSettings().for_file(project / "src" / "a.py").keras == OLD
    configure(project / "src", '[tool.conv1d-lsp]\nkeras = "auto"\n')
    assert ProjectSettings().for_file(project / "src" / "a.py").keras is None


def test_a_pin_is_inherited_up_to_the_root(project: Path) -> None:
    (project / "requirements.txt").write_text("tensorflow==2.10\n")
    assert ProjectSettings().for_file(project / "src" / "a.py").pinned_keras == OLD
    (project / "requirements.txt").unlink()
    (project.parent / "requirements.txt").write_text("tensorflow==2.10\n")
    assert ProjectSettings().for_file(project / "src" / "a.py").pinned_keras is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.conv1d-lsp]\nkears = 2\n", 'has no setting "kears"; did you mean "keras"?'),
        ("[tool.conv1d-lsp]\nkeras = 4\n", 'must be 2, 3, "both" or "auto", not 4'),
        ("[tool.conv1d-lsp]\nkeras = true\n", "not true"),
        ("[tool.conv1d-lsp]\nkeras = 2.0\n", "not 2.0"),
        ('[tool.conv1d-lsp]\nkeras = "new"\n', 'not "new"'),
        ("[tool]\nconv1d-lsp = 2\n", "must be a table, not 2"),
        ("[tool.conv1d-lsp\n", "is not valid TOML"),
    ],
)
def test_settings_that_cannot_be_followed(project: Path, text: str, words: str) -> None:
    configure(project, text)
    settings = ProjectSettings()
    for name in ("a.py", "src/b.py"):
        with pytest.raises(ConfigurationError) as caught:
            settings.for_file(project / name)
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)


def test_broken_toml_of_others_is_not_ours_to_judge(project: Path) -> None:
    configure(project, "[tool.other\n")
    assert ProjectSettings().for_file(project / "a.py") == Settings()


def test_folders_that_may_not_be_looked_into(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refused)
    assert ProjectSettings().for_file(project / "a.py") == Settings()


def test_each_folder_is_read_once(project: Path) -> None:
    settings = ProjectSettings()
    settings.for_file(project / "src" / "a.py")
    configure(project, "[tool.conv1d-lsp]\nkeras = 2\n")
    assert settings.for_file(project / "src" / "b.py").keras is None
