"""The worker's loop: announce, then answer one request after the other."""

from __future__ import annotations

import contextlib
from typing import Any

from conv1d_lsp.runtime.worker.generation import UnavailableError, load
from conv1d_lsp.runtime.worker.models import build_models
from conv1d_lsp.runtime.worker.signatures import layer_signatures
from conv1d_lsp.runtime.worker.trace import trace_program
from conv1d_lsp.runtime.worker.wire import Wire


def serve(generation: int, memory: int) -> None:
    """Answer until the client hangs up. `memory` is a limit in bytes on the address space, 0 for none."""
    wire = Wire()
    limit_memory(memory)
    try:
        keras, found = load(generation)
    except UnavailableError as error:
        wire.send({"ready": False, "reason": str(error)})
        return
    wire.send({"ready": True, "versions": found})
    while True:
        wire.send(answer(keras, generation, wire.receive()))


def answer(keras: Any, generation: int, request: dict[str, Any]) -> dict[str, Any]:
    """Whatever goes wrong in here is told, not raised: a broken request must not cost the next one its answer."""
    try:
        if request["ask"] == "trace":
            return trace_program(keras, generation, request)
        if request["ask"] == "models":
            return {"models": build_models(keras, request["models"])}
        if request["ask"] == "layers":
            return {"layers": layer_signatures(keras)}
        return {"refused": f"there is no request named {request['ask']!r}"}
    except Exception as error:
        return {"refused": f"the request could not be answered: {type(error).__name__}: {error}"}


def limit_memory(size: int) -> None:
    """A program that asks for more gets a MemoryError (or dies), before the machine suffers. Not on Windows."""
    if not size:
        return
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))
