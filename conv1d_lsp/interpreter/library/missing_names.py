"""What a program asks a module of Keras for that its generation lacks."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.faults import NoSuchName
from conv1d_lsp.interpreter.inputs import may_ask_what_there_is
from conv1d_lsp.interpreter.library.names import LIBRARY_SCOPE, canonical
from conv1d_lsp.interpreter.library.public_names import Missing, Road, missing, missing_in_tensorflow
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import TRUE
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.settings import Generation, TooOld

#: Variables that say by which roads the program has reached Keras: "tensorflow", or another that has names of its own.
_TENSORFLOW = (LIBRARY_SCOPE, "Keras by tensorflow")
_OTHER = (LIBRARY_SCOPE, "Keras by another road")


def note_road(m: Machine, path: str) -> None:
    """The program names something of a library, as `path` is written; which road to Keras that is."""
    if path.startswith("keras") or not canonical(path).startswith("keras"):
        return
    variable = _TENSORFLOW if path.startswith("tensorflow.keras") else _OTHER
    if variable not in m.state.variables:
        m.state.write_variable(variable, TRUE)


def check_import(m: Machine, path: str, node: cst.CSTNode) -> bool:
    """Report that an import statement asks for what is not there; path: as it is written, with its module."""
    found, road = _of_tensorflow(m, path), _road(path)
    if found is None and road is not None:
        found = _missing(m, _plain(path), road)
    if found is not None:
        _report(m, path, found, node)
    return found is not None


def check_attribute(m: Machine, path: str, node: cst.CSTNode) -> None:
    """The same for an attribute of a module; where TensorFlow was used too, what either road has is there."""
    if (old := _of_tensorflow(m, path)) is not None and old.is_last:
        _report(m, path, old, node)
    if not path.startswith("keras.") or _OTHER in m.state.variables:
        return
    found = _missing(m, path, Road.TENSORFLOW if _TENSORFLOW in m.state.variables else Road.KERAS)
    if found is not None and found.is_last:  # else its owner is not there either, which was told
        _report(m, path, found, node)


def _of_tensorflow(m: Machine, path: str) -> Missing | None:
    """What TensorFlow 2 lacks; who runs Keras 2 may run it with TensorFlow 1."""
    if m.keras is Generation.KERAS_2 or not path.startswith("tensorflow.") or path.startswith("tensorflow.keras"):
        return None
    found = missing_in_tensorflow(path)
    return found if found is not None and _is_asked(m, path) else None


def _missing(m: Machine, plain: str, road: Road) -> Missing | None:
    found = missing(plain, m.keras, road, m.releases)
    return found if found is not None and _is_asked(m, plain) else None


def _is_asked(m: Machine, path: str) -> bool:
    """Whether the program takes for granted that the name is there, and has not put something in its place."""
    if m.attempts or may_ask_what_there_is(m):
        return False
    if m.module != CHECKED:
        return False  # told where that file is checked itself
    return (LIBRARY_SCOPE, canonical(path)) not in m.state.variables


def _report(m: Machine, path: str, found: Missing, node: cst.CSTNode) -> None:
    plain = path if found.module.startswith("tensorflow") else _plain(path)
    written = f"{path.removesuffix(plain)}{found.module}"
    too_old = None if found.came is None else TooOld(found.came, m.releases)
    m.report(NoSuchName(written, found.name, plain, found.found_in, found.instead, found.close, too_old), node)


def _plain(path: str) -> str:
    return path.removeprefix("tensorflow.")


def _road(path: str) -> Road | None:
    if path.startswith("keras."):
        return Road.KERAS
    return Road.TENSORFLOW if path.startswith("tensorflow.keras.") else None
