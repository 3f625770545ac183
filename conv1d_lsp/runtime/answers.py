"""What a worker's answers are, as records."""

from dataclasses import dataclass
from typing import Any

#: A shape that real Keras gave: numbers and None, or "?" for a tensor without a known number of axes.
RealShape = tuple[int | None, ...] | str


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker runs; `versions` are those of `python`, `tensorflow`, `keras` and `tf_keras` (None: not there)."""

    versions: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Died:
    """The worker gave no answer: a crash, a hang or too much memory, in words. The next request starts another one."""

    reason: str


@dataclass(frozen=True, slots=True)
class RealFault:
    """An exception: the first and last line of each statement on the way to it, the top-level one first."""

    statements: tuple[tuple[int, int], ...]
    kind: str
    message: str

    def touches(self, line: int) -> bool:
        """Whether the line belongs to a statement on the way; of a compound one only its head counts."""
        return any(first <= line <= last for first, last in self.statements)


@dataclass(frozen=True, slots=True)
class Trace:
    """One run of a program.

    passes: for each line asked for, what its statement gave each time it ran, each a tuple of shapes.
    skipped: first and last lines of statements that need what an earlier one failed to give.
    unasked: lines asked for on which nothing has a value.
    """

    passes: dict[int, tuple[tuple[RealShape, ...], ...]]
    faults: tuple[RealFault, ...]
    skipped: tuple[tuple[int, int], ...]
    unasked: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A layer that raised: when constructed, called or run (`moment`: "construct", "call", "run")."""

    moment: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Built:
    """A layer that took its input: shapes of the outputs, numbers of trainable and of other parameters.

    ran: what it made of real arrays, where it was given some.
    """

    shapes: tuple[RealShape, ...]
    trainable: int
    fixed: int
    ran: tuple[RealShape, ...] | Refused | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A layer that was not reached: what it needs was refused before."""


BuiltNode = Built | Refused | Skipped


@dataclass(frozen=True, slots=True)
class RealParameter:
    """One parameter of a constructor. default: as JSON (`worker.signatures` says how), `REQUIRED` if there is none."""

    name: str
    by_name: bool
    default: Any


#: The default of a parameter that must be given.
REQUIRED = object()


@dataclass(frozen=True, slots=True)
class RealSignature:
    """A layer class: its own name, its constructor's parameters in order, and whether it takes other keywords too."""

    layer: str
    parameters: tuple[RealParameter, ...]
    others: bool


def read_signature(answer: dict[str, Any]) -> RealSignature:
    parameters = tuple(
        RealParameter(each["name"], each["by_name"], each.get("default", REQUIRED)) for each in answer["parameters"]
    )
    return RealSignature(answer["class"], parameters, answer["others"])


def read_trace(answer: dict[str, Any]) -> Trace:
    return Trace(
        passes={int(line): tuple(read_shapes(each) for each in passes) for line, passes in answer["shapes"].items()},
        faults=tuple(
            RealFault(
                statements=tuple((first, last) for first, last in fault["statements"]),
                kind=fault["class"],
                message=fault["message"],
            )
            for fault in answer["faults"]
        ),
        skipped=tuple((first, last) for first, last in answer["skipped"]),
        unasked=tuple(answer["unasked"]),
    )


def read_node(node: dict[str, Any]) -> BuiltNode:
    if "skipped" in node:
        return Skipped()
    if "moment" in node:
        return Refused(node["moment"], node["class"], node["message"])
    return Built(read_shapes(node["shapes"]), node["trainable"], node["fixed"], read_run(node.get("ran")))


def read_run(ran: Any) -> tuple[RealShape, ...] | Refused | None:
    if isinstance(ran, dict):
        return Refused(ran["moment"], ran["class"], ran["message"])
    return None if ran is None else read_shapes(ran)


def read_shapes(shapes: list[Any]) -> tuple[RealShape, ...]:
    return tuple(shape if isinstance(shape, str) else tuple(shape) for shape in shapes)
