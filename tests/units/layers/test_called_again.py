"""A layer that is called again after a call of which nothing is known."""

from conv1d_lsp.layers import Called, find
from conv1d_lsp.layers.configured import Configured
from conv1d_lsp.layers.weights import NOTHING
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Shape, dim


def test_a_convolution_whose_first_call_is_not_known_takes_any_channels() -> None:
    declaration = find("Conv1D", Generation.KERAS_2)
    assert declaration is not None
    convolution = declaration.configure((), {"filters": dim(4), "kernel_size": dim(3)}, Generation.KERAS_2)
    assert isinstance(convolution, Configured)
    again = convolution.call(Shape.of((OPEN, 20, 8)), NOTHING)
    assert isinstance(again, Called)
    assert str(again.outputs[0]) == "(None, 18, 4)"
