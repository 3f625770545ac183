"""Data that scikit-learn brings along or makes up: `load_iris`, `make_classification`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.builtin import Builtin
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    FALSE,
    TRUE,
    Array,
    Constant,
    Instance,
    Integer,
    TupleValue,
    Unknown,
    Value,
    integer,
)
from conv1d_lsp.shapes import Dim, Shape, Unclear

#: Samples, features and the axes of a target; from the documentation of scikit-learn.
_LOADED = {
    "load_iris": (150, 4, 0),
    "load_wine": (178, 13, 0),
    "load_breast_cancer": (569, 30, 0),
    "load_diabetes": (442, 10, 0),
    "load_linnerud": (20, 3, 3),
    "load_digits": (1797, 64, 0),
    "fetch_california_housing": (20_640, 8, 0),
}

#: How many classes the labels tell apart.
_CLASSES = {"load_iris": 3, "load_wine": 3, "load_breast_cancer": 2, "load_digits": 10}

#: Of what is made up: samples and features where nothing is said; None: there is no such argument, and two features.
_MADE: dict[str, tuple[int, int | None]] = {
    "make_classification": (100, 20),
    "make_regression": (100, 100),
    "make_blobs": (100, 2),
    "make_moons": (100, None),
    "make_circles": (100, None),
}


def _loaded(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """A set of data with its attributes, or `return_X_y=True`: data and targets."""
    samples, features, targets = _LOADED[name]
    pair = arguments.keywords.get("return_X_y", FALSE)
    plain = arguments.complete and set(arguments.keywords) <= {"return_X_y", "data_home", "download_if_missing"}
    if not plain or arguments.positional or not (isinstance(pair, Constant) and isinstance(pair.value, bool)):
        return m.unknown(f"what `{name}` gives", node)
    site = m.site(node)
    data = Array(Shape.of((samples, features)), site, name, raw=name)
    held = frozenset(range(_CLASSES[name])) if name in _CLASSES else None
    target = Array(Shape.of((samples, targets) if targets else (samples,)), site, name, holds=held)
    if pair.value is TRUE.value:
        return TupleValue((data, target))
    return m.new(Instance(None, {"data": data, "target": target}, hidden=True))


def _made(name: str, m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`make_classification(n_samples=100, n_features=20)`: data and targets."""
    count, width = _MADE[name]
    samples = arguments.get(0, "n_samples") or integer(count)
    features = integer(2) if width is None else arguments.get(1, "n_features") or integer(width)
    special = {"return_distributed", "return_centers", "n_targets", "coef", "centers", "return_X_y"}
    if not arguments.complete or set(arguments.keywords) & special - {"centers"}:
        return m.unknown(f"what `{name}` gives", node)
    if "centers" in arguments.keywords and not isinstance(arguments.keywords["centers"], Integer):
        features = Unknown("the centres of what is made up")
    axes = (_size(samples), _size(features))
    site = m.site(node)
    return TupleValue((Array(Shape(axes), site, name), Array(Shape(axes[:1]), site, name)))


def _size(value: Value) -> Dim:
    return value.dim if isinstance(value, Integer | Unknown) else Unclear("how many samples are made up")


EXAMPLE_DATA: Mapping[str, Builtin] = {
    **{f"sklearn.datasets.{name}": partial(_loaded, name) for name in _LOADED},
    **{f"sklearn.datasets.{name}": partial(_made, name) for name in _MADE},
}
