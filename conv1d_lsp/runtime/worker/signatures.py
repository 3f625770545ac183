"""Which layers this Keras has, and what their constructors take, asked with `inspect`."""

from __future__ import annotations

import inspect
from typing import Any

#: Kinds of parameters that a caller fills one by one.
SINGLE = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def layer_signatures(keras: Any) -> dict[str, dict[str, Any]]:
    """Every layer class under `keras.layers` by its name there.

    For each {"class": its own name, "parameters": [{"name", "by_name", "default"}, ...] in order, "others": whether it
    takes further keywords}. "default" is missing where the argument is required, and {"repr": text} where JSON has no
    counterpart; a tuple is {"tuple": [...]}.
    """
    found = {}
    for name, value in sorted(vars(keras.layers).items()):
        if isinstance(value, type) and issubclass(value, keras.layers.Layer):
            found[name] = {"class": value.__name__, **signature(value)}
    return found


def signature(layer: Any) -> dict[str, Any]:
    """Of `__init__`: Keras 3's `__new__`, which `inspect` would ask of a class, takes anything."""
    parameters = list(inspect.signature(layer.__init__).parameters.values())[1:]
    return {
        "parameters": [told(each) for each in parameters if each.kind in SINGLE],
        "others": any(each.kind is inspect.Parameter.VAR_KEYWORD for each in parameters),
    }


def told(parameter: inspect.Parameter) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "name": parameter.name,
        "by_name": parameter.kind is inspect.Parameter.KEYWORD_ONLY,
    }
    if parameter.default is not inspect.Parameter.empty:
        answer["default"] = as_json(parameter.default)
    return answer


def as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return {"tuple": [as_json(part) for part in value]}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else {"repr": repr(value)}
