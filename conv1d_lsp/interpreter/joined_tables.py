"""What several paths know of a table, or of what tables are put through, as one record."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from conv1d_lsp.interpreter.forgetting import forgotten
from conv1d_lsp.interpreter.values import EstimatorObject, FrameObject


def one_frame(records: Sequence[FrameObject]) -> FrameObject:
    """Rows and columns that are the same on all paths."""
    first, left = records[0], forgotten(records[0])
    assert isinstance(left, FrameObject)
    if all(each.rows.same(first.rows) for each in records):
        same_index = all(each.index is first.index for each in records)
        left = replace(left, rows=first.rows, index=first.index if same_index else first.site)
    if all(each.width.same(first.width) for each in records):
        same_names = all(each.columns == first.columns for each in records)
        left = replace(left, width=first.width, columns=first.columns if same_names else None)
    return left


def one_estimator(records: Sequence[EstimatorObject]) -> EstimatorObject:
    """Its settings, where they are the same on all paths."""
    first = records[0]
    settings = first.settings if all(each.settings is first.settings for each in records) else None
    return replace(first, fit=None, untold=True, settings=settings)
