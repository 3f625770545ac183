"""`--jobs`, `--shard`, the cache and `clean`, as a user meets them."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main

FAULTY = "from tensorflow import keras\nkeras.layers.Conv1D(8, 31)(keras.Input((20, 3)))\n"

Write = Callable[[str, str], Path]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--jobs", "0"], "--jobs must be auto or a number from 1 to 256"),
        (["--jobs", "many"], "--jobs must be auto or a number from 1 to 256"),
        (["--shard", "9/8"], "--shard must be a part and the number of parts, such as 2/8"),
        (["--shard", "2"], "--shard must be a part and the number of parts, such as 2/8"),
        (["--executor", "dask:8786"], "--executor must be the address of a Dask scheduler"),
    ],
)
def test_wrong_values_get_a_sentence(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *words]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("output_format", ["json", "json-lines"])
def test_the_parts_of_a_run_become_one_report(
    output_format: str, write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(7):
        write(f"{'inner/' * (number % 3)}m{number}.py", FAULTY)
    parts = []
    for part in (1, 2, 3):
        main(["check", ".", "--output-format", output_format, "--shard", f"{part}/3"])
        parts.append(str(write(f"{part}.report", capsys.readouterr().out)))
    for wanted in ("json", "checkstyle", "concise", "github"):
        assert main(["check", ".", "--output-format", wanted]) == 1
        whole = capsys.readouterr().out
        assert main(["merge", *parts, "--output-format", wanted]) == 1
        same = capsys.readouterr().out
        assert same == whole or wanted == "concise"  # which says how many files were looked at
        assert same.splitlines()[:7] == whole.splitlines()[:7]


def test_a_merge_of_nothing_and_of_what_is_no_report(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", str(write("a.json", "[]\n")), str(write("b.json", ""))]) == 0
    assert capsys.readouterr().out == "No findings in 2 reports\n"
    for text in ('{"file": 3}', "[1]", "[" * 100_000, "no"):
        assert main(["merge", str(write("c.json", text))]) == 2
        assert "is no JSON report of check" in capsys.readouterr().err
    assert main(["merge", "gone.json"]) == 2
    assert "gone.json cannot be read" in capsys.readouterr().err


def test_the_cache_is_kept_and_taken_away(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write("model.py", FAULTY)
    cache = ["--cache-dir", str(tmp_path / "kept")]
    main(["check", "model.py", *cache])
    first = capsys.readouterr().out
    main(["check", "model.py", *cache])
    assert capsys.readouterr().out == first
    assert main(["clean", *cache]) == 0
    assert capsys.readouterr().out == f"Deleted 1 answer from {tmp_path / 'kept'}\n"
    assert main(["clean", *cache]) == 0
    assert capsys.readouterr().out == "There is no cache\n"
    main(["check", "model.py", "--no-cache", *cache])
    assert not (tmp_path / "kept").exists()


def test_clean_leaves_what_is_not_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "thesis.txt").write_text("years")
    assert main(["clean", "--cache-dir", str(tmp_path / "work")]) == 2
    assert "is no cache of conv1d-lsp, and is left as it is" in capsys.readouterr().err
    assert (tmp_path / "work" / "thesis.txt").exists()


LOADED = """
import sys
from conv1d_lsp.__main__ import main
main(sys.argv[1:])
print(*sorted(name for name in ("libcst", "conv1d_lsp.interpreter") if name in sys.modules))
"""


def loaded(folder: Path, *words: str) -> str:
    command = [sys.executable, "-c", LOADED, "check", "--cache-dir", str(folder / "kept"), *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    return done.stdout.splitlines()[-1]


def test_libcst_is_loaded_only_for_a_file_that_needs_it(write: Write, tmp_path: Path) -> None:
    write("plain.py", "import os\n")
    write("model.py", FAULTY)
    assert loaded(tmp_path, "plain.py") == ""
    assert loaded(tmp_path, "model.py", "plain.py") == "conv1d_lsp.interpreter libcst"
    assert loaded(tmp_path, "model.py", "plain.py") == ""


def test_runs_at_the_same_time_share_a_cache(write: Write, tmp_path: Path) -> None:
    for number in range(6):
        write(f"m{number}.py", FAULTY)
    command = [sys.executable, "-m", "conv1d_lsp", "check", "--cache-dir", str(tmp_path / "kept"), "."]
    running = [subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) for _ in range(3)]
    reports = {each.communicate(timeout=120)[0] for each in running}
    reports.add(subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).stdout)
    (report,) = reports
    assert report.count(b"window-too-long") == 6
