"""Workers on this machine: processes that end with the one that started them.

What makes processes is imported once they pay.
"""

from __future__ import annotations

import os
import signal
import sys
from functools import partial
from threading import Thread

from conv1d_lsp.project.work import Crew, Workers

#: Characters of text whose analysis takes longer than the start of two workers: by their measured costs, four files of
#: usual length for a fork, which has LibCST already, and seventy for a process that imports it.
_FORKED, _FRESH = 24_000, 400_000


def processes(jobs: int) -> Workers | None:
    """Up to `jobs` of them; None if this process is enough."""
    if jobs < 2:
        return None
    return Workers(partial(_crew, jobs), partial(_crew, 1), _FORKED if _forks() else _FRESH)


def usable_processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _forks() -> bool:
    return sys.platform.startswith("linux")


def _crew(jobs: int) -> Crew:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    if _forks():
        import conv1d_lsp.engine.reading  # noqa: F401 - so that each fork has it
    else:
        os.environ["PYTHONSAFEPATH"] = "1"  # a new Python would import from the working folder before all others
    context = multiprocessing.get_context("fork" if _forks() else "spawn")
    executor, others = ProcessPoolExecutor(jobs, context, settle), frozenset(multiprocessing.active_children())

    def end() -> None:
        workers = frozenset(multiprocessing.active_children()) - others
        executor.shutdown(wait=False, cancel_futures=True)
        for worker in workers:
            worker.terminate()

    return Crew(executor, end)


def settle() -> None:
    """In a worker, as the first thing: Ctrl-C is the business of the process that started it, and so is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):  # a fork has the handlers of the process that started it
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
