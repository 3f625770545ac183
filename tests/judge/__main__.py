"""`python -m tests.judge`: generated models against real Keras, as many as wanted; may be stopped and resumed.

Prints the seed, figures after each batch, and each disagreement with a program that shows it. Exit status 1 if any.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from conv1d_lsp.runtime.client import StartError, Worker
from conv1d_lsp.settings import Generation
from tests.judge.campaign import Figures, batches, run_batch

#: How many models a generation: usually, and with `--long`.
MODELS, LONG = 2_000, 100_000


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("--long", action="store_true", help=f"{LONG} models a generation in place of {MODELS}")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, help="models a generation")
    parser.add_argument("--keras", type=int, choices=[2, 3], help="one generation only")
    parser.add_argument("--resume", action="store_true", help="go on where a run with the same seed was stopped")
    parser.add_argument("--progress", type=Path, default=Path(".pytest_cache/judge-progress.json"), metavar="FILE")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    chosen = options(arguments)
    count = chosen.count or (LONG if chosen.long else MODELS)
    found = 0
    for keras in [Generation(chosen.keras)] if chosen.keras else list(Generation):
        try:
            progress = Progress(chosen.progress, keras, chosen.seed)
            first = progress.next() if chosen.resume else 0
            found += campaign(keras, chosen.seed, range(first, max(first, count)), progress)
        except (StartError, RuntimeError) as error:
            print(f"Keras {keras.value}: {error}", file=sys.stderr)
            return 2
    return 1 if found else 0


class Progress:
    """How far a campaign has come, in a small JSON file: the number of the next model by generation and seed."""

    def __init__(self, file: Path, keras: Generation, seed: int) -> None:
        self.file = file
        self.key = f"keras {keras.value}, seed {seed}"

    def next(self) -> int:
        return self.read().get(self.key, 0)

    def read(self) -> dict[str, int]:
        try:
            return dict(json.loads(self.file.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return {}

    def reached(self, number: int) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(json.dumps(self.read() | {self.key: number}), encoding="utf-8")


def campaign(keras: Generation, seed: int, models: range, progress: Progress) -> int:
    """Run the models of these numbers. Returns the number of disagreements."""
    figures, start = Figures(), time.monotonic()
    with Worker(sys.executable, keras) as worker:
        versions = worker.start().versions
        print(f"Keras {versions['keras']}, seed {seed}, models {models.start} to {models.stop - 1}", flush=True)
        for numbers in batches(models):
            batch = run_batch(worker, seed, numbers)
            for number, found in batch.disagreements:
                print(f"\nmodel {number}: {found}")
            figures += batch
            progress.reached(numbers.stop)
            print(f"{time.monotonic() - start:6.0f} s  {figures}", flush=True)
    for (kind, layer), times in figures.kinds.most_common():
        print(f"{times:6}  {kind}, {layer}")
    return len(figures.disagreements)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
