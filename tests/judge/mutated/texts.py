"""What is mutated: the programs of case files and rules, the examples, and longer files of Python."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.judge.collection import ROOT, all_programs
from tests.judge.mutated.ways import Sources

#: Folders of files that use Keras, or are about it.
_FOLDERS = ("tests/examples", "tests/benchmarks", "tests/names", "tests/judge/architectures")


@cache
def sources() -> Sources:
    """Small programs, and larger ones, which are taken more seldom."""
    return Sources(tuple(_cases()), tuple(_files()))


def examples() -> list[str]:
    """The examples that people try."""
    return _texts("tests/examples")


def _cases() -> Iterator[str]:
    """Without the empty lines that stand for what comes before them in their files."""
    for program in all_programs():
        yield f"import keras\nfrom keras import layers\n{program.text.lstrip()}"


def _files() -> Iterator[str]:
    for folder in _FOLDERS:
        yield from _texts(folder)


def _texts(folder: str) -> list[str]:
    paths = sorted(Path(ROOT, folder).glob("*.py"))
    return [text for path in paths if (text := path.read_text(encoding="utf-8"))]
