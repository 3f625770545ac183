"""How a declaration refuses: at the first thing that certainly does not hold, as Keras stops at its first error."""

from __future__ import annotations

from enum import StrEnum
from typing import NoReturn

from conv1d_lsp.layers.faults import LayerFault
from conv1d_lsp.shapes import Truth


class Moment(StrEnum):
    """When Keras raises: as the layer is made, at each call, at the first call, or while the call is worked out."""

    CONSTRUCT = "construct"
    ACCEPT = "accept"
    BUILD = "build"
    CALL = "call"


class Refusal(Exception):  # noqa: N818 (the user's error, not ours)
    """Ends a declaration's method; the frame turns it into `Refused`. Never leaves this room.

    late: the moment at which Keras finds out, where that is not the moment at which the declaration does.
    """

    def __init__(self, *faults: LayerFault, late: Moment | None = None) -> None:
        super().__init__(*faults)
        self.faults = faults
        self.late = late


def require(condition: Truth, fault: LayerFault) -> None:
    """Refuses where the condition certainly does not hold. What can't be told is taken to hold."""
    if condition is Truth.NO:
        raise Refusal(fault)


def refuse(fault: LayerFault, late: Moment | None = None) -> NoReturn:
    raise Refusal(fault, late=late)
