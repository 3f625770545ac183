"""Types of options that several groups of them share, and what is said of a command line that does not fit."""

import argparse
from collections.abc import Mapping
from pathlib import Path

PROGRAM = "conv1d-lsp"


class UsageError(Exception):
    """A command line that makes no sense; `str` of it is one sentence."""


class OneOf:
    """One of some words. alike: those that mean another of them."""

    def __init__(self, *words: str, alike: Mapping[str, str] | None = None) -> None:
        self.words = words
        self._alike = alike or {}

    def __call__(self, word: str) -> str:
        if word not in self.words:
            *others, last = self.words
            raise argparse.ArgumentTypeError(f'must be {", ".join(others)} or {last}, not "{word}"')
        return self._alike.get(word, word)


class Once(argparse.Action):
    """Takes the value of an option that has one, of which argparse would drop all but the last."""

    _given = False

    def __call__(
        self, parser: object, namespace: argparse.Namespace, values: object, option_string: str | None = None
    ) -> None:
        if self._given and option_string is not None:
            raise argparse.ArgumentError(self, "must not be given twice")
        self._given = True
        setattr(namespace, self.dest, values)


def some(word: str) -> str:
    """Any word but an empty one, which is mostly a variable of a script that holds nothing."""
    if not word:
        raise argparse.ArgumentTypeError("must not be an empty word")
    return word


def path(word: str) -> Path:
    """A path; an empty word would be the working folder."""
    return Path(some(word))


def output(word: str) -> Path:
    """A file to be written, which is no program: a word that was forgotten would make it one of those to be read."""
    from conv1d_lsp.source.discover import SUFFIXES

    file = path(word)
    if file.suffix.lower() in SUFFIXES:
        raise argparse.ArgumentTypeError(f"must not be a program, which {word} is by its name")
    return file


def pattern(word: str) -> str:
    """A pattern of paths."""
    from conv1d_lsp.project.patterns import complaint

    wrong = complaint(word)
    if wrong is not None:
        raise argparse.ArgumentTypeError(f'must be patterns of paths, and "{word}" {wrong}')
    return word


def positive(word: str) -> int:
    """A number that is no 0."""
    if not word.isdecimal() or not 0 < int(word[:19]) < 10**9:
        raise argparse.ArgumentTypeError(f'must be a positive number, not "{word}"')
    return int(word)
