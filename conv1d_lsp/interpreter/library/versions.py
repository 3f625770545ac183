"""Versions that a program asks for, each a choice among releases: `keras.__version__`, `sys.version_info`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import NONE, Choice, Constant, Either, Library, TupleValue, Value, integer
from conv1d_lsp.settings import Generation

#: Releases that each generation of Keras comes in, of each minor line that programs tell apart.
_KERAS = {2: ("2.2.5", "2.4.3", "2.9.0", "2.15.0"), 3: ("3.0.5", "3.3.3", "3.6.0", "3.10.0", "3.15.1")}

#: Releases of TensorFlow under which `tf.keras` is of each generation; newer ones have the older Keras too, if told so.
_TENSORFLOW = {
    2: ("1.15.5", "2.4.4", "2.9.3", "2.15.1", "2.19.0"),
    3: ("2.16.2", "2.17.1", "2.18.1", "2.19.0", "2.20.0"),
}

#: `sys.version_info` of the Pythons that run them.
_PYTHON = tuple(
    TupleValue(
        (integer(3), integer(minor), integer(2), Constant("final"), integer(0)),
        ("major", "minor", "micro", "releaselevel", "serial"),
    )
    for minor in (7, 9, 11, 13)
)

_NAMES: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "keras.__version__": _KERAS,
    "tensorflow.__version__": _TENSORFLOW,
    "tensorflow.version.VERSION": _TENSORFLOW,
}


def version(m: Machine, name: str) -> Value | None:
    """The version that `name`, a canonical one, holds; None where it is the name of something else."""
    if name == "sys.version_info":
        return _any_of(m, name, _PYTHON)
    releases = _NAMES.get(name)
    if releases is None:
        return None
    used = m.releases.newest if m.keras is Generation.KERAS_3 and name == "keras.__version__" else None
    if used is not None and used == m.releases.oldest:
        return Constant(f"{used[0]}.{used[1]}.0")
    return _any_of(m, name, [Constant(each) for each in releases[m.keras]])


def _any_of(m: Machine, name: str, releases: Sequence[Value]) -> Value:
    """One of these: the forks between them are the same wherever they are asked for."""
    before: frozenset[tuple[int, bool]] = frozenset()
    choices = []
    for number, release in enumerate(releases[:-1]):
        fork = m.new_fork(("release", name, number))
        choices.append(Choice(before | {(fork, True)}, release))
        before |= {(fork, False)}
    return Either((*choices, Choice(before, releases[-1])))


def _parsed(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`packaging.version.parse("3.10")`: its numbers, which compare as it does."""
    return m.each(list(arguments.positional[:1]), lambda given: _numbers(m, given[0], node))


def _numbers(m: Machine, text: Value, node: cst.CSTNode) -> Value:
    parts = text.value.split(".") if isinstance(text, Constant) and isinstance(text.value, str) else []
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) < 9 for part in parts):
        return m.unknown("a version that can't be told", node)
    numbers = [*map(int, parts), 0, 0][:3]
    return TupleValue(tuple(map(integer, numbers)), ("major", "minor", "micro"))


VERSIONS: dict[str, Builtin] = {
    "keras.version": lambda m, arguments, node: version(m, "keras.__version__") or NONE,
    "keras.layers.VersionAwareLayers": lambda m, arguments, node: Library("keras.layers"),  # its attributes are those
    **dict.fromkeys(
        (
            "packaging.version.parse",
            "packaging.version.Version",
            "pkg_resources.parse_version",
            "distutils.version.LooseVersion",
            "distutils.version.StrictVersion",
            "looseversion.LooseVersion",
        ),
        _parsed,
    ),
}
