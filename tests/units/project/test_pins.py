"""What dependency files say about Keras: its generation and its releases."""

from pathlib import Path

import pytest

from conv1d_lsp.project.pins import pinned_in
from conv1d_lsp.settings import Generation, Releases

OLD, NEW = Generation.KERAS_2, Generation.KERAS_3

CASES: list[tuple[str, str, Generation | None]] = [
    ("requirements.txt", "numpy\ntensorflow==2.10.0\n", OLD),
    ("requirements.txt", "tensorflow-cpu[and-cuda]>=2.18  # keras 2 is gone\n", NEW),
    ("requirements.txt", "tensorflow==2.10 --hash=sha256:39991\n", OLD),
    ("requirements.txt", "# tensorflow==2.10\n", None),
    ("requirements.txt", "tensorflow\n", None),
    ("requirements.txt", "tensorflow>=2.4\n", None),
    ("requirements.txt", "tensorflow-hub==0.12\nkeras-tuner==1.0\ntensorflow_datasets==4\n", None),
    ("requirements.txt", "keras==2.3.1\n", OLD),
    ("requirements.txt", "Keras>=3\ntensorflow<2.16\n", NEW),
    ("requirements.txt", "tf-keras\n", OLD),
    ("requirements.txt", "tf_keras\ntensorflow>=2.16\n", NEW),
    ("requirements.txt", "tensorflow==2.10; python_version < '3.9'\ntensorflow==2.17; python_version >= '3.9'\n", None),
    ("requirements-dev.txt", "tensorflow~=2.12.0\n", OLD),
    ("pyproject.toml", '[project]\ndependencies = ["numpy", "tensorflow>=2.16,<3"]\n', NEW),
    ("pyproject.toml", '[project]\nkeywords = ["keras", "tensorflow"]\n', None),
    ("pyproject.toml", '[tool.poetry.dependencies]\ntensorflow = "^2.10,<2.16"\n', OLD),
    ("pyproject.toml", '[tool.poetry.dependencies]\nkeras = { extras = ["a"], version = "^3.1" }\n', NEW),
    ("pyproject.toml", "[tool.poetry.dependencies\nkeras = ", None),
    ("uv.lock", '[[package]]\nname = "keras"\nversion = "3.4.1"\nsource = {}\n', NEW),
    ("poetry.lock", '[[package]]\nname = "tensorflow"\nversion = "2.9.3"\n', OLD),
    ("Pipfile.lock", '{"default": {"tensorflow": {"hashes": ["sha256:1"], "version": "==2.15.1"}}}', OLD),
    ("environment.yml", "dependencies:\n  - python=3.9\n  - conda-forge::tensorflow=2.10=gpu_py39\n", OLD),
    ("environment.yml", "dependencies:\n  - pip:\n    - keras>=3.0\n", NEW),
    ("setup.cfg", "[options]\ninstall_requires =\n    keras<3\n    numpy\n", OLD),
    ("notes.txt", "tensorflow==2.10\n", None),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_a_file_of_dependencies(tmp_path: Path, name: str, text: str, expected: Generation | None) -> None:
    (tmp_path / name).write_text(text)
    assert pinned_in(tmp_path).keras == expected


def test_a_lock_file_is_believed_before_the_wishes(tmp_path: Path) -> None:
    (tmp_path / "poetry.lock").write_text('name = "tensorflow"\nversion = "2.15.0"\n')
    (tmp_path / "pyproject.toml").write_text('tensorflow = ">=2.16"\n')
    assert pinned_in(tmp_path).keras == OLD


def test_what_is_no_text_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_bytes(b"\xff\xfekeras\x00==")
    (tmp_path / "setup.cfg").mkdir()
    assert pinned_in(tmp_path).keras is None


RELEASES: list[tuple[str, str, Releases]] = [
    ("uv.lock", '[[package]]\nname = "keras"\nversion = "3.4.1"\n', Releases((3, 4), (3, 4))),
    ("requirements.txt", "tensorflow==2.17\nkeras==3.6\n", Releases((3, 6), (3, 6))),
    ("requirements.txt", "keras~=3.8.0\n", Releases((3, 8), (3, 8))),
    ("requirements.txt", "keras>=3.4,<3.9\n", Releases((3, 4), (3, 8))),
    ("requirements.txt", "keras>=3.4,<=3.9\n", Releases((3, 4), (3, 9))),
    ("requirements.txt", "keras>=3.15\n", Releases((3, 15), None)),
    ("requirements.txt", "keras>=3,<4\n", Releases((3, 0), None)),
    (
        "requirements.txt",
        "keras==3.4; python_version<'3.10'\nkeras>=3.9; python_version>='3.10'\n",
        Releases((3, 4), None),
    ),
    ("requirements.txt", "tensorflow==2.17\n", Releases()),
    ("requirements.txt", "keras==2.15\n", Releases()),
]


@pytest.mark.parametrize(("name", "text", "expected"), RELEASES)
def test_the_releases_of_keras_3(tmp_path: Path, name: str, text: str, expected: Releases) -> None:
    (tmp_path / name).write_text(text)
    assert pinned_in(tmp_path).releases == expected
