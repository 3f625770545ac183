"""The recurrent layers for graphics cards of old: under `tf.compat.v1`, and in old releases of Keras 2.

Source: layers/rnn/base_cudnn_rnn.py, cudnn_lstm.py, cudnn_gru.py.
"""

from __future__ import annotations

from conv1d_lsp.layers.counts import count
from conv1d_lsp.layers.declaration import keras_layer
from conv1d_lsp.layers.declared.cells import UNITS_2, UNITS_3
from conv1d_lsp.layers.declared.recurrent import RecurrentOfGates
from conv1d_lsp.layers.identifiers import initializers_of, penalties_of
from conv1d_lsp.layers.parameters import flag
from conv1d_lsp.layers.weights import Sizes
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Dim

_K2 = Generation.KERAS_2


class CuDNN(RecurrentOfGates):
    """Both kernels have a bias of their own."""

    unroll = False
    time_major = False
    use_bias = True

    def bias(self, wide: Dim) -> Sizes:
        return (wide * 2,)


@keras_layer("CuDNNLSTM", only=_K2)
class CuDNNLSTM(CuDNN):
    """As LSTM with its usual activations."""

    gates = 4
    states = 2

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    initializers = initializers_of("kernel", "recurrent", "bias")
    unit_forget_bias = flag(default=True)
    penalties = penalties_of("kernel", "recurrent", "bias")
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)


@keras_layer("CuDNNGRU", only=_K2)
class CuDNNGRU(CuDNN):
    """As GRU with its usual activations."""

    gates = 3

    units = count(keras3=UNITS_3, keras2=UNITS_2)
    initializers = initializers_of("kernel", "recurrent", "bias")
    penalties = penalties_of("kernel", "recurrent", "bias")
    return_sequences = flag(default=False)
    return_state = flag(default=False)
    go_backwards = flag(default=False)
    stateful = flag(default=False)
