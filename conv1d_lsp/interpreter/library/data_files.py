"""Files of data that are there, and `np.load`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import NotKnown, known
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.library.dicts import ARCHIVE
from conv1d_lsp.interpreter.library.names import LIBRARY_SCOPE
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Array, Constant, DictObject, Unknown, Value
from conv1d_lsp.interpreter.values.literal_keys import text_key
from conv1d_lsp.shapes import Shape
from conv1d_lsp.source.data import DataFile, NpyFile, NpzFile

#: Set for each file that the program may have written itself; `EVERY_FILE` where it is not known which.
_WRITTEN = "written to "
_EVERY_FILE = f"{_WRITTEN}*"

#: Why nothing is known of what is read.
NOT_KNOWN = "it is read from a file that is not known here"


def file_of(m: Machine, path: Value | None) -> DataFile | None:
    """What the file holds that a call is given; None where that can't be told, or the program may have written it."""
    name = None if path is None else path_of(m, path)
    if name is None or (LIBRARY_SCOPE, _EVERY_FILE) in m.state.variables:
        return None
    written = (LIBRARY_SCOPE, _WRITTEN + PurePosixPath(name).name) in m.state.variables
    return None if written else m.data_file(name)


def path_of(m: Machine, value: Value) -> str | None:
    """The text of a path that is known."""
    try:
        path = known(m, value)
    except NotKnown:
        return None
    return str(path) if isinstance(path, str | PurePosixPath) and str(path) else None


def note_written(m: Machine, path: Value | None) -> None:
    """The program writes a file: what was in it before is not what it reads later. None: any file."""
    name = None if path is None else path_of(m, path)
    variable = _EVERY_FILE if name is None else _WRITTEN + PurePosixPath(name).name
    m.state.write_variable((LIBRARY_SCOPE, variable), NONE)


def _load(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`np.load("x.npy")`, `np.load("data.npz")`."""
    file = file_of(m, arguments.get(0, "file")) if arguments.complete else None
    label = "" if file is None else f'np.load("{file.path}")'
    match file:
        case NpyFile():
            return Array(Shape.of(file.array.shape), m.site(node), label)
        case NpzFile():
            entries = {}
            for name, array in file.arrays.items():
                value = Unknown("it is pickled") if array is None else Array(Shape.of(array.shape), m.site(node), label)
                entries[text_key(name)] = (Constant(name), value)
            return m.new(DictObject(entries, kind=ARCHIVE))
    return m.unknown(NOT_KNOWN, node)


def _save(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`np.save("x.npy", x)`, `np.savez`, `np.savetxt`: what is written is not followed."""
    note_written(m, arguments.get(0, "fname" if "fname" in arguments.keywords else "file"))
    return NONE


def _change_folder(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`os.chdir(folder)`: other files have the names of those that were there."""
    note_written(m, None)
    return NONE


DATA_FILES: Mapping[str, Builtin] = {
    "numpy.load": _load,
    "os.chdir": _change_folder,
    **{f"numpy.{name}": _save for name in ("save", "savez", "savez_compressed", "savetxt")},
}
