"""Keep one program from another: what a program changes in the process is put back after it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def fresh_state(keras: Any, generation: int, folder: Path) -> Iterator[None]:
    """Keras as just imported, seeds fixed, `folder` as working directory and first place of imports."""
    reset_keras(keras, generation)
    modules, arguments, path = dict(sys.modules), sys.argv, list(sys.path)
    environment, directory = dict(os.environ), Path.cwd()
    sys.argv = [str(folder / "program.py")]
    sys.path.insert(0, str(folder))
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(directory)
        sys.argv, sys.path[:] = arguments, path
        os.environ.clear()
        os.environ.update(environment)
        restore_modules(modules, folder)


def reset_keras(keras: Any, generation: int) -> None:
    keras.backend.clear_session()
    keras.backend.set_floatx("float32")
    keras.backend.set_image_data_format("channels_last")
    if generation == 3:
        keras.config.set_dtype_policy("float32")
    else:
        keras.mixed_precision.set_global_policy("float32")
    keras.utils.set_random_seed(0)
    sys.modules["tensorflow"].config.run_functions_eagerly(False)


def restore_modules(before: dict[str, Any], folder: Path) -> None:
    """Forget the program's own modules and those it made up; installed packages stay, many cannot be loaded twice."""
    for name, module in list(sys.modules.items()):
        if name not in before and (getattr(module, "__spec__", None) is None or is_in(folder, module)):
            del sys.modules[name]
    for name in ("__main__", "keras"):
        sys.modules[name] = before[name]


def is_in(folder: Path, module: Any) -> bool:
    """Whether a module was loaded from the folder; a package without `__init__.py` has no file, only folders."""
    file = getattr(module, "__file__", None)
    places = [file] if isinstance(file, str) else list(getattr(module, "__path__", ()))
    return any(Path(place).is_relative_to(folder) for place in places)
