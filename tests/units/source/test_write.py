"""Source files written back: bytes, modes, links, and what stands in the way."""

import stat
from pathlib import Path

import pytest

from conv1d_lsp.source.write import Unwritable, encoded, rewrite

LATIN = b"# coding: latin-1\n"


@pytest.mark.parametrize(
    ("data", "before", "after", "written"),
    [
        (b"a = 1\r\nb\r", "a = 1\r\nb\r", "a = 2\r\nb\r", b"a = 2\r\nb\r"),
        (b"\xef\xbb\xbfa\n", "a\n", "b\n", b"\xef\xbb\xbfb\n"),
        (LATIN + b"\xe9\n", "# coding: latin-1\né\n", "# coding: latin-1\néé\n", LATIN + b"\xe9\xe9\n"),
        ("é\n".encode(), "é\n", "→\n", "→\n".encode()),
    ],
)  # fmt: skip
def test_bytes_stay_what_they_are(tmp_path: Path, data: bytes, before: str, after: str, written: bytes) -> None:
    file = tmp_path / "a.py"
    file.write_bytes(data)
    file.chmod(0o751)
    rewrite(file, before, after)
    assert file.read_bytes() == written
    assert stat.S_IMODE(file.stat().st_mode) == 0o751
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text("a\n")
    link = tmp_path / "link.py"
    link.symlink_to("real.py")
    rewrite(link, "a\n", "b\n")
    assert link.is_symlink()
    assert (tmp_path / "real.py").read_text() == "b\n"


def test_what_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("new\n")
    with pytest.raises(Unwritable, match="changed meanwhile"):
        rewrite(file, "old\n", "newer\n")
    assert file.read_text() == "new\n"
    with pytest.raises(Unwritable, match="no such file"):
        rewrite(tmp_path / "gone.py", "old\n", "newer\n")


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.py"
    file.write_text("old\n")
    file.chmod(0o444)
    with pytest.raises(Unwritable, match="read-only"):
        rewrite(file, "old\n", "new\n")
    assert file.read_text() == "old\n"


def test_a_character_that_the_encoding_has_not() -> None:
    with pytest.raises(Unwritable, match="iso-8859-1"):
        encoded("# coding: latin-1\n→\n", b"# coding: latin-1\n\xe9\n")
