"""Code that means the same wherever it stands."""

import ast

import libcst as cst

from conv1d_lsp.source.text import text_of


def is_literal(value: cst.BaseExpression) -> bool:
    """Whether it is made of numbers, strings and the like alone."""
    return is_literal_code(text_of(value))


def is_literal_code(code: str) -> bool:
    """The same for the code itself."""
    try:
        ast.literal_eval(code)
    except (ValueError, SyntaxError):
        return False
    return True
