"""Keras's layers: what each takes, what it refuses and when, what shape it gives, which weights it makes.

Knows neither Python source nor arrays. `find(name, keras)` gives a declaration; its `configure` takes the arguments of
the constructor and gives a `Configured`, whose `call` takes shapes and gives a `Called`; both may give a `Refused`.
"""

from conv1d_lsp.layers.applications import Application, find_application
from conv1d_lsp.layers.arguments import Arg, Listed, OneOf, Opaque, OwnCell, Perhaps, plain
from conv1d_lsp.layers.catalogue import find, layer_names
from conv1d_lsp.layers.configured import Called, Configured, Inputs, Numbered, Refused
from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.layers.inputs import input_shape
from conv1d_lsp.layers.requirement import Moment
from conv1d_lsp.layers.weights import Built, Weight
from conv1d_lsp.layers.workshop import Workshop, workshop_of

__all__ = [
    "Application",
    "Arg",
    "Built",
    "Called",
    "Configured",
    "Inputs",
    "Layer",
    "Listed",
    "Moment",
    "Numbered",
    "OneOf",
    "Opaque",
    "OwnCell",
    "Perhaps",
    "Refused",
    "Weight",
    "Workshop",
    "find",
    "find_application",
    "input_shape",
    "layer_names",
    "plain",
    "workshop_of",
]
