"""Runs the steps of a workflow as a runner of GitHub does: each in a bash of its own, with the variables it gives."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]


def loaded(text: str) -> Any:
    """What YAML says."""
    return YAML(typ="safe").load(text)


@dataclass
class Job:
    """A job in a checkout. `inputs` are what the workflow's `with` says; `outputs` what steps gave, by their ids."""

    checkout: Path
    inputs: dict[str, str]
    temporary: Path
    outputs: dict[str, str] = field(default_factory=dict)
    log: str = ""

    @property
    def summary(self) -> str:
        """The job's page."""
        page = self.temporary / "summary.md"
        return page.read_text(encoding="utf-8") if page.exists() else ""

    def run(self, step: Any) -> int:
        """Run a step's script; gives its status."""
        file = self.temporary / "step.sh"
        file.write_text(step["run"], encoding="utf-8")
        output = self.temporary / "output"
        output.write_text("")
        own = {name: self.filled(value) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(file)],
            cwd=self.checkout / self.filled(step.get("working-directory", ".")),
            env={**self._environment(output), **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # the runner reads both
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        self.log = done.stdout
        for line in output.read_text().splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step.get('id')}.outputs.{name}"] = value
        return done.returncode

    def filled(self, text: str) -> str:
        """A text with the values of its expressions, which are names alone."""
        known = {f"inputs.{name}": value for name, value in self.inputs.items()} | self.outputs
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)

    def _environment(self, output: Path) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON"))}
        return {
            **kept,
            "PATH": f"/usr/bin:/bin:{Path(sys.executable).parent}",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.checkout),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.temporary / "summary.md"),
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": "o/r",
            "GITHUB_SHA": "abc",
            "RUNNER_TEMP": str(self.temporary),
        }
