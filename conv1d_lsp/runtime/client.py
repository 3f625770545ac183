"""Start a worker, ask it, outlive it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from conv1d_lsp.runtime.answers import (
    BuiltNode,
    Died,
    Ready,
    RealSignature,
    Trace,
    read_node,
    read_signature,
    read_trace,
)
from conv1d_lsp.runtime.find import WORKER
from conv1d_lsp.runtime.process import EndedError, Process
from conv1d_lsp.settings import Generation


class StartError(Exception):
    """The worker does not come up; the message is one sentence for people (no TensorFlow, no tf_keras, too slow)."""


class RequestError(Exception):
    """The worker could not make sense of what it was asked."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for one request and for the start, and bytes of address space (0: no limit)."""

    request: float = 60.0
    start: float = 120.0
    memory: int = 6 * 2**30


class Worker:
    """Real Keras of one generation in a process of its own, to be used in a `with` statement, by one thread.

    It starts when first needed, and anew after it died. Leaving the `with` ends it and all that user code started.
    """

    def __init__(
        self, python: str, generation: Generation, limits: Limits | None = None, command: Sequence[str] | None = None
    ) -> None:
        """`command` replaces the program that is run, for tests of what a worker may do to us."""
        self.generation = generation
        self.limits = limits or Limits()
        self._command = command or [python, str(WORKER), str(generation.value), str(self.limits.memory)]
        self._process: Process | None = None
        self._ready = Ready({})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> Ready:
        """Make sure that it runs. Raises `StartError`."""
        if self._process is None:
            process = self._spawn()
            answer = self._read(process, self.limits.start)
            if isinstance(answer, Died) or not answer.get("ready"):
                process.kill()
                raise StartError(answer.reason if isinstance(answer, Died) else str(answer.get("reason")))
            self._process, self._ready = process, Ready(answer["versions"])
        return self._ready

    def trace(self, text: str, lines: Iterable[int], files: Mapping[str, str] | None = None) -> Trace | Died:
        """Run a program as `__main__`; record what the statements on `lines` give. `files` are its other modules.

        Raises `StartError`.
        """
        answer = self._ask({"ask": "trace", "text": text, "lines": sorted(lines), "files": dict(files or {})})
        return answer if isinstance(answer, Died) else read_trace(answer)

    def models(self, descriptions: Sequence[Sequence[Mapping[str, Any]]]) -> list[list[BuiltNode]] | Died:
        """Build layer graphs; the form of a description stands at the worker's `build_models`. Raises `StartError`."""
        answer = self._ask({"ask": "models", "models": descriptions})
        return (
            answer if isinstance(answer, Died) else [[read_node(node) for node in nodes] for nodes in answer["models"]]
        )

    def layers(self) -> dict[str, RealSignature] | Died:
        """Every layer class under `keras.layers` by its name there. Raises `StartError`."""
        answer = self._ask({"ask": "layers"})
        if isinstance(answer, Died):
            return answer
        return {name: read_signature(each) for name, each in answer["layers"].items()}

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _spawn(self) -> Process:
        try:
            return Process(self._command)
        except OSError as error:
            raise StartError(f"{self._command[0]} cannot be run: {error.strerror}.") from error

    def _ask(self, request: dict[str, Any]) -> dict[str, Any] | Died:
        self.start()
        assert self._process is not None
        self._process.write(json.dumps(request))
        answer = self._read(self._process, self.limits.request)
        if isinstance(answer, Died):
            self.close()
        elif "refused" in answer:
            raise RequestError(answer["refused"])
        return answer

    def _read(self, process: Process, seconds: float) -> dict[str, Any] | Died:
        try:
            answer = json.loads(process.read(seconds))
        except TimeoutError:
            process.kill()
            return Died(f"no answer within {seconds:g} seconds")
        except EndedError as end:
            return Died(str(end))
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            return answer
        process.kill()
        return Died("the worker's answer is not JSON")
