"""Programs as they never should be: 2,000 of them; `python -m tests.judge --mutated` asks about more."""

import subprocess
import sys
from pathlib import Path

import pytest

from conv1d_lsp.engine import check
from conv1d_lsp.settings import Settings
from tests.judge.mutated import campaign
from tests.judge.mutated.bounds import TooLong, bounded, forget_highest, highest, memory
from tests.judge.mutated.campaign import run_mutated
from tests.judge.mutated.texts import sources
from tests.judge.mutated.ways import mutated

SEED = 1
TEXTS, PARTS = 2_000, 8

#: Bytes that a process may hold more after its share of the texts than after the first of them.
MOST_KEPT = 150_000_000


@pytest.mark.parametrize("part", range(PARTS))
def test_every_text_has_an_answer(part: int) -> None:
    share = TEXTS // PARTS
    run_mutated(SEED + 1, range(50))  # what is imported on the way is no leak
    before = memory()
    figures = run_mutated(SEED, range(part * share, (part + 1) * share))
    assert not figures.disagreements, "\n\n".join([str(figures), *figures.disagreements[:3]])
    assert memory() - before < MOST_KEPT


def test_a_number_gives_the_same_text_each_time() -> None:
    texts = [mutated(sources(), 7, number) for number in range(60)]
    assert texts == [mutated(sources(), 7, number) for number in range(60)]
    assert len(set(texts)) > 50
    assert sum("import keras" in text for text in texts) > 30


def test_a_failure_is_told_with_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr("tests.judge.mutated.asking.check", failing)
    (told,) = run_mutated(3, range(5, 6)).disagreements
    assert told.startswith("seed 3, text 5: Traceback") and "ZeroDivisionError" in told


def test_what_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless() -> None:
        while True:
            pass

    with pytest.raises(TooLong, match="endless"), bounded(0.05):
        endless()
    monkeypatch.setattr(campaign, "wrong_with", lambda text, number: iter(endless, 1))
    monkeypatch.setattr(campaign, "bounded", lambda _: bounded(0.05))
    (told,) = run_mutated(3, range(1)).disagreements
    assert "endless" in told


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_what_takes_memory_is_seen() -> None:
    forget_highest()
    before = memory()
    data = bytearray(b"x" * 50_000_000)
    del data
    assert highest() - before > 40_000_000


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    progress = tmp_path / "progress.json"
    command = [sys.executable, "-m", "tests.judge", "--mutated", "--seed", "5", "--progress", str(progress), "--count"]
    for words, first, last in ((["20"], 0, 19), (["30", "--resume"], 20, 29)):
        done = subprocess.run([*command, *words], capture_output=True, text=True, check=True)
        assert done.stdout.startswith(f"seed 5, mutated {first} to {last}\n")


def test_surrogates_are_no_obstacle() -> None:
    text = "import keras\nx = keras.Input((10, 8))\ny = '\udce9'\n"
    assert "analysis-failed" not in [each.rule for each in check(text, "a.py", Settings()).diagnostics]
