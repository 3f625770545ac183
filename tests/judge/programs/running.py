"""Running programs in a process of their own: they may never end, or take all memory."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("under_python.py")

#: Seconds for a program at most, and for starting.
EACH, START = 2.0, 20.0


@dataclass(frozen=True, slots=True)
class End:
    """How runs of a program ended. seed: of the first of them.

    raised: the exception, if one did. variables: as `under_python.described` tells them. same: variables of objects
    that can change; those with the same number are one object.
    """

    seed: int
    argument: int
    raised: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)


def run_programs(texts: Sequence[str], runs: int) -> list[list[End]]:
    """The different ends of each program; none where it did not end in time."""
    ends: list[list[End]] = []
    while len(ends) < len(texts):
        answers = _answers(texts[len(ends) :], runs)
        ends += [[End(**end) for end in answer or ()] for answer in answers]
        if len(ends) < len(texts):
            ends.append([])  # the one that cost the process its life, or took all its time
    return ends


def _answers(texts: Sequence[str], runs: int) -> list[list[dict[str, Any]] | None]:
    request = "".join(json.dumps({"text": text, "runs": runs}) + "\n" for text in texts)
    command = [sys.executable, "-P", str(SCRIPT)]  # else the files beside it hide the standard library's
    try:
        done = subprocess.run(
            command, input=request, capture_output=True, text=True, timeout=START + EACH * len(texts), check=False
        )
        output = done.stdout
    except subprocess.TimeoutExpired as error:
        output = error.stdout.decode() if isinstance(error.stdout, bytes) else error.stdout or ""
    return [json.loads(line) for line in output.splitlines(keepends=True) if line.endswith("\n")]
