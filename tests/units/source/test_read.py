"""Reading: Python's own rules of decoding, and one sentence for whatever is not source."""

import os
from pathlib import Path

import pytest

from conv1d_lsp.source.read import Unreadable, decode, mentions_keras, read, read_bytes


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("é = 'ü'\n".encode(), "é = 'ü'\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        (b"\xef\xbb\xbf# coding: utf-8\nx = 1\n", "# coding: utf-8\nx = 1\n"),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        (b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\x80'\n", None),
        (b"#!/usr/bin/python\r# coding: latin-1\rx = '\xe9'\r", "#!/usr/bin/python\r# coding: latin-1\rx = 'é'\r"),
        (b"a = 1\r\nb = 2\rc = 3\n", "a = 1\r\nb = 2\rc = 3\n"),
    ],
)
def test_decodes_as_python_does(data: bytes, text: str | None) -> None:
    assert decode(data) == (text if text is not None else data.decode("cp1252"))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"x = 1\ny = '\xe9'\n", "it is not UTF-8 at line 2, byte 6 of the line"),
        (b"x = 1\r\rab\xff\r", "it is not UTF-8 at line 3, byte 3 of the line"),
        (b"\xef\xbb\xbf\xff", "it is not UTF-8 at line 1, byte 1 of the line"),
        (b"x = 1\ny = 2\0\n", "it has a null byte on line 2, so it is hardly Python source"),
        (b"# coding: klingon\n", "its coding line names an unknown encoding: klingon"),
        (b"# coding: rot13\nk = 1\n", "its coding line names rot13, which does not fit"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "its byte order mark says UTF-8, its coding line says otherwise"),
        ("x = 1\n".encode("utf-16"), "it is UTF-16, which Python does not take as source"),
    ],
)
def test_what_is_not_text_is_said_in_a_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "model.py")
    assert str(caught.value) == f"model.py cannot be read: {reason}"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "loop.py").symlink_to(tmp_path / "loop.py")
    (tmp_path / "large.py").write_text("x = 1\n" * 10)
    os.mkfifo(tmp_path / "pipe.py")
    reasons = {
        tmp_path / "none.py": "there is no such file",
        tmp_path: "it is a folder",
        tmp_path / "loop.py": "its links lead in a circle",
        tmp_path / "large.py" / "x.py": "a part of its path is not a folder",
        tmp_path / "pipe.py": "it is not a regular file",
        tmp_path / "a\0b.py": "its name is not a possible file name",
        tmp_path / ("a" * 300): "its name is too long",
        tmp_path / "large.py": "it has 60 bytes, more than the limit of 50",
    }
    for path, reason in reasons.items():
        with pytest.raises(Unreadable) as caught:
            read(path, largest=50)
        assert caught.value.reason == reason


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.py"
    path.write_text("x = 1")
    path.chmod(0)
    with pytest.raises(Unreadable, match="there is no permission to read it"):
        read(path)


def test_reads_bytes_and_text(tmp_path: Path) -> None:
    path = tmp_path / "model.txt"
    path.write_bytes(b"import keras\r\n")
    assert read(path) == "import keras\r\n"
    assert mentions_keras(read_bytes(path))
    assert mentions_keras(b"import tensorflow as tf")
    assert not mentions_keras(b"import torch")
