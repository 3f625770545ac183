"""How many errors carry a proven fix: `python -m tests.judge.fix_share [--missing] [PART ...]`.

Counts the error diagnostics of the case files' broken programs, per family of files and per rule, under Keras 3 (or the
one generation that a program is for). PART: only programs with this in their names.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conv1d_lsp.diagnostics import Diagnostic
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.collection import all_programs
from tests.judge.fix_campaign import errors

#: Families of case files with whole programs, by the beginning of the name; what is in none is a case of one subject.
WHOLE = ("first-programs", "first-steps", "fit-programs", "fit-reports", "idioms-broken", "programs", "data-to-input")


@dataclass(frozen=True, slots=True)
class Error:
    """An error diagnostic of a program, with the fixes that work."""

    program: Program
    diagnostic: Diagnostic

    @property
    def family(self) -> str:
        stem = self.program.file.stem
        if self.program.file.suffix == ".py":
            return "rules"
        return next((each for each in WHOLE if stem.startswith(each)), stem)


def errors_of(program: Program) -> Iterator[Error]:
    """The errors of one program under one generation, and which of their fixes are proven."""
    for diagnostic in errors(program, program.settings.keras or Generation.KERAS_3):
        yield Error(program, diagnostic)


def table(errors: Iterable[Error]) -> Iterator[str]:
    """The share per family and per rule; whole programs first."""
    found = list(errors)
    whole = [each for each in found if each.family in WHOLE]
    yield share("whole programs", whole)
    yield share("all", found)
    for name, chosen in (("family", found), ("rule in whole programs", whole), ("rule", found)):
        yield f"\nby {name}"
        groups = [(each.family if name == "family" else each.diagnostic.rule, each) for each in chosen]
        for group, _ in Counter(group for group, _ in groups).most_common():
            yield "  " + share(group, [each for its, each in groups if its == group])


def share(name: str, errors: list[Error]) -> str:
    with_fix = sum(bool(each.diagnostic.fixes) for each in errors)
    percent = f"{100 * with_fix / len(errors):3.0f} %" if errors else "  - "
    return f"{percent}  {with_fix:4} of {len(errors):4}  {name}"


def missing(errors: Iterable[Error]) -> Iterator[str]:
    """The errors without a proven fix."""
    for each in errors:
        if not each.diagnostic.fixes:
            place = each.diagnostic.place
            yield f"{each.diagnostic.rule}: {each.program.name}:{place.line}: {each.diagnostic.message}"
            yield f"    {each.program.text.splitlines()[place.line - 1].strip()}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.judge.fix_share", description=__doc__)
    parser.add_argument("parts", metavar="PART", nargs="*")
    parser.add_argument("--missing", action="store_true", help="list the errors without a proven fix")
    chosen = parser.parse_args(arguments)
    programs = [each for each in all_programs() if all(part in each.name for part in chosen.parts)]
    found = [error for program in programs for error in errors_of(program)]
    print(*table(found), sep="\n")
    if chosen.missing:
        print(*missing(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
