"""What is installed here, told from package metadata: no import of TensorFlow, so it takes milliseconds."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from importlib import metadata
from typing import Any

#: TensorFlow ships under several names; the first one found gives the version.
TENSORFLOW_PACKAGES = ("tensorflow", "tensorflow-cpu", "tf-nightly", "tensorflow-macos", "tensorflow-intel")


def version_of(*packages: str) -> str | None:
    """The version of the first of these packages that is installed."""
    for package in packages:
        try:
            return metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return None


def versions() -> dict[str, str | None]:
    return {
        "python": platform.python_version(),
        "tensorflow": version_of(*TENSORFLOW_PACKAGES),
        "keras": version_of("keras", "keras-nightly"),
        "tf_keras": version_of("tf_keras", "tf_keras-nightly"),
    }


def obstacle(generation: int, found: Mapping[str, str | None]) -> str | None:
    """One sentence why this generation cannot be asked here, or None if it can."""
    keras = found["keras"]
    if found["tensorflow"] is None:
        return "TensorFlow is not installed in this interpreter."
    if generation == 3 and keras is None:
        return "Keras is not installed in this interpreter."
    if generation == 3 and has_keras_2(keras):
        return f"The installed keras {keras} is Keras 2, so Keras 3 cannot be asked in this interpreter."
    if generation == 2 and not has_keras_2(keras) and found["tf_keras"] is None:
        return "The package tf_keras, which holds Keras 2, is not installed in this interpreter."
    return None


def has_keras_2(keras: str | None) -> bool:
    """Whether this version of the package `keras` is itself of generation 2 (before TensorFlow 2.16)."""
    return keras is not None and keras.startswith("2.")


def print_installed() -> None:
    """One JSON line: the versions, and the obstacle for each generation."""
    found = versions()
    answer: dict[str, Any] = {"versions": found, "obstacles": {str(g): obstacle(g, found) for g in (2, 3)}}
    print(json.dumps(answer))
