"""Where the reports of `check` go: stdout, a file, and what GitHub and GitLab read."""

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main
from conv1d_lsp.reports.formats import FORMATS

Write = Callable[[str, str], Path]
Captured = pytest.CaptureFixture[str]

FAULTY = "import keras\ny = layers.Conv1D(64, 30)(x)\n"
SOUND = "import keras\n"

pytestmark = pytest.mark.usefixtures("asked")


@pytest.mark.parametrize("name", ["text", *FORMATS])
def test_every_format_is_asked_for_by_its_name(name: str, write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert main(["check", "--output-format", name]) == 1
    out, err = capsys.readouterr()
    assert "window-too-long" in out
    assert err == ""


def test_text_is_full(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    main(["check"])
    text = capsys.readouterr().out
    assert "^^" in text
    for name in ("text", "full"):
        main(["check", "--output-format", name])
        assert capsys.readouterr().out == text


def test_a_format_that_is_none(capsys: Captured) -> None:
    assert main(["check", "--output-format", "xml"]) == 2
    assert "--output-format must be text, full, concise, json" in capsys.readouterr().err


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_cannot_be_read_fails_under_each_format(name: str, write: Write, capsys: Captured) -> None:
    write("train.py", SOUND)
    assert main(["check", "--output-format", name, "train.py", "gone.py"]) == 2
    assert "gone.py cannot be read" in capsys.readouterr().err


def test_a_report_in_a_file_leaves_the_numbers_to_the_terminal(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert main(["check", "--output-format", "json", "--output-file", "found.json"]) == 1
    assert capsys.readouterr() == ("1 error in 1 file\n", "")
    assert len(json.loads(Path("found.json").read_text())) == 1
    assert sorted(file.name for file in Path().iterdir()) == [".git", "found.json", "train.py"]


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("a.sarif", '{\n  "$schema"'),
        ("a.json", '[\n  {"file"'),
        ("a.jsonl", '{"file"'),
        ("a.MD", "### conv1d-lsp"),
        ("a.txt", "train.py:2:23: error"),
        ("report", "train.py:2:23: error"),
    ],
)
def test_a_file_without_a_format_has_that_of_its_name(file: str, start: str, write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert main(["check", "--output-file", file]) == 1
    assert capsys.readouterr().out.startswith("train.py:2:23: error")
    assert Path(file).read_text().startswith(start)


def test_xml_may_be_of_several(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert main(["check", "--output-file", "a.xml"]) == 2
    told = "--output-format says whether it is to be junit or checkstyle"
    assert capsys.readouterr() == ("", f"conv1d-lsp: a.xml is not written: {told}\n")
    assert main(["check", "--output-file", "a.xml", "--output-format", "junit"]) == 1
    assert not [file for file in Path().iterdir() if file.name.startswith(".a")]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("no/such/a.json", "there is no folder no/such"),
        (".", "it is a folder"),
        pytest.param(
            "/dev/full",
            "there is no room left on its disk",
            marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux alone has this device"),
        ),
    ],
)
def test_a_file_that_cannot_be_written(file: str, reason: str, write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    assert main(["check", "--output-format", "sarif", "--output-file", file]) == 2
    assert capsys.readouterr().err == f"conv1d-lsp: {file} is not written: {reason}\n"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows write anyway")
def test_a_file_that_is_read_only_stays(write: Write, capsys: Captured) -> None:
    write("train.py", FAULTY)
    before = write("a.json", "[]")
    before.chmod(0o400)
    assert main(["check", "--output-file", "a.json"]) == 2
    assert capsys.readouterr().err == "conv1d-lsp: a.json is not written: it is read-only\n"
    assert before.read_text() == "[]"


def test_a_stop_in_the_midst_leaves_the_file_as_it_was(
    write: Write, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("train.py", FAULTY)
    before = write("a.jsonl", "before\n")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("conv1d_lsp.cli.check.diagnosed_and_proven", stopped)
    assert main(["check", "--output-file", "a.jsonl"]) == 130
    assert sorted(file.name for file in Path().iterdir()) == [".git", "a.jsonl", "train.py"]
    assert before.read_text() == "before\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_file_has_the_rights_of_the_one_before(write: Write) -> None:
    write("train.py", FAULTY)
    write("a.json", "[]").chmod(0o640)
    main(["check", "--output-file", "a.json"])
    main(["check", "--output-file", "b.json"])
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(Path("a.json").stat().st_mode) == 0o640
    assert stat.S_IMODE(Path("b.json").stat().st_mode) == 0o666 & ~mask


def test_a_link_stays_a_link(write: Write, tmp_path: Path) -> None:
    write("train.py", FAULTY)
    (tmp_path / "reports").mkdir()
    (tmp_path / "a.json").symlink_to("reports/b.json")
    assert main(["check", "--output-file", "a.json"]) == 1
    assert (tmp_path / "a.json").is_symlink()
    assert json.loads((tmp_path / "reports/b.json").read_text())


@pytest.mark.parametrize("other", ["--diff", "--write-baseline=old.json"])
def test_what_does_not_go_with_a_file(other: str, capsys: Captured) -> None:
    assert main(["check", other, "--output-file", "a.json"]) == 2
    name = other.partition("=")[0]
    assert capsys.readouterr().err == f"conv1d-lsp check: --output-file and {name} do not go together\n"


@pytest.fixture
def on_github(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The variables of a step; gives the job's summary page."""
    page = tmp_path.parent / f"{tmp_path.name}.summary"
    page.write_text("before\n")
    for name, value in {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(page),
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SHA": "abc",
    }.items():
        monkeypatch.setenv(name, value)
    return page


def test_on_github_annotations_stand_beside_the_text(
    write: Write, capsys: Captured, on_github: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        write(f"sub/train{number:02}.py", FAULTY)
    monkeypatch.chdir("sub")
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("train00.py:2:23: error[window-too-long]") and "::error" not in out
    assert [line.partition("::error title=")[0] for line in err.splitlines()] == [""] * 10
    assert ",file=sub/train00.py,line=2," in err.splitlines()[0]
    page = on_github.read_text().splitlines()
    assert page[:4] == ["before", "### conv1d-lsp", "", "12 errors in 12 files"]
    assert sum(line.startswith("| 🔴 error |") for line in page) == 12
    assert "(https://github.example/o/r/blob/abc/sub/train00.py#L2)" in page[7]


def test_on_github_a_format_that_was_asked_for_stands_alone(write: Write, capsys: Captured, on_github: Path) -> None:
    write("train.py", FAULTY)
    for name in ("text", "json"):
        assert main(["check", "--output-format", name]) == 1
        assert "::error" not in "".join(capsys.readouterr())
    assert on_github.read_text() == "before\n"
    assert main(["check", "--output-file", "a.sarif"]) == 1
    assert "::error" in capsys.readouterr().err
    assert "1 error in 1 file" in on_github.read_text()


def test_on_github_a_summary_that_cannot_be_written_fails_nothing(
    write: Write, capsys: Captured, on_github: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("train.py", SOUND)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/such/page")
    assert main(["check"]) == 0
    assert capsys.readouterr().err == "conv1d-lsp: the job's summary is not written: No such file or directory\n"


def test_on_gitlab_a_json_file_is_its_code_quality_report(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Captured, tmp_path: Path
) -> None:
    write("sub/train.py", FAULTY)
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    monkeypatch.chdir("sub")
    assert main(["check", "--output-file", "gl-code-quality-report.json"]) == 1
    assert capsys.readouterr().out.startswith("train.py:2:23: error")
    (entry,) = json.loads(Path("gl-code-quality-report.json").read_text())
    assert entry["location"]["path"] == "sub/train.py"
    assert main(["check", "--output-format", "json", "--output-file", "own.json"]) == 1
    assert json.loads(Path("own.json").read_text())[0]["file"] == "train.py"


def test_a_repository_is_found_by_its_git_folder(
    write: Write, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    write("sub/train.py", FAULTY)
    monkeypatch.chdir("sub")
    assert main(["check", "--output-format", "github"]) == 1
    assert ",file=sub/train.py," in capsys.readouterr().out
