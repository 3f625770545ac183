"""Scripts that import Keras, run in a process of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

QUIET = MappingProxyType({"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"})


def answer_of(*command: str, request: object = None, environment: Mapping[str, str] = QUIET) -> Any:
    """What `python COMMAND` prints as its last line, which is JSON; the request, as JSON, is its input."""
    done = subprocess.run(
        [sys.executable, *command],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        env={**os.environ, **QUIET, **environment},
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])
