"""The list of layers, their aliases, parameters and defaults: the declarations against the installed Keras."""

from collections.abc import Callable
from typing import Any

import pytest

from conv1d_lsp.layers import Layer, find, layer_names, plain
from conv1d_lsp.layers.arguments import shown
from conv1d_lsp.layers.parameters import Parameter, Required
from conv1d_lsp.runtime.answers import REQUIRED, Died, RealSignature
from conv1d_lsp.runtime.client import Worker
from conv1d_lsp.settings import Generation
from tests.judge.undeclared import ELSEWHERE, NO_LAYERS, ON_THE_WAY, OTHER_SIGNATURES

Ask = Callable[[Generation], Worker]


def real_layers(worker: Worker) -> dict[str, RealSignature]:
    found = worker.layers()
    assert not isinstance(found, Died), found
    return {name: each for name, each in found.items() if name not in NO_LAYERS}


@pytest.mark.parametrize("keras", Generation)
def test_every_layer_is_declared(keras: Generation, ask: Ask) -> None:
    real = set(real_layers(ask(keras)))
    declared = layer_names(keras)
    missing = real - declared
    assert missing - ON_THE_WAY[keras] == set(), "Keras has these layers or aliases, no declaration has"
    assert ON_THE_WAY[keras] - missing == set(), "these are declared by now (or no layers): take them off the list"
    assert declared - real - ELSEWHERE.keys() == set(), "declared, but Keras has no such layer in this generation"


@pytest.mark.parametrize("keras", Generation)
def test_aliases_lead_to_the_same_layer(keras: Generation, ask: Ask) -> None:
    wrong = {}
    for name, real in real_layers(ask(keras)).items():
        declared = find(name, keras)
        if declared is not None and declared.names[0] != real.layer and real.layer in layer_names(keras):
            wrong[name] = (declared.names[0], real.layer)
    assert not wrong


@pytest.mark.parametrize("keras", Generation)
def test_signatures(keras: Generation, ask: Ask) -> None:
    wrong = [
        f"{name}: {text}"
        for name, real in real_layers(ask(keras)).items()
        if (declared := find(name, keras)) is not None and (name, keras) not in OTHER_SIGNATURES
        for text in differences(declared, real, keras)
    ]
    assert not wrong, "\n".join(["", *wrong])


def differences(declared: type[Layer], real: RealSignature, keras: Generation) -> list[str]:
    """In words, what the declaration says otherwise than Keras."""
    signature = declared.signature(keras)
    by_place = tuple(each.name for each in real.parameters if not each.by_name)
    found = []
    if signature.places != by_place:
        found.append(f"by place {', '.join(signature.places)}; in Keras {', '.join(by_place)}")
    for each in real.parameters:
        parameter = signature.parameters.get(each.name)
        if parameter is None:
            found.append(f"{each.name} is missing")
        elif not same_default(declared, parameter, each.default, keras):
            given = parameter.default(keras)
            text = "required" if isinstance(given, Required) else shown(given)
            found.append(f"{each.name} is {each.default} by default, declared as {text}")
    own = [name for name, each in signature.parameters.items() if name not in {each.name for each in real.parameters}]
    if own and not real.others:
        found.append(f"no such arguments: {', '.join(own)}")
    return found


def same_default(declared: type[Layer], parameter: Parameter[Any], real: Any, keras: Generation) -> bool:
    """Whether the layer reads both in the same way: 2 may stand for (2, 2), None for the usual order of axes."""
    given = parameter.default(keras)
    if isinstance(given, Required) or real is REQUIRED:
        return isinstance(given, Required) and real is REQUIRED
    prototype = declared.__new__(declared)
    prototype.keras = keras
    value = plain(value_of(real))
    return repr(parameter.read(value, prototype)).lower() == repr(parameter.read(given, prototype)).lower()


def value_of(default: Any) -> Any:
    """The Python value behind JSON, or a text for what is none."""
    if isinstance(default, dict) and "repr" in default:
        return str(default["repr"])
    if isinstance(default, dict):
        return tuple(value_of(part) for part in default["tuple"])
    return [value_of(part) for part in default] if isinstance(default, list) else default
