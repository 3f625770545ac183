"""Exit statuses."""

from enum import IntEnum


class Status(IntEnum):
    """What the process ends with; of several, the largest that is no signal's wins."""

    CLEAN = 0
    FINDINGS = 1
    FAILED = 2
    HUNG_UP = 129
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143
