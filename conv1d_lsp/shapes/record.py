"""Records that never change, made by the thousand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, **options):
        """`dataclass(frozen=True, ...)` to the type checker, which sees to it that nobody writes a field.

        At run time the guard is left out: it makes an object three times as dear, a sixth of a file's interpretation.
        """
        return dataclass(**options)


__all__ = ["record"]
