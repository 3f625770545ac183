"""Receptive fields of random stacks, against what real Keras's outputs depend on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.scripts import answer_of
from tests.judge.windows.stacks import Stack, random_stack

SEED = 1
STACKS = 150

SCRIPT = Path(__file__).with_name("under_keras.py")

#: The least share of the stacks whose windows are known.
FOLLOWED = 0.75


@pytest.mark.parametrize("keras", Generation, ids=lambda keras: f"keras{keras.value}")
def test_windows_are_those_of_real_keras(keras: Generation, ask: Callable[[Generation], Worker]) -> None:
    ask(keras).start()
    stacks = [random_stack(SEED, number, keras) for number in range(STACKS)]
    stacks = [stack for stack in stacks if stack.nodes]
    told = [
        f"{wrong}\n{stack.described}"
        for stack, measured in zip(stacks, measured_by(keras, stacks), strict=True)
        if (wrong := stack.wrong(measured)) is not None
    ]
    assert not told, "\n".join([f"{len(told)} of {len(stacks)}", *told[:3]])
    assert sum(stack.followed for stack in stacks) >= FOLLOWED * len(stacks)


def measured_by(keras: Generation, stacks: list[Stack]) -> list[list[tuple[int, int] | None]]:
    answer = answer_of(str(SCRIPT), str(keras.value), request=[stack.described for stack in stacks])
    return [[tuple(window) if window is not None else None for window in windows] for windows in answer]
