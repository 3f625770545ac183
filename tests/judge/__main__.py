"""`python -m tests.judge`: what is generated against real Keras, as much as wanted; may be stopped and resumed.

Random models; with `--mixed` models with functions, classes and more between the layers; with `--layers` each layer
alone; with `--functions` calls of functions, with `--arrays` of NumPy's, with `--tables` of
pandas, scikit-learn and SciPy; with `--losses` losses and metrics beside outputs and targets; with `--fixes` the case
files' broken programs, repaired by each proven fix; with `--older` the case files under older releases. With
`--programs` random Python programs against Python itself; with `--mutated` programs as they never should be, which
need an answer, and none from Keras; with `--session` long editing sessions against the language server; with `--retype`
statements of files, typed again a character at a time. Prints the seed, figures on the way, and each disagreement
with a program that shows it.
Exit status 1 if any.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from subprocess import CalledProcessError

from conv1d_lsp.interpreter.library.public_names import came_later
from conv1d_lsp.runtime.client import StartError, Worker
from conv1d_lsp.settings import Generation, Releases
from tests.judge.campaign import ModelFigures, batches, run_batch
from tests.judge.cases import TODAY
from tests.judge.fix_campaign import FixFigures, broken_programs, run_fixes
from tests.judge.function_campaign import FunctionFigures, run_functions
from tests.judge.functions import drawn, families
from tests.judge.functions.scene import NUMPY, Whose
from tests.judge.in_batches import in_batches
from tests.judge.known_differences import known_signature
from tests.judge.layer_campaign import LayerFigures, drawn_by_family, run_layer, undrawn
from tests.judge.losses.campaign import LossFigures, run_entry, run_models
from tests.judge.losses.table import entries
from tests.judge.mixed.campaign import MixedFigures, run_mixed
from tests.judge.mutated.campaign import MutatedFigures, run_mutated
from tests.judge.older import LIMITS, OLDER, Older, differing_signatures, environment
from tests.judge.older_campaign import Results, run_cases
from tests.judge.program_campaign import ProgramFigures, run_numbers
from tests.judge.progress import Progress
from tests.judge.retyped.campaign import RetypedFigures, run_retyped
from tests.judge.sessions.campaign import SessionFigures, run_session
from tests.judge.table_campaign import BATCH as CHAINS
from tests.judge.table_campaign import TableFigures, run_tables
from tests.judge.tables import families as table_families

#: How many models a generation: usually, and with `--long`.
MODELS, LONG = 200, 2_000

#: How many cases a layer and generation: usually, and with `--long`.
CASES, LONG_CASES = 10, 100

#: How many calls a family of functions and generation: usually, and with `--long`.
CALLS, LONG_CALLS = 50, 1_000

#: How many real models are given outputs and targets for each loss and generation.
MODELS_OF_A_LOSS = 5

#: How many broken programs a generation, without `--long`.
FIXED = 50

#: How many random programs: usually, and with `--long`.
PROGRAMS, LONG_PROGRAMS = 500, 20_000

#: How many mutated ones.
MUTATED, LONG_MUTATED = 2_000, 100_000

#: How many statements are retyped.
RETYPED, LONG_RETYPED = 100, 2_000

#: How many edits a session of the language server.
EDITS, LONG_EDITS = 1_000, 10_000


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("--mixed", action="store_true", help="models with functions, classes and more in them")
    parser.add_argument("--layers", action="store_true", help="each layer alone in place of models")
    parser.add_argument("--functions", action="store_true", help="functions on symbolic tensors, by family")
    parser.add_argument("--arrays", action="store_true", help="NumPy's functions, by family")
    parser.add_argument("--tables", action="store_true", help="chains of pandas, scikit-learn and SciPy, by family")
    parser.add_argument("--losses", action="store_true", help="the common losses and metrics; with --long all of them")
    parser.add_argument("--fixes", action="store_true", help="broken programs with each proven fix; --long: all")
    parser.add_argument(
        "--older", action="store_true", help="the case files (layers, functions) under older releases of Keras"
    )
    parser.add_argument("--programs", action="store_true", help="random Python programs against Python itself")
    parser.add_argument("--mutated", action="store_true", help="programs that were cut, spliced and misspelt")
    parser.add_argument("--session", action="store_true", help="random edits of 20 files in the language server")
    parser.add_argument("--retype", action="store_true", help="statements of files, a character at a time")
    only = "this layer; this family or function; with --older: programs with this in their names (may be repeated)"
    parser.add_argument("--only", action="append", metavar="NAME", help=only)
    parser.add_argument(
        "--cache", type=Path, default=Path(".pytest_cache/older-keras"), help="environments and results of --older"
    )
    longer = (
        f"{LONG} models in place of {MODELS}, {LONG_CASES} cases a layer, {LONG_CALLS} calls a family, "
        f"{LONG_PROGRAMS} programs, {LONG_MUTATED} mutated ones, {LONG_EDITS} edits a session"
    )
    parser.add_argument("--long", action="store_true", help=longer)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, help="models a generation, cases a layer, calls a family, programs")
    parser.add_argument("--keras", type=int, choices=[2, 3], help="one generation only")
    parser.add_argument("--resume", action="store_true", help="go on where a run with the same seed was stopped")
    parser.add_argument("--progress", type=Path, default=Path(".pytest_cache/judge-progress.json"), metavar="FILE")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    chosen = options(arguments)
    if chosen.older:
        return older(chosen)
    if chosen.programs:
        return programs(chosen)
    if chosen.mutated:
        return mutated(chosen)
    if chosen.retype:
        return retype(chosen)
    if chosen.session:
        return sessions(chosen)
    found = 0
    alike = chosen.arrays or chosen.tables  # the same beside both
    wanted = [Generation.KERAS_3] if alike else list(Generation)
    for keras in [Generation(chosen.keras)] if chosen.keras else wanted:
        try:
            with Worker(sys.executable, keras, LIMITS) as worker:
                print(f"Keras {worker.start().versions['keras']}, seed {chosen.seed}", flush=True)
                found += campaign(chosen)(worker, chosen)
        except (StartError, RuntimeError) as error:
            print(f"Keras {keras.value}: {error}", file=sys.stderr)
            return 2
    return 1 if found else 0


def campaign(chosen: argparse.Namespace) -> Callable[[Worker, argparse.Namespace], int]:
    of_functions = chosen.functions or chosen.arrays
    ways = (
        (chosen.losses, losses),
        (chosen.fixes, fixes),
        (chosen.layers, layers),
        (of_functions, functions),
        (chosen.mixed, mixed),
        (chosen.tables, tables),
    )
    return next((run for wanted, run in ways if wanted), models)


def programs(chosen: argparse.Namespace) -> int:
    """Random programs. Returns the exit status."""
    total = in_batches(
        chosen,
        Progress(chosen.progress, f"programs, seed {chosen.seed}"),
        f"seed {chosen.seed}, programs",
        LONG_PROGRAMS if chosen.long else PROGRAMS,
        ProgramFigures(),
        lambda numbers: run_numbers(chosen.seed, numbers),
        lambda figures: figures.disagreements,
    )
    return 1 if total.disagreements else 0


def mutated(chosen: argparse.Namespace) -> int:
    """Programs as they never should be. Returns the exit status."""
    total = in_batches(
        chosen,
        Progress(chosen.progress, f"mutated, seed {chosen.seed}"),
        f"seed {chosen.seed}, mutated",
        LONG_MUTATED if chosen.long else MUTATED,
        MutatedFigures(),
        lambda numbers: run_mutated(chosen.seed, numbers),
        lambda figures: figures.disagreements,
    )
    return 1 if total.disagreements else 0


def retype(chosen: argparse.Namespace) -> int:
    """Statements that are typed again. Returns the exit status."""
    total = in_batches(
        chosen,
        Progress(chosen.progress, f"retyped, seed {chosen.seed}"),
        f"seed {chosen.seed}, retyped",
        LONG_RETYPED if chosen.long else RETYPED,
        RetypedFigures(),
        lambda numbers: run_retyped(chosen.seed, numbers),
        lambda figures: figures.disagreements,
    )
    return 1 if total.disagreements else 0


def sessions(chosen: argparse.Namespace) -> int:
    """Editing sessions, one unless `--count` says more. Returns the exit status."""
    edits = LONG_EDITS if chosen.long else EDITS
    total = in_batches(
        chosen,
        Progress(chosen.progress, f"sessions of {edits}, seed {chosen.seed}"),
        f"seed {chosen.seed}, sessions",
        1,
        SessionFigures(),
        lambda numbers: sum((run_session(chosen.seed, number, edits) for number in numbers), SessionFigures()),
        lambda figures: figures.disagreements,
    )
    return 1 if total.disagreements else 0


def older(chosen: argparse.Namespace) -> int:
    """The case files and the signatures, or layers or functions alone, under older releases. Returns the status."""
    status = 0
    for release in OLDER:
        if chosen.keras not in (None, release.keras.value):
            continue
        try:
            python = environment(release, chosen.cache)
            print(f"== {release.name}", flush=True)
            alone = chosen.layers or chosen.functions
            found = older_worker(python, release, chosen) if alone else older_cases(python, release, chosen)
            status = status or found
        except (StartError, RuntimeError, CalledProcessError) as error:
            print(f"{release.name}: {error}", file=sys.stderr)
            return 2
    return status


def older_cases(python: str, release: Older, chosen: argparse.Namespace) -> int:
    changed = [text for text in differing_signatures(python, release) if not known_signature(text)]
    print("".join(f"signature: {text}\n" for text in changed), end="", flush=True)
    results = Results(chosen.cache / f"{release.name}.jsonl", resume=chosen.resume)
    figures = run_cases(python, release, chosen.only, results)
    for reason, times in figures.known.most_common():
        print(f"{times:6}  known: {reason}")
    print(f"{release.name}: {figures}, {len(changed)} signatures that differ", flush=True)
    return 1 if changed or figures.unexplained else 0


def older_worker(python: str, release: Older, chosen: argparse.Namespace) -> int:
    with Worker(python, release.keras, LIMITS) as worker:
        worker.start()
        return 1 if (layers if chosen.layers else functions)(worker, chosen, release.releases) else 0


def models(worker: Worker, chosen: argparse.Namespace) -> int:
    """Random models. Returns the number of disagreements."""
    figures = in_batches(
        chosen,
        Progress(chosen.progress, f"keras {worker.generation.value}, seed {chosen.seed}"),
        "models",
        LONG if chosen.long else MODELS,
        ModelFigures(),
        lambda numbers: run_batch(worker, chosen.seed, numbers),
        lambda batch: batch.told,
    )
    for (kind, layer), times in figures.kinds.most_common():
        print(f"{times:6}  {kind}, {layer}")
    return len(figures.disagreements) + len(figures.in_text)


def fixes(worker: Worker, chosen: argparse.Namespace) -> int:
    """Broken programs with each of their proven fixes. Returns the number of fixes that do not help."""
    programs = broken_programs(worker.generation, chosen.only or ())
    Random(chosen.seed).shuffle(programs)
    total = in_batches(
        chosen,
        Progress(chosen.progress, f"keras {worker.generation.value}, seed {chosen.seed}, fixes of {len(programs)}"),
        "programs",
        len(programs) if chosen.long else min(FIXED, len(programs)),
        FixFigures(),
        lambda numbers: run_fixes(worker, [programs[number] for number in numbers]),
        lambda figures: figures.disagreements,
    )
    return len(total.disagreements)


def mixed(worker: Worker, chosen: argparse.Namespace) -> int:
    """Random models with more than layers in them. Returns the number of disagreements."""
    total = in_batches(
        chosen,
        Progress(chosen.progress, f"keras {worker.generation.value}, seed {chosen.seed}, mixed"),
        "models",
        LONG if chosen.long else MODELS,
        MixedFigures(),
        lambda numbers: run_mixed(worker, chosen.seed, numbers),
        lambda figures: figures.disagreements,
    )
    return len(total.disagreements)


def layers(worker: Worker, chosen: argparse.Namespace, releases: Releases = TODAY) -> int:
    """Each layer alone, as the worker's release has it. Returns the number of disagreements."""
    total, start = LayerFigures(), time.monotonic()
    families = drawn_by_family(worker.generation)
    wanted = set(chosen.only or [name for names in families.values() for name in names])
    for family, names in families.items():
        figures = LayerFigures()
        for name in [name for name in names if name in wanted and came_later(f"keras.layers.{name}", releases) is None]:
            figures += one_layer(worker, name, chosen, releases)
        if figures.cases:
            print(f"{time.monotonic() - start:6.0f} s  {family}: {figures}", flush=True)
        total += figures
    print(f"{time.monotonic() - start:6.0f} s  all: {total}", flush=True)
    for reason, times in total.explained.most_common():
        print(f"{times:6}  explained: {reason}")
    missing = undrawn(worker.generation) if not chosen.only else sorted(wanted - set().union(*families.values()))
    if missing:
        print(f"not drawn or not declared under Keras {worker.generation.value}: {', '.join(missing)}")
    return len(total.disagreements)


def one_layer(worker: Worker, name: str, chosen: argparse.Namespace, releases: Releases) -> LayerFigures:
    """The cases of one layer that are still to be run."""
    progress = Progress(chosen.progress, f"keras {worker.start().versions['keras']}, seed {chosen.seed}, {name}")
    first = progress.next() if chosen.resume else 0
    last = max(first, chosen.count or (LONG_CASES if chosen.long else CASES))
    figures = run_layer(worker, name, chosen.seed, range(first, last), releases)
    for found in figures.disagreements:
        print(f"\n{found}", flush=True)
    progress.reached(last)
    return figures


def functions(worker: Worker, chosen: argparse.Namespace, releases: Releases = TODAY) -> int:
    """Calls of functions, by family. Returns the number of disagreements."""
    total, start = FunctionFigures(), time.monotonic()
    whose: Whose = NUMPY if chosen.arrays else worker.generation
    for name in chosen.only or families():
        if not drawn(whose, name):
            continue
        called = NUMPY if chosen.arrays else f"keras {worker.generation.value}"
        progress = Progress(chosen.progress, f"{called}, seed {chosen.seed}, functions {name}")
        last = chosen.count or (LONG_CALLS if chosen.long else CALLS)
        figures = FunctionFigures()
        for numbers in batches(range(min(progress.next(), last) if chosen.resume else 0, last)):
            some = run_functions(worker, name, chosen.seed, numbers, releases, whose)
            for found in some.disagreements:
                print(f"\n{found}", flush=True)
            figures += some
            progress.reached(numbers.stop)
        print(f"{time.monotonic() - start:6.0f} s  {name}: {figures}", flush=True)
        total += figures
    print(f"{time.monotonic() - start:6.0f} s  all: {total}", flush=True)
    for reason, times in total.explained.most_common():
        print(f"{times:6}  explained: {reason}")
    print(f"left open: {', '.join(f'{name} {times}' for name, times in total.unclear.most_common()) or 'nothing'}")
    return len(total.disagreements)


def losses(worker: Worker, chosen: argparse.Namespace) -> int:
    """Losses and metrics beside outputs and targets, and some in real models. Returns the number of disagreements."""
    total, start = LossFigures(), time.monotonic()
    wanted = list(entries(worker.generation, chosen.only, common=not chosen.long))
    progress = Progress(chosen.progress, f"keras {worker.generation.value}, losses {len(wanted)}")
    for number, entry in list(enumerate(wanted))[progress.next() if chosen.resume else 0 :]:
        cells, models = (
            run_entry(worker, entry),
            run_models(worker, entry, chosen.seed, chosen.count or MODELS_OF_A_LOSS),
        )
        for found in (*cells.disagreements, *models.disagreements):
            print(f"\n{found}", flush=True)
        print(f"{time.monotonic() - start:6.0f} s  {entry}: {cells}; in models: {models}", flush=True)
        total += cells + models
        progress.reached(number + 1)
    print(f"{time.monotonic() - start:6.0f} s  all: {total}", flush=True)
    return len(total.disagreements)


def tables(worker: Worker, chosen: argparse.Namespace) -> int:
    """Chains of what pandas and its like do, by family. Returns the number of disagreements."""
    found, start = 0, time.monotonic()
    for name in chosen.only or table_families():
        figures, last = TableFigures(), chosen.count or (LONG_CALLS if chosen.long else CALLS)
        for first in range(0, last, CHAINS):
            some = run_tables(worker, name, chosen.seed, range(first, min(first + CHAINS, last)))
            for each in some.disagreements:
                print(f"\n{each}", flush=True)
            figures += some
        print(f"{time.monotonic() - start:6.0f} s  {name}: {figures}", flush=True)
        found += len(figures.disagreements)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
