"""The name of something that can change."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ref:
    """An address in the memory. Two variables with the same `Ref` share one object."""

    address: int
