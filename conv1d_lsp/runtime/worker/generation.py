"""Make one generation of Keras the one that every import reaches."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType
from typing import Any

from conv1d_lsp.runtime.worker.installed import has_keras_2, obstacle, versions


class UnavailableError(Exception):
    """This generation cannot be asked here; the message is one sentence for people."""


class LegacyKeras(MetaPathFinder):
    """Lets `import keras` and `import keras.anything` give the modules of `tf_keras`."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname != "keras" and not fullname.startswith("keras."):
            return None
        real = "tf_keras" + fullname[len("keras") :]
        try:
            module = importlib.import_module(real)
        except ModuleNotFoundError as error:
            if error.name and real.startswith(error.name):
                return None
            raise
        return spec_from_loader(fullname, SameModule(module), is_package=hasattr(module, "__path__"))


class SameModule(Loader):
    """Hands out a module that is loaded already, under a second name."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        self.spec = module.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return self.module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self.spec  # the import system has just put the second name's there


def load(generation: int) -> tuple[Any, dict[str, str | None]]:
    """Import Keras of this generation; gives the module and the versions. Raises `UnavailableError`."""
    found = versions()
    reason = obstacle(generation, found)
    if reason is not None:
        raise UnavailableError(reason)
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="-1", KERAS_BACKEND="tensorflow", MPLBACKEND="Agg")
    if generation == 2 and not has_keras_2(found["keras"]):
        os.environ["TF_USE_LEGACY_KERAS"] = "1"
        hide_installed_keras()
    else:
        os.environ.pop("TF_USE_LEGACY_KERAS", None)
    try:
        tensorflow = importlib.import_module("tensorflow")
        keras = importlib.import_module("keras")
    except Exception as error:
        raise UnavailableError(f"Importing Keras {generation} fails: {type(error).__name__}: {error}") from error
    tensorflow.get_logger().setLevel("ERROR")
    return keras, {**found, "tensorflow": tensorflow.__version__, "keras": keras.__version__}


def hide_installed_keras() -> None:
    """From here on `keras` means `tf_keras`; where that has no such module the import fails, as under old Keras."""
    sys.meta_path.insert(0, LegacyKeras())
