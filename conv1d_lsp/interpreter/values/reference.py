"""The name of something that can change."""

from msgspec import Struct


class Ref(Struct, frozen=True):
    """An address in the memory. Two variables with the same `Ref` share one object."""

    address: int
