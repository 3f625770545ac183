"""Settings as data: plain values, and those that stand for a layer or an array. Their `repr` is Python text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

from conv1d_lsp.layers import Arg, Listed, Opaque, find, plain
from conv1d_lsp.layers import Refused as Refusal
from conv1d_lsp.settings import Generation

Value = Union[int, float, str, bool, None, tuple["Value", ...], list["Value"], "Made", "Array"]
Settings = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Made:
    """A layer or cell that is a setting of another layer."""

    layer: str
    settings: Settings

    def __repr__(self) -> str:
        return f"layers.{self.layer}({', '.join(f'{name}={value!r}' for name, value in self.settings.items())})"


@dataclass(frozen=True, slots=True)
class Array:
    """A NumPy array, or a NumPy scalar (`values` is then one number)."""

    values: Value
    dtype: str

    def __repr__(self) -> str:
        one = not isinstance(self.values, tuple | list)
        return f"np.{self.dtype}({self.values!r})" if one else f"np.array({self.values!r}, {self.dtype!r})"


class InnerRefusal(Exception):  # noqa: N818 (Keras's error, not ours)
    """A layer among the settings is refused, before the layer that it is for."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


def described(value: Value) -> Any:
    """As JSON, which knows neither tuples nor layers; the worker's `build_models` says how they are written."""
    if isinstance(value, tuple):
        return {"tuple": [described(part) for part in value]}
    if isinstance(value, list):
        return [described(part) for part in value]
    if isinstance(value, Made):
        return {"layer": value.layer, "settings": all_described(value.settings)}
    if isinstance(value, Array):
        return {"array": described(value.values), "dtype": value.dtype}
    return value


def all_described(settings: Mapping[str, Value]) -> dict[str, Any]:
    return {name: described(value) for name, value in settings.items()}


def argument(value: Value, keras: Generation) -> Arg:
    """As the declarations take it. Raises InnerRefusal."""
    if isinstance(value, tuple):
        return tuple(argument(part, keras) for part in value)
    if isinstance(value, list):
        return Listed(tuple(argument(part, keras) for part in value))
    if isinstance(value, Array):
        one = not isinstance(value.values, tuple | list)
        content = value.values if one else tuple(value.values)  # type: ignore[arg-type]
        return Opaque(f"numpy.{value.dtype}" if one else "numpy.ndarray", argument(content, keras))
    if isinstance(value, Made):
        declaration = find(value.layer, keras)
        assert declaration is not None, f"no declaration of {value.layer}"
        settings = {name: argument(each, keras) for name, each in value.settings.items()}
        made = declaration.configure((), settings, keras)
        if isinstance(made, Refusal):
            raise InnerRefusal(made)
        return made
    return plain(value)
