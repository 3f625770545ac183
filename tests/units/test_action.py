"""The action's own steps, run as GitHub's runner does, and what the README shows for CI."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.units.ci import ROOT, Job, loaded
from tests.units.readme import README

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the steps are for bash")

ACTION = loaded((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("name", step.get("id")): step for step in ACTION["runs"]["steps"]}

FAULTY = "import keras\nfrom keras import layers\nx = keras.Input((10, 8))\ny = layers.Conv1D(64, 30)(x)\n"
SOUND = FAULTY.replace("30", "3")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder after the step that installs."""
    temporary = tmp_path_factory.mktemp("runner")
    job = Job(ROOT, {}, temporary)
    job.outputs |= {"steps.python.outputs.python-path": sys.executable, "github.action_path": str(ROOT)}
    assert job.run(STEPS["Install"]) == 0, job.log
    return temporary


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository with two programs."""
    (tmp_path / "a folder").mkdir()
    (tmp_path / "a folder/faulty.py").write_text(FAULTY)
    (tmp_path / "sound.py").write_text(SOUND)
    return tmp_path


def checked(checkout: Path, installed: Path, **given: str) -> tuple[int, Job]:
    (installed / "summary.md").unlink(missing_ok=True)
    defaults = {name: value["default"] for name, value in ACTION["inputs"].items()}
    job = Job(checkout, defaults | {name.replace("_", "-"): value for name, value in given.items()}, installed)
    return job.run(STEPS["Check"]), job


def test_a_faulty_program_fails_the_step_with_an_annotation(checkout: Path, installed: Path) -> None:
    status, job = checked(checkout, installed)
    assert (status, job.outputs) == (1, {"steps.check.outputs.status": "1"})
    (annotation,) = [line for line in job.log.splitlines() if line.startswith("::")]
    title = "title=conv1d-lsp (window-too-long)"
    assert annotation.startswith(
        f"::error {title},file=a folder/faulty.py,line=4,col=23,endColumn=25::the window covers"
    )
    assert job.log.startswith("a folder/faulty.py:4:23: error[window-too-long]")
    assert "1 error in 1 file (2 files looked at, all of them use Keras)" in job.summary
    assert "(https://github.example/o/r/blob/abc/a%20folder/faulty.py#L4)" in job.summary


def test_a_sound_program_passes(checkout: Path, installed: Path) -> None:
    status, job = checked(checkout, installed, paths="sound.py\n")
    assert (status, job.outputs["steps.check.outputs.status"]) == (0, "0")
    assert "::" not in job.log
    assert "No shape faults found in 1 file" in job.summary


def test_paths_and_options_come_as_they_are(checkout: Path, installed: Path) -> None:
    (checkout / "a folder/-odd *.py").write_text(FAULTY)
    paths = "sound.py\n\na folder/-odd *.py\n$(touch hacked)\n"
    status, job = checked(checkout, installed, paths=paths, args=" --keras 3   --ignore unused-suppression ")
    assert status == 2
    assert "$(touch hacked) cannot be read" in job.log and not (checkout / "hacked").exists()
    assert "a folder/-odd *.py:4:23" in job.log
    status, job = checked(checkout, installed, working_directory="a folder", args="--select input-rank")
    assert status == 0, job.log


def test_findings_for_code_scanning(checkout: Path, installed: Path) -> None:
    status, job = checked(checkout, installed, upload_sarif="true", working_directory="a folder")
    assert status == 1
    assert "::error title" in job.log  # beside the file
    file = job.outputs["steps.check.outputs.sarif"]
    (result,) = json.loads(Path(file).read_text())["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "a%20folder/faulty.py", "uriBaseId": "%SRCROOT%"}
    assert STEPS["Upload"]["with"]["sarif_file"] == "${{ steps.check.outputs.sarif }}"
    assert STEPS["Upload"]["if"] == "always() && steps.check.outputs.sarif != ''"


def test_nothing_is_uploaded_where_nothing_could_be_checked(checkout: Path, installed: Path) -> None:
    (installed / "conv1d-lsp.sarif").unlink(missing_ok=True)
    status, job = checked(checkout, installed, upload_sarif="true", args="--no-such-option")
    assert (status, job.outputs) == (2, {"steps.check.outputs.status": "2"})
    assert "there is no option" in job.log


def schema(name: str) -> Any:
    return json.loads((files("check_jsonschema") / f"builtin_schemas/vendor/{name}.json").read_text(encoding="utf-8"))


def snippets() -> list[Any]:
    """What YAML the README shows."""
    return [loaded(text) for text in re.findall(r"^```yaml\n([\s\S]*?)^```$", README.read_text(), re.MULTILINE)]


def test_the_action_and_the_snippets_keep_their_schemas() -> None:
    jsonschema.validate(ACTION, schema("github-actions"))
    workflow, job, hooks = snippets()
    jsonschema.validate(workflow, schema("github-workflows"))
    jsonschema.validate(job, schema("gitlab-ci"))
    steps = workflow["jobs"]["shapes"]["steps"]
    assert set(steps[-1]["with"]) <= set(ACTION["inputs"])
    own = loaded((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} == {hook["id"] for hook in own}


def test_the_job_for_gitlab(checkout: Path) -> None:
    _, snippet, _ = snippets()
    job = snippet["shapes"]
    done = subprocess.run(
        ["bash", "-e", "-c", job["script"][-1]],
        cwd=checkout,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "GITLAB_CI": "true",
            "CI_PROJECT_DIR": str(checkout),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("a folder/faulty.py:4:23: error[window-too-long]")
    (entry,) = json.loads((checkout / job["artifacts"]["reports"]["codequality"]).read_text())
    assert (entry["location"]["path"], entry["severity"]) == ("a folder/faulty.py", "critical")


def test_the_hook_gives_files_to_check(checkout: Path) -> None:
    """pre-commit runs the entry with the files behind it; the status is the hook's."""
    (hook,) = loaded((ROOT / ".pre-commit-hooks.yaml").read_text())
    program = shutil.which("conv1d-lsp", path=str(Path(sys.executable).parent))
    assert program is not None
    words = [program, *hook["entry"].split()[1:], *hook.get("args", []), "sound.py", "a folder/faulty.py"]
    assert subprocess.run(words, cwd=checkout, capture_output=True, timeout=120, check=False).returncode == 1
    assert subprocess.run(words[:-1], cwd=checkout, capture_output=True, timeout=120, check=False).returncode == 0
