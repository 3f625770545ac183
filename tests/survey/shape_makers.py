"""Calls that make arrays in public code, and which of them end in `?`: `python -m tests.survey --shape-makers FOLDER`.

A call of a function of NumPy, TensorFlow, pandas, scikit-learn, SciPy or of Keras's own for data, or of a method of an
array, counts once for each text of it in a file, by the best that is known of what it gives:

- known: a value all of whose sizes are numbers, None or names;
- partly: an array of a known number of axes, some of them `?`;
- given: nothing, since something that went in was not known either;
- lost: nothing, though all that went in was known.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import libcst as cst

from conv1d_lsp.engine import ProjectImports, Sources, analyze
from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library import call_library, call_method
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import Array, Dataset, Library, LibraryMethod, Ref, TupleValue, Unknown, Value
from conv1d_lsp.project.configuration import Configurations
from conv1d_lsp.project.excluding import Excludes, Excluding
from conv1d_lsp.settings import Settings
from conv1d_lsp.shapes import Unclear
from conv1d_lsp.source.discover import Found, discover
from conv1d_lsp.source.read import Unreadable, read
from conv1d_lsp.source.text import text_of

#: From the best to the worst.
OUTCOMES = ("known", "partly", "given", "lost")

_ROOTS = (
    "numpy. tensorflow. pandas. sklearn. scipy. keras.utils. keras.datasets. keras.preprocessing. keras.ops. "
    "keras.backend. librosa."
).split()

#: What makes no arrays, and what only holds functions together.
_NONE_MADE = tuple(
    "numpy.random.seed numpy.warnings numpy.set_printoptions numpy.seterr numpy.testing pandas.set_option "
    "tensorflow.config tensorflow.compat tensorflow.distribute tensorflow.train tensorflow.random.set_seed "
    "tensorflow.get_logger tensorflow.logging tensorflow.Session tensorflow.ConfigProto tensorflow.GPUOptions "
    "tensorflow.name_scope tensorflow.variable_scope tensorflow.function tensorflow.GradientTape tensorflow.summary "
    "tensorflow.executing_eagerly tensorflow.io. tensorflow.test. tensorflow.test tensorflow.saved_model "
    "tensorflow.data.Options tensorflow.app tensorflow.flags tensorflow.debugging tensorflow.device tensorflow.print "
    "tensorflow.global_variables_initializer tensorflow.TensorShape tensorflow.control_dependencies tensorflow.group "
    "keras.backend.backend keras.backend.floatx keras.backend.epsilon keras.backend.clear_session keras.backend.common "
    "keras.backend.set_ keras.backend.get_session keras.backend.learning_phase keras.backend.get_value "
    "keras.utils.plot_model keras.utils.CustomObjectScope keras.utils.get_custom_objects keras.utils.get_file "
    "keras.utils.register keras.utils.conv_utils keras.utils.multi_gpu_model keras.utils.deserialize "
    "keras.utils.serialize keras.utils.generic_utils keras.utils.Progbar keras.utils.vis_utils "
    "keras.utils.model_to_dot keras.utils.custom_object_scope keras.utils.has_arg sklearn.metrics".split()
)

#: Where they are called.
_CALLS = "conv1d_lsp.interpreter.calls"

#: As much of a call is shown as an example.
_WIDTH = 80

_Call = Callable[..., Value]


@dataclass(slots=True)
class Calls:
    """Of each call, by file, name and text, the number of its best outcome."""

    best: dict[tuple[Path, str, str], int] = field(default_factory=dict)

    def note(self, file: Path, name: str, outcome: str, node: cst.CSTNode) -> None:
        key = (file, name, text_of(node))
        self.best[key] = min(self.best.get(key, len(OUTCOMES)), OUTCOMES.index(outcome))


def count(folder: Path, settings: Settings) -> Calls:
    """The calls in every Python file below the folder."""
    found, sources = Calls(), Sources()
    for each in discover([folder], Excluding(Configurations(), Excludes()).in_folder):
        if not isinstance(each, Found) or each.path.suffix != ".py":
            continue
        try:
            source = read(each.path)
        except Unreadable:
            continue
        library, method = _watched(found, each.path, call_library), _watched(found, each.path, call_method)
        with patch(f"{_CALLS}.call_library", library), patch(f"{_CALLS}.call_method", method):
            analyze(source, str(each.path), settings, ProjectImports(str(each.path), sources))
    return found


def _watched(found: Calls, file: Path, call: _Call) -> _Call:
    def watched(m: Machine, callee: Library | LibraryMethod, arguments: Arguments, node: cst.CSTNode) -> Value:
        result = call(m, callee, arguments, node)
        name = _name(callee)
        if name is not None:
            owner = [callee.owner] if isinstance(callee, LibraryMethod) else []
            found.note(file, name, outcome(m, result, [*owner, *arguments.all()]), node)
        return result

    return watched


def _name(callee: Library | LibraryMethod) -> str | None:
    """What a call is counted by; None for one that makes no arrays."""
    if isinstance(callee, LibraryMethod):
        return f".{callee.name}" if isinstance(callee.owner, Array | Dataset) else None
    path = canonical(callee.path)
    return path if path.startswith(tuple(_ROOTS)) and not path.startswith(_NONE_MADE) else None


def outcome(m: Machine, result: Value, given: Sequence[Value]) -> str:
    """One of OUTCOMES."""
    parts = [m.visible(part) for part in (result.items if isinstance(result, TupleValue) else (m.visible(result),))]
    if not any(_is_lost(part) for part in parts):
        clear = [not isinstance(part, Array) or _clear(part) for part in parts]
        return "known" if all(clear) else "partly"
    return "given" if any(_unknown(m, each, 0) for each in given) else "lost"


def _is_lost(value: Value) -> bool:
    nameless = isinstance(value, Unknown) and value.number is None
    return nameless or (isinstance(value, Array) and not value.shape.ranked)


def _clear(array: Array) -> bool:
    return not any(isinstance(axis, Unclear) for axis in array.shape.known_axes)


def _unknown(m: Machine, value: Value, depth: int) -> bool:
    value = m.visible(value)
    if isinstance(value, TupleValue) and depth < 3:
        return any(_unknown(m, each, depth + 1) for each in value.items)
    record = m.record(value) if isinstance(value, Ref) else None
    items = getattr(record, "items", ())
    if items is None:
        return True
    inside = items if isinstance(items, tuple) and depth < 3 else ()
    return isinstance(value, Unknown) or _is_lost(value) or any(_unknown(m, each, depth + 1) for each in inside)


def report(folder: Path, found: Calls, most: int = 60) -> Iterator[str]:
    """The lines of the report: the functions whose calls are lost most often first."""
    by_name: defaultdict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[str, str] = {}
    for (file, name, text), index in found.best.items():
        by_name[name][OUTCOMES[index]] += 1
        if OUTCOMES[index] == "lost":
            examples.setdefault(name, f"{file.relative_to(folder)}: {text[:_WIDTH]}")
    whole = sum(by_name.values(), Counter[str]())
    yield f"{'calls':>6} " + " ".join(f"{each:>6}" for each in OUTCOMES)
    yield f"{_row(whole)}  all"
    for name, counts in sorted(by_name.items(), key=lambda item: (-item[1]["lost"], -item[1].total()))[:most]:
        yield f"{_row(counts)}  {name}  {examples.get(name, '')}"


def _row(counts: Counter[str]) -> str:
    return f"{counts.total():6} " + " ".join(f"{counts[each]:6}" for each in OUTCOMES)
