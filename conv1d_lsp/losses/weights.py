"""Sample weights beside the values of a loss."""

from __future__ import annotations

from conv1d_lsp.losses.axes import ADDED, Axes, expanded_labels, same_rank_3, shape_of, squeezed, together
from conv1d_lsp.losses.outcomes import Spread
from conv1d_lsp.losses.reading import Facts, Way


def weigh(values: Axes, weights: Axes, output: Axes, facts: Facts) -> tuple[Axes, Spread | None]:
    """The weighted values, and whether weights met others than their own. Raises Refused.

    A weight may be for several values: one for each sample where there are steps, which Keras 3 does not take.
    """
    if facts.third:
        values, weights = same_rank_3(values, weights)
    else:
        if facts.way is Way.COMPILED:
            weights = expanded_labels(weights, output)
        if len(weights) == len(values) + 1:
            weights = squeezed(weights)
        elif len(values) == len(weights) + 1 and weights:
            weights = (*weights, ADDED)
    both, _ = together(values, weights)
    known = (ADDED,) * (len(both) - len(values)) + values
    given = (ADDED,) * (len(both) - len(weights)) + weights
    spread = any(value.size != each.size for value, each in zip(known, both, strict=True))
    astray = any(w.size > 1 and w.place != v.place for w, v in zip(given, known, strict=True))
    return both, Spread(shape_of(both)) if spread or astray else None
