"""How the tensors of a model stand together: one alone, a list, a tuple or a dict of them, nested as they are."""

from __future__ import annotations

from msgspec import Struct


class Structure(Struct, frozen=True):
    """kind: "list", "tuple" or "dict". parts: None stands for one tensor. keys: of a dict, in its own order."""

    kind: str
    parts: tuple[Structure | None, ...]
    keys: tuple[str, ...] = ()
