"""A bar on the terminal while a run is long: on stderr, and never where something else is being printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from conv1d_lsp.project.results import Checked, WithoutKeras

if TYPE_CHECKING:
    from rich.progress import Progress

    from conv1d_lsp.cli.outlets import Output

R = TypeVar("R")

#: Seconds before it is shown, and between two looks of it.
_PATIENCE, _PAUSE = 1.0, 0.1


def followed(results: Iterable[R], expected: int, output: Output) -> Iterable[R]:
    """The results as they come, with a bar that says how many of those `expected` have."""
    return _with_bar(results, expected) if expected > 1 and _is_watched(output) else results


def _is_watched(output: Output) -> bool:
    silent = output.quiet or bool(os.environ.get("CI")) or os.environ.get("TERM") == "dumb"
    return not silent and sys.stderr.isatty()


def _with_bar(results: Iterable[R], expected: int) -> Iterator[R]:
    due, bar = monotonic() + _PATIENCE, None
    try:
        for number, result in enumerate(results, 1):
            if monotonic() >= due:
                bar = bar or _bar(expected)
                bar.start()
                bar.update(bar.task_ids[0], completed=number, refresh=True)
                due = monotonic() + _PAUSE
            if bar is not None and _is_printed(result):
                bar.stop()
            yield result
    finally:
        if bar is not None:
            bar.stop()


def _is_printed(result: object) -> bool:
    return not isinstance(result, WithoutKeras) and not (
        isinstance(result, Checked) and not result.analysis.diagnostics
    )


def _bar(expected: int) -> Progress:
    """It takes itself away when it stops. Without a thread, as workers may be forks."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("Checking"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        console=Console(file=sys.stderr),
        transient=True,
        auto_refresh=False,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    bar.add_task("", total=expected)
    return bar
