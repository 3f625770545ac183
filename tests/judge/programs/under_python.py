"""Runs programs: a script of its own, without this project's modules.

Standard input has a JSON line `{"text": …, "runs": 60}` a program; the answer is a line each: a list of the different
ends that the runs had, or null if none of them came to an end in time.
"""

import contextlib
import io
import json
import random
import signal
import sys
import time
from types import FrameType, ModuleType
from typing import Any

#: Seconds for one run, and for all runs of a program: where they are up, those that came to an end count.
ONE_RUN, ALL_RUNS = 0.3, 1.0

#: Bytes of memory.
MEMORY = 2 << 30

#: Larger integers and deeper nesting are not described.
LARGEST, DEEPEST = 10**15, 6


class OutOfTimeError(BaseException):
    """A run takes too long. No program catches it."""


def limit() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        signal.signal(signal.SIGALRM, _out_of_time)


def _out_of_time(number: int, frame: FrameType | None) -> None:
    raise OutOfTimeError


def run(code: Any, seed: int) -> dict[str, Any]:
    """What one run ends with: `{"raised": "KeyError"}`, or the variables and which names are of one object."""
    scope: dict[str, Any] = {"__name__": "__main__"}
    random.seed(seed)
    sys.argv = ["program.py", str(1 + seed % 7)]
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, ONE_RUN)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, scope)
    except (Exception, SystemExit) as error:
        return {"raised": type(error).__name__}
    finally:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
    return {"variables": {name: described(value) for name, value in told(scope)}, "same": same(scope)}


def told(scope: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        (name, value)
        for name, value in scope.items()
        if not name.startswith("_") and not callable(value) and not isinstance(value, ModuleType)
    ]


def same(scope: dict[str, Any]) -> dict[str, int]:
    """Variables of what can change: those with the same number are one object."""
    numbers: dict[int, int] = {}
    changing = [(name, value) for name, value in told(scope) if isinstance(described(value), dict)]
    return {
        name: numbers.setdefault(id(value), len(numbers)) for name, value in changing if not isinstance(value, tuple)
    }


def described(value: Any, levels: int = DEEPEST) -> Any:
    """A value as JSON: texts, numbers, flags and None as they are, everything else as `{"kind": what is in it}`."""
    if value is None or isinstance(value, bool | str | float):
        return value if type(value) in (type(None), bool, str, float) else {"other": type(value).__name__}
    if isinstance(value, int):
        return value if type(value) is int and abs(value) < LARGEST else {"other": type(value).__name__}
    if levels <= 0:
        return {"other": type(value).__name__}
    if isinstance(value, list | tuple | set | frozenset) and type(value).__name__ in ("list", "tuple", "set"):
        items = [described(each, levels - 1) for each in value]
        return {type(value).__name__: sorted(items, key=repr) if isinstance(value, set) else items}
    if type(value) is dict:
        return {"dict": [[described(key, levels - 1), described(each, levels - 1)] for key, each in value.items()]}
    if type(value).__name__ == "ndarray":
        return {"array": list(value.shape)}
    if type(value).__module__ == "__main__" and hasattr(value, "__dict__"):
        own = {name: described(each, levels - 1) for name, each in vars(value).items()}
        return {
            "instance": own,
            "class": {name: described(each, levels - 1) for name, each in inherited(value).items()},
        }
    return {"other": type(value).__name__}


def inherited(value: Any) -> dict[str, Any]:
    """Plain attributes of an instance's classes."""
    found: dict[str, Any] = {}
    for cls in reversed(type(value).__mro__[:-1]):
        found.update({name: each for name, each in vars(cls).items() if is_plain(name, each)})
    return found


def is_plain(name: str, value: Any) -> bool:
    return not name.startswith("__") and not callable(value) and not hasattr(value, "__get__")


def ends(text: str, runs: int) -> list[dict[str, Any]] | None:
    """The different ends of the runs, each with the first seed that had it."""
    code = compile(text, "program.py", "exec")
    found: dict[str, dict[str, Any]] = {}
    start = time.monotonic()
    for seed in range(runs):
        try:
            end = run(code, seed)
        except (OutOfTimeError, MemoryError):
            end = None
        if end is not None:
            found.setdefault(json.dumps(end), {"seed": seed, "argument": 1 + seed % 7, **end})
        if time.monotonic() - start > ALL_RUNS:
            break
    return list(found.values()) or None


def main() -> None:
    limit()
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(ends(request["text"], request["runs"])), flush=True)


if __name__ == "__main__":
    main()
