"""Models in the manner of `keras_applications`, whose Keras comes from outside."""

from tests.units.engine.several import Project

PACKAGE = """
import keras_applications as ka


def get_submodules_from_kwargs(kwargs):
    return kwargs.get("backend", ka._KERAS_BACKEND), kwargs.get("layers", ka._KERAS_LAYERS)
"""

MODEL = """
from . import get_submodules_from_kwargs

backend = None
layers = None


def block(x, filters):
    channels = backend.int_shape(x)[-1]
    return layers.Conv1D(filters + channels, 3, strides=2)(x)


def Net(filters, input_shape, **kwargs):
    global backend, layers
    backend, layers = get_submodules_from_kwargs(kwargs)
    x = layers.Input(shape=(input_shape[0], 4))
    return block(block(x, filters), 8)
"""


def test_keras_is_what_the_models_are_made_with(project: Project) -> None:
    project.write({"nets/__init__.py": PACKAGE})
    analysis = project.check("nets/net.py", MODEL)
    assert [each.shape for each in analysis.tensors if each.layer == "Conv1D"] == [
        (None, "(input_shape[0] - 3) // 2 + 1", "filters + 4"),
        (None, "((input_shape[0] - 3) // 2 - 2) // 2 + 1", "filters + 12"),
    ]
    assert not analysis.diagnostics
    assert analysis.keras == 2  # those models are older than Keras 3


def test_layers_of_whatever_version(project: Project) -> None:
    text = """
from keras.layers import Input, VersionAwareLayers

layers = VersionAwareLayers()
x = layers.Conv1D(8, 3)(Input((20, 2)))
y = layers.Conv1D(8, 30)(x)
"""
    analysis = project.check("net.py", text)
    assert [each.shape for each in analysis.tensors if each.layer == "Conv1D"] == [(None, 18, 8)]
    assert [each.rule for each in analysis.diagnostics] == ["window-too-long"]
