"""Writes what is made anew: `python -m tests.pages` the quick fixes that the pages name, the reference, the indexes.

With `--keras` what Keras says, too, by running the Examples of the rules that are named, or of all.
"""

import argparse
import sys
from contextlib import ExitStack

from conv1d_lsp.rules.catalogue import all_rules, pages
from conv1d_lsp.runtime.answers import Died
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.conftest import LIMITS
from tests.judge.cases import Program
from tests.pages import indexes
from tests.pages.docstrings import file_of, read, with_offered, with_says, write
from tests.pages.examples import example
from tests.pages.offered import items
from tests.pages.reference import PLACE, text
from tests.pages.said import Heard, heard, section, told_of


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.pages", description=__doc__)
    parser.add_argument("--keras", nargs="*", metavar="RULE", help="ask Keras about these; without names, about all")
    chosen = parser.parse_args(arguments).keras
    indexes.write()
    names = [rule.page.name for rule in all_rules()]
    asked = [name for name in names if chosen is not None and (not chosen or name in chosen)]
    with ExitStack() as workers:
        running = [
            workers.enter_context(Worker(sys.executable, keras, LIMITS))
            for keras in (Generation.KERAS_3, Generation.KERAS_2)
            if asked
        ]
        for name in [page.name for page in pages()]:
            renew(name, running if name in asked else [])
    PLACE.write_text(text(), encoding="utf-8")


def renew(rule: str, workers: list[Worker]) -> None:
    """Write what is made in a rule's page anew; what Keras says only where it is asked."""
    file = file_of(rule)
    program = example(file)
    if program is None:
        return
    page = before = read(file)
    if workers and program.judged:
        page = with_says(page, section(program, said(program, workers)))
    page = with_offered(page, items(program, rule))
    if page != before:
        write(file, page)
        print(f"{file.name} is written", file=sys.stderr)


def said(program: Program, workers: list[Worker]) -> dict[Generation, Heard]:
    """What each generation says of a program. Raises RuntimeError where Keras can't be asked."""
    found = {}
    for worker in workers:
        if worker.generation in program.generations:
            trace = worker.trace(program.text, told_of(program, worker.generation), program.files)
            if isinstance(trace, Died):
                raise RuntimeError(f"{program.name}: {trace.reason}")
            found[worker.generation] = heard(program, worker.generation, trace)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
