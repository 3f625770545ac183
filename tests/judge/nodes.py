"""A model, or a layer alone with its inputs, as a list of nodes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.judge.values import Settings, Value, all_described, described


@dataclass(frozen=True, slots=True)
class Tensor:
    """The tensor of the node of this number, where an argument of a call is one."""

    node: int


CallValue = Value | Tensor | list[Tensor]


@dataclass(frozen=True, slots=True)
class Node:
    """An input, a layer's first call, or one more call of the layer of node `again`.

    inputs: the number of the node whose tensor goes in; a tuple of them for a layer that takes a list.
    by_place: how many of the settings are given without their names. more: numbers of the nodes whose tensors are
    further positional arguments of the call; call: its arguments by name.
    body: the nodes of a model inside the model, whose node 0 stands for its input and is not among them; its last node
    is its output.
    text: an expression in place of all that, `{3}` for the tensor of node 3; before: lines that it needs above it.
    """

    layer: str
    settings: Settings = field(default_factory=dict)
    inputs: int | tuple[int, ...] = ()
    again: int | None = None
    by_place: int = 0
    more: tuple[int, ...] = ()
    call: dict[str, CallValue] = field(default_factory=dict)
    body: tuple[Node, ...] = ()
    text: str = ""
    before: tuple[str, ...] = ()

    @property
    def is_layer(self) -> bool:
        """Whether it makes a layer, and calls it."""
        return self.again is None and not self.body and not self.text and self.layer != "Input"

    @property
    def places(self) -> list[Value]:
        return list(self.settings.values())[: self.by_place]

    @property
    def keywords(self) -> Settings:
        return dict(list(self.settings.items())[self.by_place :])

    @property
    def needs(self) -> tuple[int, ...]:
        """The nodes whose tensors it takes."""
        given = (self.inputs,) if isinstance(self.inputs, int) else self.inputs
        return (*given, *self.more, *(tensor.node for value in self.call.values() for tensor in tensors_in(value)))

    def described(self) -> dict[str, Any]:
        """As the worker takes it."""
        inputs = self.inputs if isinstance(self.inputs, int) else list(self.inputs)
        called: dict[str, Any] = {"inputs": inputs}
        if self.more:
            called["more"] = list(self.more)
        if self.call:
            called["call"] = {name: called_with(value) for name, value in self.call.items()}
        if self.body:
            return {"body": [each.described() for each in self.body], **called}
        if self.again is not None:
            return {"again": self.again, **called}
        return {
            "layer": self.layer,
            "places": [described(value) for value in self.places],
            "settings": all_described(self.keywords),
            **called,
        }


Model = list[Node]


def tensors_in(value: CallValue) -> list[Tensor]:
    values: list[Any] = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, Tensor)]


def called_with(value: CallValue) -> Any:
    if isinstance(value, Tensor):
        return {"tensor": value.node}
    if isinstance(value, list):
        return [{"tensor": each.node} if isinstance(each, Tensor) else described(each) for each in value]
    return described(value)
