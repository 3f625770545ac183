"""Paths as the user reads them, on both families of systems."""

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from conv1d_lsp.project.paths import shown

HERE = PurePosixPath("/home/a/desk")
DRIVE = PureWindowsPath("C:\\Users\\a\\desk")


@pytest.mark.parametrize(
    ("path", "working_directory", "expected"),
    [
        (PurePosixPath("src/a.py"), HERE, "src/a.py"),
        (PurePosixPath("./src/../a.py"), HERE, "a.py"),
        (PurePosixPath("/home/a/desk/src/a.py"), HERE, "src/a.py"),
        (PurePosixPath("../other/a.py"), HERE, "../other/a.py"),
        (PurePosixPath("/etc/a.py"), HERE, "/etc/a.py"),
        (PurePosixPath("../desk/a.py"), HERE, "a.py"),
        (PureWindowsPath("src\\a.py"), DRIVE, "src/a.py"),
        (PureWindowsPath("c:\\users\\a\\DESK\\src\\a.py"), DRIVE, "src/a.py"),
        (PureWindowsPath("D:\\data\\a.py"), DRIVE, "D:/data/a.py"),
        (PureWindowsPath("..\\b.py"), DRIVE, "../b.py"),
    ],
)
def test_a_path_is_shown(path: PurePath, working_directory: PurePath, expected: str) -> None:
    assert shown(path, working_directory) == expected
