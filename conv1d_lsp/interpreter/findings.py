"""What the interpreter reports: faults and tensors, each with the site where it happened. No words, no severities."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

import libcst as cst
from msgspec import Struct, field

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.interpreter.loading import LoadedModule
from conv1d_lsp.interpreter.told_faults import ClaimDiffers, CountDiffers
from conv1d_lsp.interpreter.values import Array, GraphNode, LayerObject, ObjectRecord, Tensor, Value
from conv1d_lsp.interpreter.values.either import Guards
from conv1d_lsp.interpreter.values.site import Site
from conv1d_lsp.layers import Called
from conv1d_lsp.shapes import Shape


class Promise(Enum):
    """What Keras does at a finding: it raises there every time, or if what is supposed holds, or the line runs."""

    RAISES = "raises"
    RAISES_SUPPOSING = "raises supposing"
    RUNS = "runs"


class Finding(Struct, frozen=True, eq=False):
    """A fault, where it happened, and what took part in it.

    made: where the layer object was made, if that is another place. inputs: the tensors or arrays that were passed.
    supposing: what must hold, as a phrase: "with the defaults of `build`".
    told: what tests on the way say of its names, as a phrase: "`window` is at most 5".
    needs: what would make it run: "window >= 29".
    inside: whether the inputs came about inside the call, so that no code of it stands for them.
    """

    fault: Fault
    site: Site
    promise: Promise = Promise.RAISES
    made: Site | None = None
    inputs: tuple[Tensor | Array, ...] = ()
    supposing: str | None = None
    told: str | None = None
    needs: str | None = None
    inside: bool = False


class Partly(Struct, frozen=True, eq=False):
    """A fault that a call meets on one way of one fork, `way`, and not on the other.

    under: the ways that led to the call itself.
    """

    finding: Finding
    way: tuple[int, bool]
    under: Guards

    def same(self, other: Partly) -> bool:
        """Whether it is the same fault of the same line, on the same way."""
        mine, theirs = self.finding, other.finding
        return mine.site.node is theirs.site.node and type(mine.fault) is type(theirs.fault) and self.way == other.way


class TensorEvent(Struct, frozen=True, eq=False):
    """A tensor that a call made, or an array that was passed to a model. called: what a layer gave.

    made: where the layer or model was made. supposing: when it has this shape, as a phrase. graph: what made a tensor.
    """

    site: Site
    label: str
    shape: Shape
    index: int = 0
    inputs: tuple[Shape, ...] = ()
    layer: LayerObject | None = None
    called: Called | None = None
    made: Site | None = None
    supposing: str | None = None
    graph: GraphNode | None = None


class AssignmentEvent(Struct, frozen=True, eq=False):
    """A variable got a value.

    target: the name that was assigned to. source: the expression that gave the value, if it is one of its own.
    items: what was in it, if it is a list; of a dataset, the parts of an element.
    """

    site: Site
    target: cst.CSTNode
    name: str
    value: Value
    source: cst.CSTNode | None = None
    items: tuple[Value, ...] = ()


class ClaimEvent(Struct, frozen=True, eq=False):
    """A comment or the like states a shape, or a number of parameters, of what was there.

    fault: what it says wrongly; None if it may hold. anywhere: it may be about anything else in the program. index:
    which of its shapes it is. of_input: whether it may hold of what went into the layer; None where nothing did.
    """

    site: Site
    fault: ClaimDiffers | CountDiffers | None
    anywhere: bool = False
    index: int = 0
    of_input: bool | None = None


#: How many there are of each kind.
NotesSize = tuple[int, int, int, int, int]


class Notes(Struct):
    """Findings and events in the order in which they came.

    partly: what some choices of a value meet. claims: what people say of shapes, judged once all of the file is known.
    """

    findings: list[Finding] = field(default_factory=list)
    tensors: list[TensorEvent] = field(default_factory=list)
    assignments: list[AssignmentEvent] = field(default_factory=list)
    partly: list[Partly] = field(default_factory=list)
    claims: list[ClaimEvent] = field(default_factory=list)

    def extend(self, other: Notes) -> None:
        self.findings += other.findings
        self.tensors += other.tensors
        self.assignments += other.assignments
        self.partly += other.partly
        self.claims += other.claims

    def size(self) -> NotesSize:
        return len(self.findings), len(self.tensors), len(self.assignments), len(self.partly), len(self.claims)

    def cut(self, size: NotesSize) -> Notes:
        """The first ones only, as a copy."""
        findings, tensors, assignments, partly, claims = size
        return Notes(
            self.findings[:findings],
            self.tensors[:tensors],
            self.assignments[:assignments],
            self.partly[:partly],
            self.claims[:claims],
        )


class Interpretation(Struct, frozen=True, eq=False):
    """All that one file's reading gives.

    models: addresses in `objects`, each with the variable that holds it. complete: False if the budget ran out.
    modules: the project's files that were imported, by the scope that sites name.
    """

    notes: Notes
    objects: Mapping[int, ObjectRecord]
    models: tuple[tuple[int, str | None], ...]
    complete: bool
    modules: Mapping[int, LoadedModule] = field(default_factory=dict)
