"""What came with which release of Keras 3: arguments that older releases do not take. Names of layers have their own
table, with all other names of Keras."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from conv1d_lsp.layers.faults import UnknownArgument
from conv1d_lsp.settings import Generation, Release, Releases, TooOld

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

ALWAYS: Mapping[str, Release] = MappingProxyType({})


def releases(**arguments: Release) -> Mapping[str, Release]:
    """Releases by argument: `since = releases(data_format=(3, 5))`."""
    return MappingProxyType(arguments)


def too_new(
    declaration: type[Layer], keywords: Iterable[str], keras: Generation, use: Releases
) -> tuple[UnknownArgument, ...]:
    """The arguments by name that came after all releases that may be in use."""
    if keras is not Generation.KERAS_3 or use.newest is None or not declaration.since:
        return ()
    came = {name: declaration.since[name] for name in keywords if name in declaration.since}
    return tuple(
        UnknownArgument(name, too_old=TooOld(release, use), layer=declaration.names[0], argument=name)
        for name, release in came.items()
        if use.all_before(release)
    )
