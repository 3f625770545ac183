"""What a call of `fit` shows about the sizes in the program."""

from __future__ import annotations

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Integer

_TAKE_BATCH_SIZE = {"fit": 2, "evaluate": 2, "predict": 1}


def note_evidence(m: Machine, method: str, arguments: Arguments) -> None:
    """`fit(..., batch_size=32)` says that 32 is the batch size."""
    if method not in _TAKE_BATCH_SIZE:
        return
    size = arguments.get(_TAKE_BATCH_SIZE[method], "batch_size")
    if isinstance(size, Integer) and size.known is not None:
        m.batch_sizes |= {size.known}
