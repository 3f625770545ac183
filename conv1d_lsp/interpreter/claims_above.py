"""Comments on a line of their own that state a shape: of a name that they give, or of what the next line makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from conv1d_lsp.interpreter.claim_subjects import named_subject, shape_of, subjects_of
from conv1d_lsp.interpreter.claim_texts import ClaimText, claim_in
from conv1d_lsp.interpreter.claim_truth import differs
from conv1d_lsp.interpreter.claims import held_against
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.shapes import Shape

#: A comment that is a claim, and the shape that its subject has before the line.
Above = tuple[cst.Comment, ClaimText, Shape | None]


def claims_above(m: Machine, line: cst.SimpleStatementLine) -> Sequence[Above]:
    """The claims above a line that is about to be executed."""
    return () if m.silent else list(_claims(m, line))


def _claims(m: Machine, line: cst.SimpleStatementLine) -> Iterator[Above]:
    for blank in line.leading_lines:
        claim = None if blank.comment is None else claim_in(blank.comment.value)
        if blank.comment is not None and claim is not None and (claim.subject or claim.sure):
            subject = named_subject(m, claim.subject) if claim.subject else None
            yield blank.comment, claim, None if subject is None else shape_of(subject[1])


def check_above(m: Machine, line: cst.SimpleStatementLine, above: Sequence[Above]) -> None:
    """The same claims once it is executed. A name's shape may be meant before the line or after it."""
    for comment, claim, before in above:
        if claim.subject:
            if before is None or differs(m, claim, before):
                held_against(m, claim, comment, named_subject(m, claim.subject))
        elif line.leading_lines[-1].comment is comment and len(line.body) == 1:
            for subject in subjects_of(m, line.body[0])[:1]:
                held_against(m, claim, comment, subject, anywhere=True)
