"""What an environment inside the project says about Keras."""

from pathlib import Path

import pytest

from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.settings import Generation, Releases, Settings

OLD, NEW = Generation.KERAS_2, Generation.KERAS_3
LINUX, WINDOWS = "lib/python3.11/site-packages", "Lib/site-packages"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project's root with a folder `src` in it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    return tmp_path


def install(project: Path, *packages: str, environment: str = ".venv", place: str = LINUX) -> None:
    for package in packages:
        (project / environment / place / f"{package}.dist-info").mkdir(parents=True)
    (project / environment / "pyvenv.cfg").touch()


def of(project: Path, **variables: Path) -> Settings:
    named = {name: str(value) for name, value in variables.items()}
    return ProjectSettings(variables=named).for_file(project / "src" / "train.py")


@pytest.mark.parametrize("place", [LINUX, WINDOWS])
@pytest.mark.parametrize("environment", [".venv", "venv", "env"])
def test_the_release_that_is_installed(project: Path, environment: str, place: str) -> None:
    install(project, "numpy-2.1.0", "tensorflow_cpu-2.17.0", "keras-3.5.0", environment=environment, place=place)
    assert of(project) == Settings(None, NEW, Releases((3, 5), (3, 5)))


def test_an_older_tensorflow(project: Path) -> None:
    install(project, "tensorflow-2.15.1", "keras-2.15.0", "tensorflow_estimator-2.15.0")
    assert of(project) == Settings(None, OLD)


def test_what_is_installed_is_asked_for_the_release_of_a_wish(project: Path) -> None:
    (project / "requirements.txt").write_text("keras>=3\n")
    install(project, "keras-3.9.2")
    assert of(project).releases == Releases((3, 9), (3, 9))


def test_the_files_have_the_first_word_about_the_generation(project: Path) -> None:
    (project / "requirements.txt").write_text("tensorflow<2.16\n")
    install(project, "tensorflow-2.17.0", "keras-3.9.2")
    assert of(project) == Settings(None, OLD)


def test_a_folder_that_is_no_environment(project: Path) -> None:
    (project / ".venv" / LINUX / "keras-3.9.2.dist-info").mkdir(parents=True)
    (project / "env").write_text("KEY=1\n")
    assert of(project) == Settings()


def test_an_environment_without_keras(project: Path) -> None:
    install(project, "keras_tuner-1.4.7", "numpy-2.1.0")
    assert of(project) == Settings()


@pytest.fixture
def active(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for environments outside of the project."""
    return tmp_path_factory.mktemp("environments")


def test_the_active_environment_where_the_project_says_nothing(project: Path, active: Path) -> None:
    install(active, "keras-3.9.2", environment="a")
    assert of(project) == Settings()
    assert of(project, VIRTUAL_ENV=active / "a") == Settings(None, NEW, Releases((3, 9), (3, 9)))


def test_an_active_environment_of_conda(project: Path, active: Path) -> None:
    install(active, "tensorflow-2.15.1", "keras-2.15.0", environment="a")
    install(active, "keras-3.9.2", environment="b")
    (active / "a" / "pyvenv.cfg").unlink()
    assert of(project, CONDA_PREFIX=active / "a") == Settings()
    (active / "a" / "conda-meta").mkdir()
    assert of(project, CONDA_PREFIX=active / "a") == Settings(None, OLD)
    assert of(project, CONDA_PREFIX=active / "a", VIRTUAL_ENV=active / "b").pinned_keras == NEW


def test_the_project_comes_before_the_active_environment(project: Path, active: Path) -> None:
    install(active, "keras-3.9.2", environment="a")
    install(project, "keras-3.5.0")
    assert of(project, VIRTUAL_ENV=active / "a").releases == Releases((3, 5), (3, 5))


def test_the_release_of_a_wish_in_the_active_environment(project: Path, active: Path) -> None:
    install(active, "keras-3.9.2", environment="a")
    for wish, expected in (("keras>=3", (3, 9)), ("keras>=3.10", None), ("keras<3.5,>=3", (3, 4)), ("keras<3", None)):
        (project / "requirements.txt").write_text(f"{wish}\n")
        assert of(project, VIRTUAL_ENV=active / "a").releases.newest == expected


@pytest.mark.parametrize("name", ["", "no such folder", "\0"])
def test_an_active_environment_that_is_none(project: Path, name: str) -> None:
    assert ProjectSettings(variables={"VIRTUAL_ENV": name}).for_file(project / "a.py") == Settings()
