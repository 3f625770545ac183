"""All functions that are declared, by their names."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from conv1d_lsp.arrays.declaration import ArrayFunction
from conv1d_lsp.arrays.editing import EDITING
from conv1d_lsp.arrays.elementwise import ALONG, BACKEND_SOFTMAX, ELEMENTWISE
from conv1d_lsp.arrays.filters import FILTERS
from conv1d_lsp.arrays.finding import FINDING
from conv1d_lsp.arrays.joining import JOINING
from conv1d_lsp.arrays.letters import LETTERS
from conv1d_lsp.arrays.making import MAKING
from conv1d_lsp.arrays.matrices import MATRICES
from conv1d_lsp.arrays.moments import MOMENTS
from conv1d_lsp.arrays.networks import NETWORKS
from conv1d_lsp.arrays.pairs import PAIRS
from conv1d_lsp.arrays.parts import PARTS
from conv1d_lsp.arrays.patches import PATCHES
from conv1d_lsp.arrays.pictures import PICTURES
from conv1d_lsp.arrays.products import PRODUCTS
from conv1d_lsp.arrays.reductions import REDUCTIONS
from conv1d_lsp.arrays.repeating import REPEATS
from conv1d_lsp.arrays.reshaping import RESHAPING
from conv1d_lsp.arrays.signals import SIGNALS
from conv1d_lsp.arrays.sliding import SLIDING
from conv1d_lsp.arrays.spectra import SPECTRA
from conv1d_lsp.arrays.splitting import SPLITTING
from conv1d_lsp.arrays.statistics import STATISTICS
from conv1d_lsp.arrays.windows import WINDOWS

#: Modules of `keras.ops` whose functions are all in `keras.ops` too.
_INSIDE = ("keras.ops.numpy.", "keras.ops.nn.", "keras.ops.linalg.")


@cache
def declared() -> MappingProxyType[str, ArrayFunction]:
    """Every function by each of its names; methods of arrays begin with a dot."""
    return MappingProxyType({name: each for each in declarations() for name in each.names})


def declarations() -> tuple[ArrayFunction, ...]:
    """Every declaration."""
    together = (*MAKING, *RESHAPING, *JOINING, *SPLITTING, *REDUCTIONS, *REPEATS, *PRODUCTS, *PARTS, *PAIRS)
    special = (
        ELEMENTWISE,
        ALONG,
        BACKEND_SOFTMAX,
        *WINDOWS,
        *NETWORKS,
        *MATRICES,
        *LETTERS,
        *SIGNALS,
        *SLIDING,
        *PICTURES,
        *PATCHES,
        *FINDING,
        *EDITING,
        *FILTERS,
        *SPECTRA,
        *MOMENTS,
        *STATISTICS,
    )
    return (*special, *together)


@cache
def names_in(module: str) -> tuple[str, ...]:
    """The functions that stand in a module itself."""
    return tuple(sorted(path.rpartition(".")[2] for path in declared() if path.rpartition(".")[0] == module))


def find(path: str) -> ArrayFunction | None:
    """The function of this dotted name; it is called by its `usual_name`."""
    return declared().get(usual_name(path))


def usual_name(path: str) -> str:
    """The name that declarations have for a function: `keras.ops.mean` for `keras.ops.numpy.mean`."""
    return f"keras.ops.{path.rpartition('.')[2]}" if path.startswith(_INSIDE) else path


def find_method(name: str) -> ArrayFunction | None:
    """The method of an array of this name; its first argument is the array."""
    return declared().get(f".{name}")
