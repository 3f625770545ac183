"""Comments that state the shape of what their line gives: `# this should return (32, 98, 64)`."""

from __future__ import annotations

import re
from typing import TypeGuard

import libcst as cst

from conv1d_lsp.interpreter.findings import Promise
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.sizes import shape_of_items
from conv1d_lsp.interpreter.told_faults import ClaimDiffers
from conv1d_lsp.interpreter.values import Array, Tensor, TupleValue, Value
from conv1d_lsp.interpreter.variables import read_name
from conv1d_lsp.shapes import OPEN, Dim, Shape, Truth, dim
from conv1d_lsp.source.text import text_of

#: Nothing but these words may stand before the shape, and nothing after it: then it is surely a claim about the line.
_WORDS = (
    r"(?:the|this|that|it|its|output|result|now|new|shape|prints?|returns?|return|gives?|give|outputs?|should|will"
    r"|must|be|is|has|have|a|of|print|now:|->|=>|=|:)"
)
_CLAIM = re.compile(rf"^#+\s*(?:{_WORDS}[\s:]*)*[(\[]([^()\[\]]*)[)\]]\s*\.?$", re.IGNORECASE)
#: A number of more is no size of an axis.
_MOST_DIGITS = 18
_OPEN = frozenset({"none", "batch", "batch_size", "b", "n", "?", "samples"})


def check_claim(m: Machine, line: cst.SimpleStatementLine, comment: cst.Comment) -> None:
    """Compare what a line's comment claims with what the line gives. A difference runs; it misleads."""
    claimed = None if m.silent else claimed_shape(comment.value)
    if claimed is None or len(line.body) != 1:
        return
    found = _subject(m, line.body[0])
    if found is None:
        return
    subject, actual = found
    if _differs(claimed, actual):
        m.report(ClaimDiffers(claimed, actual, subject), comment, promise=Promise.RUNS)


def claimed_shape(comment: str) -> Shape | None:
    """The shape that a comment claims, if it is nothing but such a claim."""
    match = _CLAIM.match(comment.strip())
    if match is None or "," not in match.group(1):
        return None
    axes: list[Dim] = []
    for part in match.group(1).split(","):
        text = part.strip().lower()
        if text.isdecimal():
            if len(text) > _MOST_DIGITS:
                return None
            axes.append(dim(int(text)))
        elif text in _OPEN:
            axes.append(OPEN)
        elif text or not axes:
            return None
    return Shape(tuple(axes))


def _subject(m: Machine, statement: cst.BaseSmallStatement) -> tuple[str, Shape] | None:
    """What a claim at the end of the line is about, and its shape: the one thing printed, or what is assigned."""
    if isinstance(statement, cst.Assign) and len(statement.targets) == 1:
        target = statement.targets[0].target
        if isinstance(target, cst.Name):
            shape = _shape_of(m.visible(read_name(m, target.value)))
            return None if shape is None else (target.value, shape)
    if isinstance(statement, cst.Expr):
        return _printed(m, statement.value)
    return None


def prints(statement: cst.BaseSmallStatement) -> bool:
    """Whether it is `print(...)`: a shape behind it is about what is printed."""
    return isinstance(statement, cst.Expr) and _is_print(statement.value)


def _is_print(node: cst.BaseExpression) -> TypeGuard[cst.Call]:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "print"


def _printed(m: Machine, expression: cst.BaseExpression) -> tuple[str, Shape] | None:
    if _is_print(expression):
        if len(expression.args) != 1:
            return None
        expression = expression.args[0].value
    shape = _shape_of(_evaluated_again(m, expression))
    return None if shape is None else (text_of(expression), shape)


def _evaluated_again(m: Machine, expression: cst.BaseExpression) -> Value:
    """The value of an expression that was executed already, without its effects."""
    outer = m.state
    m.state = outer.fork()
    try:
        with m.aside():
            return m.visible(m.evaluate(expression))
    finally:
        m.state = outer


def _shape_of(value: Value) -> Shape | None:
    if isinstance(value, Tensor | Array):
        return value.shape if value.shape.ranked else None
    if isinstance(value, TupleValue) and len(value.items) > 1:
        return shape_of_items(value.items)
    return None


def _differs(claimed: Shape, actual: Shape) -> bool:
    """Whether the claim certainly does not hold; a claim may leave the batch axis out."""
    if claimed.equals(actual) is not Truth.NO:
        return False
    return Shape(actual.known_axes[1:]).equals(claimed) is Truth.NO
