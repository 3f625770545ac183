"""Shapes of data from files that are there, against what NumPy reads from them."""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import ProjectImports, Sources, analyze
from conv1d_lsp.settings import Settings

HEAD = "import os\nimport numpy as np\nimport keras\nfrom pathlib import Path\n"

#: Expressions on files that `write_all` writes.
RIGHT = [
    'np.load("x.npy")',
    'np.load("x.npy", mmap_mode="r")',
    'np.load(file="data/y.npy")',
    'np.load("fortran.npy")',
    'np.load("empty.npy")',
    'np.load("names.npy")',
    'np.load("version2.npy")',
    'np.load("two.npz")["a"]',
    'np.load("two.npz")["b"]',
    'np.load("packed.npz")["b"]',
    'np.load("two.npz").get("b")',
    'np.zeros(len(np.load("two.npz").files))',
    'np.load(os.path.join("data", "y.npy"))',
    'np.load(Path("data") / "y.npy")',
    'np.load(Path("data").joinpath("y").with_suffix(".npy"))',
    'np.load(os.path.join(os.path.dirname(__file__), "data", "y.npy"))',
    'np.load(os.path.join(os.path.dirname(os.path.abspath(__file__)), "x.npy"))',
    'np.load(Path(__file__).resolve().parent / "data" / "y.npy")',
    'np.load(f"{Path(__file__).parent}/data/y.npy")',
    'np.load("data/" + "y.npy")',
    'np.load("./data/../x.npy")',
    'np.loadtxt("table.csv", delimiter=",")',
    'np.loadtxt("table.csv", delimiter=",", skiprows=1)',
    'np.loadtxt("table.csv", float, "#", ",", None, 2)',
    'np.loadtxt("table.csv", delimiter=",", usecols=(0, 2))',
    'np.loadtxt("table.csv", delimiter=",", usecols=1)',
    'np.loadtxt("table.csv", delimiter=",", usecols=[1], ndmin=2)',
    'np.loadtxt("table.csv", delimiter=",", unpack=True)',
    'np.loadtxt("table.csv", delimiter=",", dtype=np.float32)',
    'np.loadtxt("table.csv", delimiter=",", skiprows=3)',
    'np.loadtxt("table.csv", delimiter=",", skiprows=3, ndmin=2)',
    'np.loadtxt("words.txt")',
    'np.loadtxt("words.txt", unpack=True)',
    'np.loadtxt("column.txt")',
    'np.loadtxt("column.txt", ndmin=2)',
    'np.loadtxt("one.txt")',
    'np.loadtxt("one.txt", ndmin=1)',
    'np.genfromtxt("table.csv", delimiter=",")',
    'np.genfromtxt("header.csv", delimiter=",", skip_header=1)',
    'np.genfromtxt("header.csv", delimiter=",")',
    'np.genfromtxt("gaps.csv", delimiter=",")',
    'np.genfromtxt("words.txt", usecols=(0, 1))',
    'np.genfromtxt("column.txt")',
    'np.genfromtxt("windows.csv", delimiter=",")',
    'np.loadtxt("windows.csv", delimiter=",")',
    'np.loadtxt("empty.csv", delimiter=",")',
    'np.genfromtxt("blank.csv", delimiter=",")',
    'np.loadtxt("last.csv", delimiter=",")',
]

#: Those of which nothing may be said.
UNTOLD = [
    'np.load("object.npy", allow_pickle=True)',
    'np.load("fields.npy")',
    'np.load("cut.npy")',
    'np.load("head.npy")',
    'np.load("huge.npy")',
    'np.load("nothing.npy")',
    'np.load("pickle.pkl", allow_pickle=True)',
    'np.load("broken.npz")["a"]',
    'np.load("objects.npz", allow_pickle=True)["a"]',
    'np.load("missing.npy")',
    'np.load("folder.npy")',
    'np.load("pipe.npy")',
    'np.load("loop.npy")',
    'np.load("outside.npy")',
    'np.load("../elsewhere.npy")',
    'np.load("bad\\0name.npy")',
    'np.load("")',
    'np.load(os.environ["DATA"])',
    'np.loadtxt("ragged.csv", delimiter=",")',
    'np.loadtxt("comments.csv", delimiter=",")',
    'np.loadtxt("table.csv", delimiter=",", max_rows=2)',
    'np.loadtxt("latin.csv", delimiter=",")',
    'np.loadtxt("header.csv", delimiter=",")',
    'np.loadtxt("pointer.csv", delimiter=",")',
    'np.genfromtxt("pointer.csv", delimiter=",")',
    'np.loadtxt("x.npy")',
    'np.load("table.csv")',
    'np.genfromtxt("header.csv", delimiter=",", names=True)',
    'np.genfromtxt("table.csv", delimiter=",", dtype=None)',
    'np.loadtxt("table.csv", delimiter=",", dtype="f4,f4,f4")',
    'np.load(Path("x.npy").resolve())',
]


def write_all(folder: Path) -> None:
    """Files that are right, and such as nobody wants to meet."""
    (folder / "data").mkdir()
    x, y = np.zeros((50, 100, 3), "f4"), np.zeros(50, "i8")
    np.save(folder / "x.npy", x)
    np.save(folder / "data" / "y.npy", y)
    np.save(folder / "fortran.npy", np.asfortranarray(x))
    np.save(folder / "empty.npy", np.zeros((0, 3)))
    np.save(folder / "names.npy", np.array(["walk", "run"]))
    with (folder / "version2.npy").open("wb") as file:
        np.lib.format.write_array(file, x, version=(2, 0))
    np.savez(folder / "two.npz", a=x, b=y)
    np.savez_compressed(folder / "packed.npz", a=x, b=y)
    (folder / "table.csv").write_text("1,2,3\n4,5,6\n7,8,9\n10,11,12\n")
    (folder / "header.csv").write_text("a,b\n1,2\n3,4\n5,6\n")
    (folder / "gaps.csv").write_text("1,,3\n4,5,\n")
    (folder / "windows.csv").write_bytes(b"1,2\r\n3,4\r\n5,6\r\n")
    (folder / "blank.csv").write_text("1,2\n\n3,4\n   \n5,6\n\n")
    (folder / "empty.csv").write_text("1,2\n\n3,4\n\n\n5,6\n\n")
    (folder / "last.csv").write_text("1,2\n3,4\n5,6")
    (folder / "words.txt").write_text("1 2\t3\n  4 5  6\n")
    (folder / "column.txt").write_text("1\n2\n3\n")
    (folder / "one.txt").write_text("1\n")


def write_traps(folder: Path) -> None:
    whole = (folder / "x.npy").read_bytes()
    np.save(folder / "object.npy", np.array([[1], [2, 3]], dtype=object), allow_pickle=True)
    np.save(folder / "fields.npy", np.zeros(3, [("a", "f4"), ("b", "i4")]))
    (folder / "cut.npy").write_bytes(whole[:-1])
    (folder / "head.npy").write_bytes(whole[:40])
    header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000000000, 3), }\n"
    (folder / "huge.npy").write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header)
    (folder / "nothing.npy").write_bytes(b"")
    (folder / "pickle.pkl").write_bytes(b"\x80\x04K\x05.")
    archive = (folder / "two.npz").read_bytes()
    (folder / "broken.npz").write_bytes(archive[: len(archive) // 2])
    np.savez(folder / "objects.npz", a=np.array([[1], [2, 3]], dtype=object))
    (folder / "folder.npy").mkdir()
    os.mkfifo(folder / "pipe.npy")
    (folder / "loop.npy").symlink_to(folder / "loop.npy")
    np.save(folder.parent / "elsewhere.npy", np.zeros(3))
    (folder / "outside.npy").symlink_to(folder.parent / "elsewhere.npy")
    (folder / "ragged.csv").write_text("1,2,3\n4,5\n")
    (folder / "comments.csv").write_text("# a, b\n1,2\n3,4\n")
    (folder / "pointer.csv").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 123\n")
    (folder / "latin.csv").write_bytes("1,2\n3,ä\n".encode("latin-1"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("around") / "project"
    folder.mkdir()
    write_all(folder)
    write_traps(folder)
    return folder


def analysed(folder: Path, expression: str, settings: Settings | None = None, before: str = "") -> Analysis:
    path = str(folder / "program.py")
    text = f"{HEAD}{before}value = {expression}\n"
    return analyze(text, path, settings or Settings(), ProjectImports(path, Sources()))


def shapes(analysis: Analysis) -> list[object]:
    assert not [each for each in analysis.diagnostics if each.rule == "analysis-failed"], analysis.diagnostics
    return [fact.shapes[0] for fact in analysis.variables if fact.name == "value"]


@pytest.mark.parametrize("expression", RIGHT)
def test_the_shape_is_what_numpy_reads(folder: Path, expression: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    scope = {"np": np, "os": os, "Path": Path, "__file__": str(folder / "program.py")}
    assert shapes(analysed(folder, expression)) == [eval(expression, scope).shape]


@pytest.mark.parametrize("expression", UNTOLD)
def test_nothing_is_said(folder: Path, expression: str) -> None:
    assert shapes(analysed(folder, expression)) == []


def test_nothing_is_read_where_that_is_not_wanted(folder: Path) -> None:
    found = analysed(folder, 'np.load("x.npy")', Settings(read_data_files=False))
    assert shapes(found) == []
    assert found.data_files == ()


def test_the_places_that_were_looked_at_are_told(folder: Path) -> None:
    found = analysed(folder, '[np.load("x.npy"), np.load("missing.npy")][0]')
    assert found.data_files == (str(folder / "missing.npy"), str(folder / "x.npy"))


@pytest.mark.parametrize(
    "before",
    [
        'np.save("x.npy", np.zeros(3))\n',
        'np.save(open("x.npy", "wb"), np.zeros(3))\n',
        'np.savez(os.environ["OUT"], a=1)\n',
        'os.chdir("data")\n',
        'if os.environ.get("AGAIN"):\n    np.save("x.npy", np.zeros(3))\n',
    ],
)
def test_what_the_program_writes_itself_is_not_believed(folder: Path, before: str) -> None:
    assert shapes(analysed(folder, 'np.load("x.npy")', before=before)) == []


def test_a_file_is_looked_for_in_the_root_of_the_project_too(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "src").mkdir()
    np.save(tmp_path / "x.npy", np.zeros((5, 3)))
    assert shapes(analysed(tmp_path / "src", 'np.load("x.npy")')) == [(5, 3)]
    np.save(tmp_path / "src" / "x.npy", np.zeros((5, 3)))
    assert shapes(analysed(tmp_path / "src", 'np.load("x.npy")')) == [(5, 3)]
    np.save(tmp_path / "src" / "x.npy", np.zeros((6, 3)))
    assert shapes(analysed(tmp_path / "src", 'np.load("x.npy")')) == []


def test_the_folders_between_are_looked_into(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("")
    (tmp_path / "a" / "b").mkdir(parents=True)
    np.save(tmp_path / "x.npy", np.zeros((5, 3)))
    assert shapes(analysed(tmp_path / "a" / "b", 'np.load("x.npy")')) == [(5, 3)]
    np.save(tmp_path / "a" / "x.npy", np.zeros((6, 3)))
    assert shapes(analysed(tmp_path / "a" / "b", 'np.load("x.npy")')) == []


def test_an_archive_does_not_make_it_read_much(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        header = b"{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }\n"
        start = b"\x93NUMPY\x02\x00" + struct.pack("<I", 400_000_000)
        archive.writestr("a.npy", start + header + b" " * 10_000_000)
        for number in range(2_000):
            archive.writestr(f"{number}.npy", b"")
    assert shapes(analysed(tmp_path, 'np.load("bomb.npz")["a"]')) == []


def test_a_changed_file_is_looked_at_again(tmp_path: Path) -> None:
    from conv1d_lsp.engine.data_files import SeenData

    seen = SeenData()
    path = str(tmp_path / "program.py")

    def shape() -> list[object]:
        project = ProjectImports(path, Sources(seen=seen))
        return shapes(analyze(f'{HEAD}value = np.load("x.npy")\n', path, Settings(), project))

    np.save(tmp_path / "x.npy", np.zeros((5, 3)))
    assert shape() == [(5, 3)] == shape()
    np.save(tmp_path / "x.npy", np.zeros((5, 3, 2)))
    assert shape() == [(5, 3, 2)]


def damaged(data: bytes) -> list[Callable[[], bytes]]:
    return [lambda cut=cut: data[:cut] for cut in range(0, min(len(data), 400), 7)]  # type: ignore[misc]


@pytest.mark.parametrize("name", ["x.npy", "two.npz", "packed.npz", "table.csv"])
def test_damaged_files_are_silent(folder: Path, tmp_path: Path, name: str) -> None:
    data = (folder / name).read_bytes()
    read = "np.loadtxt" if name.endswith("csv") else "np.load"
    tail = data[-200:]
    for position in range(0, 200, 11):
        worse = bytearray(data)
        at = position if position % 2 else len(data) - len(tail) + position
        worse[at % len(worse)] ^= 0xFF
        (tmp_path / name).write_bytes(bytes(worse))
        found = analysed(tmp_path, f'{read}("{name}")')
        assert not [each for each in found.diagnostics if each.rule == "analysis-failed"]
    for cut in damaged(data):
        (tmp_path / name).write_bytes(cut())
        found = analysed(tmp_path, f'{read}("{name}")')
        assert not [each for each in found.diagnostics if each.rule == "analysis-failed"]
