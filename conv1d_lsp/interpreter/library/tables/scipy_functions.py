"""SciPy's functions that give more than arrays: `find_peaks`, `loadmat`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import libcst as cst

from conv1d_lsp.arrays.kinds import WHOLE
from conv1d_lsp.arrays.misfits import NotTaken
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.arrays import call_array_function
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.tables.refusals import report_on_tables
from conv1d_lsp.interpreter.library.tables.rows import as_array
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, DictObject, TupleValue, Unknown, Value
from conv1d_lsp.shapes import Shape, Unclear

_PEAKS = Unclear("how many peaks there are")


def _peaks(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`find_peaks(x)`: places, and what is known of them."""
    given = arguments.get(0, "x")
    array = None if given is None else as_array(m, given)
    if array is not None and len(array.shape.known_axes) != 1:
        misfit = NotTaken("x", str(array.shape), "an array of 1 axis")
        return report_on_tables(m, "find_peaks", misfit, [array], node)
    return TupleValue((_places(m, node), Unknown("what is known of peaks")))


def _extrema(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`argrelextrema(x, np.greater)`: places along each axis."""
    given = arguments.get(0, "data")
    array = None if given is None else as_array(m, given)
    if array is None:
        return m.unknown("where something is greatest", node)
    return TupleValue((_places(m, node),) * len(array.shape.known_axes))


def _places(m: Machine, node: cst.CSTNode) -> Array:
    return Array(Shape((_PEAKS,)), m.site(node), "peaks", WHOLE)


def _loaded(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`loadmat("x.mat")`: a dict of which nothing is known."""
    return m.new(DictObject({}, complete=False))


#: What gives complex numbers, whose spectrum has two sides.
_COMPLEX = frozenset("fft ifft rfft fft2 stft hilbert freqz sosfreqz spectrogram".split())


def _spectrum(path: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A spectrum of real numbers."""
    given = arguments.all()[0] if arguments.all() else None
    array = None if given is None else as_array(m, given)
    if array is None or array.label.rpartition(".")[2] in _COMPLEX or (array.dtype or "").startswith("complex"):
        return m.unknown("a spectrum of what may be complex numbers", node)
    return call_array_function(m, path, arguments, node) or m.unknown("a spectrum", node)


_SPECTRA = [f"scipy.signal.{name}" for name in ("spectrogram", "stft", "welch", "periodogram", "coherence")]

SCIPY: Mapping[str, Builtin] = {
    **{path: partial(_spectrum, path) for path in _SPECTRA},
    "scipy.signal.find_peaks": _peaks,
    **{f"scipy.signal.{name}": _extrema for name in ("argrelextrema", "argrelmax", "argrelmin")},
    "scipy.io.loadmat": _loaded,
}
