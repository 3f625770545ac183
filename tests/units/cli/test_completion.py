"""`completion`: what bash itself makes of the script, and that other shells get one."""

import shutil
import subprocess
from pathlib import Path

import pytest

from conv1d_lsp.__main__ import main

Captured = pytest.CaptureFixture[str]

#: Asks bash as the Tab key does: the words, of which the last is completed.
_ASK = """source ./script
ask() {
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
  _shtab_conv1d_lsp conv1d-lsp "${@: -1}" "${@: -2:1}"
  echo "${COMPREPLY[*]}"
}
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes(capsys: Captured) -> None:
    assert main(["completion", "bash"]) == 0
    Path("script").write_text(capsys.readouterr().out)
    Path("train.py").touch()
    asked = {
        '""': "check shapes summary graph rule merge clean completion server",
        "check --show-f": "--show-files --show-fixes",
        "check --select window-t": "window-too-long",
        "check --ignore open-size,window-t": "open-size,window-too-long",
        "check --output-format js": "json json-lines",
        'check --fix --keras ""': "2 3 auto both",
        "check tr": "train.py",
        "rule window-t": "window-too-long",
    }
    script = _ASK + "".join(f"ask conv1d-lsp {words}\n" for words in asked)
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert dict(zip(asked, done.stdout.splitlines(), strict=True)) == asked


@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh"])
def test_other_shells_get_a_script(shell: str, capsys: Captured) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert "show-settings" in out and "window-too-long" in out
    if shutil.which(shell):
        done = subprocess.run([shell, "-n"], input=out, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, done.stderr) == (0, "")


def test_a_shell_that_is_not_known(capsys: Captured) -> None:
    assert main(["completion", "ksh"]) == 2
    assert capsys.readouterr().err.startswith('conv1d-lsp completion: SHELL must be bash, zsh, fish or tcsh, not "ksh"')
