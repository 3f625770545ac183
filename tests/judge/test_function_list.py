"""The list of functions, their names and parameters: the declarations against the installed libraries."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conv1d_lsp.arrays import ArrayFunction, declared
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.undeclared_functions import UNDECLARED

#: Whose parameters are declared otherwise than this release has them, and why.
OTHERWISE = {
    "numpy.arange": "its first parameter has two names",
    "keras.ops.rearrange": "it takes lengths by any names",
    "numpy.einsum": "it takes the equation as one of the operands",
    "scipy.signal.sosfreqz": "it is handed on as it is to `freqz_sos`",
    "numpy.random.sample": "it hands on what it gets to `random_sample`",
    "numpy.random.ranf": "it hands on what it gets to `random_sample`",
    "numpy.reshape": "`newshape` is what `shape` was called before NumPy 2.1",
}

SCRIPT = Path(__file__).with_name("installed_functions.py")


@pytest.fixture(scope="module")
def installed(ask: Callable[[Generation], Worker]) -> dict[str, Any]:
    for keras in Generation:
        ask(keras).start()
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    paths = json.dumps([path for path in declared() if not path.startswith(".")])
    command = [sys.executable, str(SCRIPT)]
    done = subprocess.run(command, input=paths, capture_output=True, text=True, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_every_function_is_declared(installed: dict[str, Any]) -> None:
    listed, known = set(installed["listed"]), set(declared())
    assert listed - known - set(UNDECLARED) == set(), "Keras has these functions, no declaration has"
    assert set(UNDECLARED) & known == set(), "these are declared by now: take them off the list"
    assert set(UNDECLARED) - listed == set(), "Keras has no such functions"


def test_what_is_declared_is_there(installed: dict[str, Any]) -> None:
    assert {path for path in declared() if not path.startswith(".")} - set(installed["parameters"]) == set()


def test_parameters(installed: dict[str, Any]) -> None:
    wrong = [
        f"{path}: {', '.join(mine)}; in the library {', '.join(theirs)}"
        for path, function in declared().items()
        if (theirs := installed["parameters"].get(path)) is not None and path not in OTHERWISE
        if not agree(mine := library_names(function, path), theirs)
    ]
    assert not wrong, "\n".join(["", *wrong])


def library_names(function: ArrayFunction, path: str) -> list[str]:
    """The parameters as the library calls them."""
    return [each.partition("=")[0].partition(":")[0] for each in function.parameters(path)]


def agree(mine: list[str], theirs: list[str]) -> bool:
    """The same in the same order, as far as they are declared; those that take any number may have any name."""
    if mine == ["*"]:
        return True
    if mine[-1:] == ["..."]:
        return agree(mine[:-1], theirs)
    if any(name.startswith("*") for name in mine):
        return [name.startswith("*") for name in mine] == [name.startswith("*") for name in theirs[: len(mine)]] or (
            theirs[-1:] == ["kwargs"]
        )
    of_class = theirs[:1] == ["self"]
    return mine == theirs[of_class : len(mine) + of_class]
