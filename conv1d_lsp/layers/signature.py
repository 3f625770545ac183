"""What a layer's constructor takes in one generation, and how arguments find their parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any

from conv1d_lsp.layers.arguments import Arg, shown
from conv1d_lsp.layers.faults import GivenTwice, LayerFault, MissingArgument, TooManyArguments, UnknownArgument
from conv1d_lsp.layers.parameters import Parameter, Required
from conv1d_lsp.layers.requirement import Refusal
from conv1d_lsp.settings import Generation, Release

#: What Keras 1 called things.
FORMER_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "border_mode": "padding",
        "nb_filter": "filters",
        "filter_length": "kernel_size",
        "subsample": "strides",
        "subsample_length": "strides",
        "stride": "strides",
        "pool_length": "pool_size",
        "dilation": "dilation_rate",
        "atrous_rate": "dilation_rate",
        "init": "kernel_initializer",
        "W_regularizer": "kernel_regularizer",
        "b_regularizer": "bias_regularizer",
        "W_constraint": "kernel_constraint",
        "b_constraint": "bias_constraint",
        "inner_init": "recurrent_initializer",
        "inner_activation": "recurrent_activation",
        "bias": "use_bias",
        "dim_ordering": "data_format",
        "output_dim": "units",
        "p": "rate",
    }
)


@dataclass(frozen=True)
class Signature:
    """The parameters of one layer under one generation, in Keras's order; `defaults` as the layer would read
    them. of_every_layer: those about the input's shape, unless the layer has its own of that name.
    dropped: the release of Keras 3 from which an argument is refused.
    swallows: whether keywords of other names are taken, to no use."""

    keras: Generation
    parameters: Mapping[str, Parameter[Any]]
    defaults: Mapping[str, object]
    of_every_layer: frozenset[str]
    dropped: Mapping[str, Release]
    swallows: bool = False
    places: tuple[str, ...] = field(init=False)
    required: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        places = tuple(
            name for name, each in self.parameters.items() if not each.by_name and each.by_name_in is not self.keras
        )
        object.__setattr__(self, "places", places)
        required = (name for name, each in self.parameters.items() if name not in self.defaults)
        object.__setattr__(self, "required", tuple(required))

    def bind(self, positional: tuple[Arg, ...], keywords: Mapping[str, Arg], *, complete: bool) -> dict[str, Arg]:
        """The arguments by parameter. Raises Refusal for what Python or Keras would not take as a call."""
        given = dict(zip(self.places, positional, strict=False))
        faults: list[LayerFault] = []
        if len(positional) > len(self.places):
            faults.append(TooManyArguments(len(positional), len(self.places)))
        for name, value in keywords.items():
            if name in given:
                faults.append(GivenTwice(name, argument=name))
            elif name in self.parameters:
                given[name] = value
            elif not self.swallows:
                since = self.dropped.get(name)
                faults.append(UnknownArgument(name, self._close(name), argument=name, since=since))
        if complete:
            meant = {close for fault in faults if isinstance(fault, UnknownArgument) for close in fault.close}
            missing = tuple(name for name in self.required if name not in given and name not in meant)
            if missing:
                faults.append(MissingArgument(missing))
        if faults:
            raise Refusal(*faults)
        return given

    def default_text(self, parameter: Parameter[Any]) -> str | None:
        default = parameter.default(self.keras)
        return None if isinstance(default, Required) else shown(default)

    def _close(self, name: str) -> tuple[str, ...]:
        former = FORMER_NAMES.get(name)
        if former is not None and former in self.parameters:
            return (former,)
        return tuple(get_close_matches(name, list(self.parameters), n=2, cutoff=0.7))
