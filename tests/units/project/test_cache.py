"""Answers of earlier runs: the same report with and without them, and no harm from what is broken."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.project.analyse import diagnosed
from conv1d_lsp.project.batch import Means, check_files
from conv1d_lsp.project.cache import TAG, Cache, clear, is_ours
from conv1d_lsp.project.results import Checked, FileResult
from conv1d_lsp.project.settings import ProjectSettings
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.source.discover import discover
from tests.judge.collection import all_programs

MODEL = """import keras
import helpers

model = keras.Sequential([keras.Input((helpers.STEPS, 3)), keras.layers.Conv1D(8, 31)])
"""

READER = """import numpy as np
from keras import Input, layers

x = np.load("signals.npy")
y = layers.Conv1D(4, 30)(Input(x.shape[1:]))
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = tmp_path / "project"
    (project / ".git").mkdir(parents=True)
    monkeypatch.chdir(project)
    return project


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def run(folder: Path, place: Path, asked: list[str]) -> Callable[..., list[FileResult]]:
    """Checks the folder with the cache; `asked` are the files that were analysed for it."""

    def run(keras: Generation | None = None, program: bytes = b"this") -> list[FileResult]:
        means = Means(lambda: Cache(place, program))
        return [*check_files(discover([folder]), [folder], ProjectSettings(keras), partial_of(asked), means)]

    return run


def partial_of(asked: list[str]) -> Callable[[str, str, Settings, ProjectImports], Analysis]:
    def analyse(source: str, path: str, settings: Settings, project: ProjectImports) -> Analysis:
        asked.append(path)
        return diagnosed(source, path, settings, project)

    return analyse


def found(results: list[FileResult]) -> list[tuple[str, str]]:
    return [
        (each.shown, diagnostic.rule)
        for each in results
        if isinstance(each, Checked)
        for diagnostic in each.analysis.diagnostics
    ]


def test_what_was_answered_is_not_asked_again(
    folder: Path, run: Callable[..., list[FileResult]], asked: list[str]
) -> None:
    (folder / "model.py").write_text(MODEL)
    (folder / "helpers.py").write_text("STEPS = 20\n")
    first = run()
    assert found(first) == [("model.py", "window-too-long")]
    assert run() == first and asked == ["model.py"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "helpers.py").write_text("STEPS = 40\n"),
        lambda folder: (folder / "helpers.py").unlink(),
        lambda folder: (folder / "pyproject.toml").write_text(""),
        lambda folder: (folder / "model.py").write_text(MODEL + "\n"),
        lambda folder: (folder / "keras.py").write_text("x = 1\n"),
    ],
    ids=["an import changes", "an import goes", "a root comes", "the file changes", "a module hides the library"],
)
def test_what_changes_around_a_file_has_it_asked_again(
    change: Callable[[Path], object], folder: Path, run: Callable[..., list[FileResult]], asked: list[str]
) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "model.py").write_text(MODEL)
    (inner / "helpers.py").write_text("STEPS = 20\n")
    run()
    change(inner)
    asked.clear()
    again = run()
    assert "inner/model.py" in asked
    shutil.rmtree(inner.parent.parent / "cache")
    assert run() == again


def test_a_module_that_appears_is_seen(folder: Path, run: Callable[..., list[FileResult]], asked: list[str]) -> None:
    (folder / "model.py").write_text(MODEL)
    assert found(run()) == []
    (folder / "helpers.py").write_text("STEPS = 20\n")
    assert found(run()) == [("model.py", "window-too-long")]


def test_files_of_data_are_looked_at_again(
    folder: Path, run: Callable[..., list[FileResult]], asked: list[str]
) -> None:
    (folder / "reader.py").write_text(READER)
    assert found(run()) == []
    np.save(folder / "signals.npy", np.zeros((5, 20, 2)))
    assert found(run()) == [("reader.py", "window-too-long")]
    np.save(folder / "signals.npy", np.zeros((5, 40, 2)))
    assert found(run()) == []
    assert len(asked) == 3 and found(run()) == [] and len(asked) == 3


def test_settings_and_the_program_decide(folder: Path, run: Callable[..., list[FileResult]], asked: list[str]) -> None:
    (folder / "model.py").write_text(MODEL)
    run()
    run(Generation.KERAS_2)
    run(program=b"another")
    assert len(asked) == 3


def entries(place: Path) -> list[Path]:
    return [each for each in place.rglob("*") if each.is_file() and len(each.parent.name) == 2]


@pytest.mark.parametrize("harm", ["cut", "noise", "empty", "folder", "other"])
def test_what_is_no_entry_is_a_miss(
    harm: str, folder: Path, place: Path, run: Callable[..., list[FileResult]], asked: list[str]
) -> None:
    (folder / "model.py").write_text(MODEL)
    (folder / "helpers.py").write_text("STEPS = 20\n")
    before = run()
    (entry,) = entries(place)
    data = entry.read_bytes()
    match harm:
        case "cut":
            entry.write_bytes(data[: len(data) // 2])
        case "noise":
            entry.write_bytes(os.urandom(500))
        case "empty":
            entry.write_bytes(b"")
        case "folder":
            entry.unlink()
            entry.mkdir()
        case "other":
            (folder / "helpers.py").write_text("STEPS = 100\n")
            asked.clear()
            run(Generation.KERAS_3)
            (other,) = set(entries(place)) - {entry}
            shutil.copy(other, entry)
            (folder / "helpers.py").write_text("STEPS = 20\n")
    asked.clear()
    assert run() == before
    assert asked == ["model.py"]


def test_nobody_is_told_of_a_folder_that_cannot_be_written(
    folder: Path, place: Path, run: Callable[..., list[FileResult]]
) -> None:
    (folder / "model.py").write_text(MODEL)
    place.write_text("a file, where the cache should be")
    assert found(run()) == []
    assert place.read_text().startswith("a file")


def test_a_folder_that_holds_something_else_is_left_alone(
    folder: Path, place: Path, run: Callable[..., list[FileResult]]
) -> None:
    (folder / "model.py").write_text(MODEL)
    place.mkdir()
    (place / "thesis.txt").write_text("years of work")
    run()
    assert [each.name for each in place.iterdir()] == ["thesis.txt"]
    assert not is_ours(place) and clear(place) == 0
    assert [each.name for each in place.iterdir()] == ["thesis.txt"]


def test_clear_takes_all_of_it_away(folder: Path, place: Path, run: Callable[..., list[FileResult]]) -> None:
    (folder / "model.py").write_text(MODEL)
    run()
    assert (place / TAG).exists() and (place / ".gitignore").read_text() == "*\n"
    assert clear(place) == 1
    assert not place.exists()


def test_the_oldest_go_when_there_are_too_many(
    folder: Path, place: Path, run: Callable[..., list[FileResult]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (folder / f"m{number}.py").write_text(f"import keras\nx = {number}\n")
    run()
    for path in folder.glob("m?.py"):
        path.unlink()  # or their entries would be in use again
    old = entries(place)[0]
    os.utime(old, (1, 1))
    size = old.stat().st_size
    monkeypatch.setattr("conv1d_lsp.project.cache._MOST", 6 * size + 10)
    monkeypatch.setattr("conv1d_lsp.project.cache._LEFT", 6 * size + 10)
    (folder / "one_more.py").write_text("import keras\n")
    run()
    assert not old.exists()
    assert 5 <= len(entries(place)) <= 6


def test_every_case_is_the_same_from_the_cache(place: Path, tmp_path: Path) -> None:
    """Cold and warm, field for field."""
    cache, sources = Cache(place, b""), 0
    from conv1d_lsp.engine.sources import Sources
    from conv1d_lsp.project.tasks import Task, outcome

    for case in all_programs():
        task = Task("program.py", case.text, case.settings)
        done = outcome(task, str(tmp_path), diagnosed, Sources())
        key = cache.key(diagnosed, task.name, task.text, task.settings)
        cache.put(key, done)
        if any(each.rule == "analysis-failed" for each in done.analysis.diagnostics):
            continue
        kept = cache.get(key, task.name, ProjectImports(task.name, Sources(), str(tmp_path)))
        assert kept == done.analysis
        sources += 1
    assert sources > 500
