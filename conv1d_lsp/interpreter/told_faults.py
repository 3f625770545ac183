"""What comments, annotations and assertions say of shapes: facts only; the words live in `rules/`."""

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.shapes import Shape
from conv1d_lsp.shapes.grammar import ToldAxis


class ClaimDiffers(Fault, frozen=True):
    """A comment or an annotation states another shape than the code gives.

    index: which of the shapes it states. written: how, if it does not say `claimed` itself. place, axes: where in the
    comment, and each axis as it is written, if that is known.
    """

    claimed: Shape
    actual: Shape
    subject: str
    index: int = 0
    annotated: bool = False
    written: str = ""
    place: tuple[int, int] | None = None
    axes: tuple[ToldAxis, ...] = ()


class CountDiffers(Fault, frozen=True):
    """A comment states another number of parameters than `subject`, a layer or model, has. place: in the comment."""

    written: str
    actual: int
    subject: str
    place: tuple[int, int]


class ShapeAsked(Fault, frozen=True):
    """Somebody asks for a shape, which is no fault. shape: None where it can't be told, for a `reason` (a clause).

    sizes: the sizes in a number or tuple are meant, not its shape. index: which question of the comment it is; alone:
    it has this one answer.
    """

    subject: str
    shape: Shape | None
    reason: str = ""
    sizes: bool = False
    index: int = 0
    alone: bool = True


class UnreadableClaim(Fault, frozen=True):
    """A comment begins to tell a shape, and what it says is broken; `reason` is a clause."""

    text: str
    reason: str


class AssertionFails(Fault, frozen=True):
    """A comparison that the program asserts is certainly false.

    left, right: how its sides are written, and what they are. equality: whether they should be equal.
    """

    left: str
    left_is: str
    right: str
    right_is: str
    equality: bool


class Unscaled(Fault, frozen=True):
    """Data of a known set are trained on with the numbers that they were loaded with.

    greatest: of the numbers. columns: whether they are columns of different scales, and not images. first: the layer
    that multiplies them by weights.
    """

    data: str
    greatest: int
    columns: bool
    first: str
