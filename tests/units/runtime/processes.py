"""Watching processes of the tests."""

import os
import time
from collections.abc import Callable
from pathlib import Path


def alive(process: int) -> bool:
    """A zombie that nobody has waited for yet is not alive."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def wait_until(condition: Callable[[], bool]) -> bool:
    """Whether it came true within a minute."""
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.1)
    return False
