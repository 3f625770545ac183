"""`check --write-baseline` and what comes of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from tests.units.reports.records import SOURCE

Write = Callable[[str, str], Path]
Captured = pytest.CaptureFixture[str]

FAULTY = "import keras\n" + "\n".join(SOURCE)
SOUND = "import keras\n"

pytestmark = pytest.mark.usefixtures("asked")


def test_old_findings_are_not_told(write: Write, capsys: Captured) -> None:
    write("sub/a.py", FAULTY)
    assert main(["check", "--write-baseline", "base.json"]) == 0
    assert capsys.readouterr() == ("Wrote 1 finding in 1 file to base.json\n", "")
    assert main(["check", "--baseline", "base.json"]) == 0
    assert main(["check"]) == 1
    write("pyproject.toml", '[tool.conv1d-lsp]\nbaseline = "base.json"\n')
    assert main(["check"]) == 0
    write("b.py", FAULTY)
    capsys.readouterr()
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert (out.count("error["), err) == (1, "")


def test_what_is_gone_is_told_until_it_is_written_anew(write: Write, capsys: Captured) -> None:
    write("pyproject.toml", '[tool.conv1d-lsp]\nbaseline = "base.json"\n')
    for name in ("a.py", "b.py", "c.py"):
        write(name, FAULTY)
    main(["check", "--write-baseline", "base.json"])
    write("a.py", SOUND)
    Path("b.py").unlink()
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "conv1d-lsp: 1 finding of the baseline is there no more; check --write-baseline writes it anew",
        "conv1d-lsp: 1 finding of the baseline is in files that are gone; check --write-baseline writes it anew",
    ]
    assert main(["check", "--select", "window-too-long", "c.py"]) == 0
    assert capsys.readouterr().err.count("finding") == 1  # of the file that is gone
    assert main(["check", "--write-baseline", "base.json", "a.py"]) == 0
    assert capsys.readouterr().out == "Wrote 0 findings in 0 files to base.json; 1 finding of other files stay\n"
    assert [each["path"] for each in json.loads(Path("base.json").read_text())["findings"]] == ["c.py"]
    assert main(["check"]) == 0
    assert capsys.readouterr().err == ""


def test_what_is_no_baseline_is_told_and_left_alone(write: Write, capsys: Captured) -> None:
    write("a.py", FAULTY)
    for words in (["--baseline", "a.py"], ["--baseline", "none.json"], ["--write-baseline", "a.py"]):
        assert main(["check", *words]) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n")) == ("", 1)
    assert Path("a.py").read_text() == FAULTY
    write("pyproject.toml", "[tool.conv1d-lsp]\nbaseline = 3\n")
    assert main(["check"]) == 2
    assert "baseline in [tool.conv1d-lsp] must be the path of a file, not 3" in capsys.readouterr().err
