"""The functions that Keras 3 is said to refuse on symbolic tensors, called on symbolic tensors under Keras 3."""

from collections.abc import Callable
from pathlib import Path

from conv1d_lsp.arrays.symbolic import refused_on_symbolic
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.scripts import answer_of

SCRIPT = Path(__file__).with_name("refused_functions.py")


def test_keras_3_refuses_each(ask: Callable[[Generation], Worker]) -> None:
    ask(Generation.KERAS_3).start()
    answers = answered([*refused_on_symbolic(), "tensorflow.is_tensor"])
    assert answers.pop("tensorflow.is_tensor") == "returned", (
        "what takes a symbolic tensor must be told from the others"
    )
    assert {path: answer for path, answer in answers.items() if answer != "refused"} == {}


def answered(paths: list[str]) -> dict[str, str]:
    answer: dict[str, str] = answer_of(str(SCRIPT), request=paths)
    return answer
