"""How the process ends."""

import logging
import os
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End now. An analysis that still runs is not waited for: its answer has no reader."""
    logging.shutdown()
    os._exit(code)


def alive(process: int) -> bool:
    """Whether the process is there. On Windows always True: signal 0 would interrupt it."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it is there, and somebody else's
        return True
    return True
