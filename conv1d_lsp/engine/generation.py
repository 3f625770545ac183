"""Which Keras a file runs under: the user's setting, else the file's imports, else what the project pins, else 3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.interpreter.imports import certain_imports, is_library
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.loading import LoadedModule
from conv1d_lsp.layers import find
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.source.parse import Parsed

_KERAS_2_ONLY = (
    "keras.layers.core",
    "keras.layers.convolutional",
    "keras.layers.pooling",
    "keras.layers.merge",
    "keras.layers.recurrent",
    "keras.layers.normalization",
    "keras.layers.wrappers",
    "keras.layers.embeddings",
    "keras.layers.advanced_activations",
    "keras.layers.experimental",
    "keras.engine",
    "keras.utils.np_utils",
    "keras.utils.vis_utils",
    "keras.wrappers.scikit_learn",
    "keras.backend.tensorflow_backend",
    "tensorflow.python.keras",
    "tf_keras",
)
_OLD_LIBRARIES = ("tf_keras", "tensorflow.python.keras", "tensorflow.contrib", "keras_applications")
_KERAS_3_ONLY = ("keras.ops", "keras.distribution", "keras.trainers", "keras.random", "keras.export", "keras.version")
_SWITCH = "TF_USE_LEGACY_KERAS"
_SWITCHED_ON = re.compile(rf"{_SWITCH}[\"']\s*\]?\s*[,=:]\s*[\"'](?:1|true)[\"']", re.IGNORECASE)


class Decision(Struct, frozen=True):
    """The generation, and why, as a clause. decided: False where nothing said it."""

    keras: Generation
    reason: str
    decided: bool = True


def decide(source: str, parsed: Parsed, settings: Settings, project: ProjectImports | None = None) -> Decision:
    """The generation for a file."""
    if settings.keras is not None:
        return Decision(settings.keras, "the settings say so")
    if _SWITCH in source and _SWITCHED_ON.search(source):
        return Decision(Generation.KERAS_2, f"the file sets {_SWITCH}")
    for name, importer in _followed_imports(parsed, project):
        generation = _only_generation(name)
        if generation is not None:
            return Decision(generation, f"{importer} imports {name}")
    if settings.pinned_keras is not None:
        return Decision(settings.pinned_keras, "the project's dependencies or its environment say so")
    return Decision(Generation.KERAS_3, "nothing says which Keras is used", decided=False)


def _followed_imports(parsed: Parsed, project: ProjectImports | None) -> Iterator[tuple[str, str]]:
    """What the file imports, then what the modules of the project import that it leads to; each with who imports it."""
    todo: list[tuple[Parsed, str, str]] = [(parsed, "" if project is None else project.package, "the file")]
    asked: set[str] = set()
    for each, package, importer in todo:
        names = list(certain_imports(each.module, package))
        yield from ((name, importer) for name in names)
        for name in names:
            if project is None or name in asked or is_library(name):
                continue
            asked.add(name)
            found = project.find(name)
            if isinstance(found, LoadedModule) and found.parsed is not None:
                todo.append((found.parsed, found.package, found.path))


@lru_cache(maxsize=1024)
def _only_generation(name: str) -> Generation | None:
    plain = name.removeprefix("tensorflow.") if name.startswith("tensorflow.keras") else name
    if any(name == only or name.startswith(f"{only}.") for only in _OLD_LIBRARIES):
        return Generation.KERAS_2
    if any(plain == only or plain.startswith(f"{only}.") for only in _KERAS_2_ONLY):
        return Generation.KERAS_2
    if any(plain == only or plain.startswith(f"{only}.") for only in _KERAS_3_ONLY):
        return Generation.KERAS_3
    module, _, last = canonical(name).rpartition(".")
    if module == "keras.layers":
        known = [generation for generation in Generation if find(last, generation) is not None]
        return known[0] if len(known) == 1 else None
    return None
