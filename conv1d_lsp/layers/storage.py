"""How many bytes the weights of a layer take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from conv1d_lsp.layers.configured import Configured
from conv1d_lsp.layers.weights import Built

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

#: What a layer's numbers are where neither it nor the program says.
USUAL = "float32"

_BYTES: Mapping[str, int] = MappingProxyType(
    {"float16": 2, "half": 2, "bfloat16": 2, "float32": 4, "float64": 8, "double": 8}
)

_MIXED = "mixed_"

#: Wrappers that have no weights but those of the layer inside.
_BARE_WRAPPERS = frozenset({"TimeDistributed", "Bidirectional"})


def weight_bytes(configured: Configured, built: Built, policy: str) -> tuple[int, int] | None:
    """Of all weights, and of those that training changes; None where they can't be told.

    policy: the type of numbers that the program has set for layers which name none.
    """
    layer = configured.variants[0]
    inner = list(_inner(layer))
    owners = inner if inner and configured.layer in _BARE_WRAPPERS else [layer, *inner]
    sizes = {_sizes(each, policy) for each in owners}
    size = sizes.pop()
    total, trained = built.params.value, built.trainable_params.value
    if size is None or sizes or total is None or trained is None or "dtype" in configured.undecided:
        return None
    if not built.weights or built.variants or built.counted is not None:
        return total * size[0], trained * size[0]
    own = owners[0]
    found = [(own.bytes_of(each, *size) * (each.size.value or 0), each.trainable) for each in built.weights]
    return sum(count for count, _ in found), sum(count for count, trainable in found if trainable)


def _inner(layer: Layer) -> Iterator[Layer]:
    """The layers that it wraps."""
    for value in vars(layer).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Configured):
                yield each.variants[0]
                yield from _inner(each.variants[0])


def _sizes(layer: Layer, policy: str) -> tuple[int, int] | None:
    """The bytes of a number in the layer's variables, and in what it computes; None where its type is not known."""
    stated = vars(layer).get("dtype")
    name = policy if stated is None else stated
    if not isinstance(name, str):
        return None
    if name.startswith(_MIXED):
        computed = _BYTES.get(name.removeprefix(_MIXED))
        return None if computed is None else (_BYTES[USUAL], computed)
    size = _BYTES.get(name)
    return None if size is None else (size, size)
