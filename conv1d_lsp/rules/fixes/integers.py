"""Integers out of what is written as a float: the number itself, a division, or a name of either."""

import libcst as cst

from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.proposal import Proposal


def made_integer(text: Text, value: cst.BaseExpression, whole: str) -> list[Proposal]:
    """`16` for `16.0`. What is calculated stays calculated, for the next call may give another number: `width // 2` for
    `width / 2`, else `int(n)`."""
    if isinstance(value, cst.Float):
        return [Proposal(f"Write {whole}, an integer", (text.replace(value, whole),))]
    plain = Proposal("Make it an integer with int()", text.around(value, "int(", ")"))
    if not isinstance(value, cst.BinaryOperation) or not isinstance(value.operator, cst.Divide):
        return [plain]
    return [Proposal("Divide with //, which gives an integer", (text.after(value.operator, "/"),)), plain]


#: Arguments of which each layer has 1 if nothing is said.
_ONES = ("strides", "dilation_rate", "groups", "depth_multiplier")


def raised_to_one(text: Text, name: str, value: cst.BaseExpression) -> list[Proposal]:
    """What may come out as 0 with a least value. A 0 that is written is a mistake that no number mends for certain."""
    if not isinstance(value, cst.Integer):
        return [Proposal("Let it be at least 1 with max()", text.around(value, "max(1, ", ")"))]
    return [Proposal("Write 1", (text.replace(value, "1"),))] if name in _ONES else []
