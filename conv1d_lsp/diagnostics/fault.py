"""What a fault is: a record of facts, without words. The words live in `rules/`."""

from msgspec import Struct


class Fault(Struct, frozen=True, kw_only=True):
    """Base of all faults. A rule names by the annotation of its parameter the class that it speaks for.

    since: the first release of Keras 3 that raises there; None if each does.
    """

    since: tuple[int, int] | None = None
