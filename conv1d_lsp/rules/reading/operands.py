"""The two sides of an operator, a comparison, or a function of two arrays."""

import libcst as cst


def operands_of(node: cst.CSTNode) -> tuple[cst.BaseExpression | None, cst.BaseExpression | None]:
    """Their expressions; None for one that is not written there."""
    match node:
        case cst.BinaryOperation():
            return node.left, node.right
        case cst.Comparison(comparisons=[cst.ComparisonTarget(comparator=right)]):
            return node.left, right
        case cst.AugAssign():
            return None, node.value
        case cst.Call(args=[cst.Arg(star="", value=left), cst.Arg(star="", value=right), *_]):
            return left, right
    return None, None


def without_brackets(node: cst.CSTNode) -> cst.CSTNode:
    """`a - b` of `(a - b)`."""
    return node.with_changes(lpar=(), rpar=()) if isinstance(node, cst.BinaryOperation | cst.Comparison) else node
