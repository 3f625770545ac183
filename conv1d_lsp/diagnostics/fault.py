"""What a fault is: a record of facts, without words. The words live in `rules/`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Base of all faults. A rule names by the annotation of its parameter the class that it speaks for."""
