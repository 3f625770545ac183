"""Parts of a large tree of files, for machines that check one each."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from conv1d_lsp.project.paths import shown
from conv1d_lsp.source.discover import Found, Missed


class Shard(NamedTuple):
    """The `part`-th of `parts`, from 1: a file belongs to it by its path alone, whatever other files there are."""

    part: int
    parts: int

    def of(self, found: Iterable[Found | Missed]) -> Iterator[Found | Missed]:
        """Those that belong to it, in their order."""
        folder = Path.cwd()
        return (each for each in found if self._has(shown(each.path, folder)))

    def _has(self, name: str) -> bool:
        digest = blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.parts == self.part - 1
