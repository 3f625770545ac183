"""A campaign, batch by batch."""

import argparse
import time
from collections.abc import Callable, Iterable

from tests.judge.campaign import batches
from tests.judge.figures import Sum
from tests.judge.progress import Progress


def in_batches(
    chosen: argparse.Namespace,
    progress: Progress,
    kind: str,
    usual: int,
    total: Sum,
    run: Callable[[range], Sum],
    found: Callable[[Sum], Iterable[str]],
) -> Sum:
    """Runs so many of a kind in batches, from where a stopped run was; prints what is found, and the sum on the way."""
    first = progress.next() if chosen.resume else 0
    last = max(first, chosen.count or usual)
    print(f"{kind} {first} to {last - 1}", flush=True)
    start = time.monotonic()
    for numbers in batches(range(first, last)):
        figures = run(numbers)
        for text in found(figures):
            print(f"\n{text}", flush=True)
        total += figures
        progress.reached(numbers.stop)
        print(f"{time.monotonic() - start:6.0f} s  {total}", flush=True)
    return total
