"""Which generations of Keras an interpreter can be asked."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from conv1d_lsp.settings import Generation

#: The folder that an interpreter runs to become a worker.
WORKER = Path(__file__).parent / "worker"

#: Seconds that an interpreter may take to say what is installed.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python, the versions of `python`, `tensorflow`, `keras` and `tf_keras` in it, and what hinders each generation.

    A generation that `obstacles` does not hold can be asked; the others come with one sentence why not.
    """

    python: str
    versions: dict[str, str | None]
    obstacles: dict[Generation, str]

    def can_run(self, generation: Generation) -> bool:
        return generation not in self.obstacles


def find(python: str) -> Interpreter:
    """Look at an interpreter, by its path. It imports nothing large for it; a broken one has an obstacle for both."""
    try:
        run = subprocess.run(
            [python, str(WORKER)],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=True,
            stdin=subprocess.DEVNULL,
        )
        answer = json.loads(run.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        reason = f"{python} does not run as a Python interpreter ({type(error).__name__})."
        return Interpreter(python, {}, dict.fromkeys(Generation, reason))
    obstacles = {g: answer["obstacles"][str(g.value)] for g in Generation}
    return Interpreter(python, answer["versions"], {g: text for g, text in obstacles.items() if text is not None})
