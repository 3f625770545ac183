"""The shapes that a value has, whatever kind of tensor, array, model or collection it is."""

from __future__ import annotations

from typing import Any

#: A shape as JSON: numbers and null, or "?" where not even the number of axes is known.
Shape = Any


def shapes_of(value: Any) -> list[Shape]:
    """All shapes in the value, in order; an empty list if it has none. A model has its `output_shape`, a dataset those
    of its elements."""
    if is_model(value):
        return shapes_of(attribute(value, "output_shape"))
    if is_layer(value):
        return output_shapes(value)
    if isinstance(value, (tuple, list)):
        return shapes_of_sequence(value)
    if isinstance(value, dict):
        return [shape for key in sorted(value, key=str) for shape in shapes_of(value[key])]
    if (specification := attribute(value, "element_spec")) is not None:
        return shapes_of(specification)
    if type(value).__name__ == "TensorShape":
        return [axes(value)]
    shape = attribute(value, "shape")
    return [] if shape is None or callable(shape) else [axes(shape)]


def shapes_of_sequence(value: tuple[Any, ...] | list[Any]) -> list[Shape]:
    """A tuple of numbers and None is itself a shape; other sequences hold things that have shapes."""
    if isinstance(value, tuple) and value and all(part is None or type(part) is int for part in value):
        return [list(value)]
    return [shape for part in value for shape in shapes_of(part)]


def output_shapes(layer: Any) -> list[Shape]:
    """What a layer's last symbolic call gave; nothing if it was not called, or called on several inputs."""
    output = attribute(layer, "output")
    return [] if output is None else shapes_of(output)


def axes(shape: Any) -> Shape:
    try:
        return [None if axis is None else int(axis) for axis in shape]
    except (TypeError, ValueError):
        return "?"


def is_layer(value: Any) -> bool:
    """Told by the names of the base classes, so that layers of either generation count."""
    return any(base.__name__ == "Layer" and "keras" in base.__module__ for base in type(value).__mro__)


def is_model(value: Any) -> bool:
    return any(base.__name__ == "Model" and "keras" in base.__module__ for base in type(value).__mro__)


def attribute(value: Any, name: str) -> Any:
    """The attribute, or None where Keras refuses to give it (a model that is not built, a layer never called)."""
    try:
        return getattr(value, name, None)
    except Exception:
        return None
