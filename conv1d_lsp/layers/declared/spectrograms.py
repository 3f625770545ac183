"""Spectrograms of signals. Source: layers/preprocessing/stft_spectrogram.py, mel_spectrogram.py."""

from __future__ import annotations

from conv1d_lsp.layers.arguments import shown
from conv1d_lsp.layers.counts import Habits, OptionalCount, count, number_of
from conv1d_lsp.layers.declaration import Layer, Several, keras_layer
from conv1d_lsp.layers.declared.spatial import SpatialLayer, require_reach, same_length, valid_length
from conv1d_lsp.layers.faults import BadArgument, LayerFault, OpenAxis, UnknownWord, WrongRank
from conv1d_lsp.layers.parameters import Odd, flag, raw
from conv1d_lsp.layers.requirement import require
from conv1d_lsp.layers.weights import Built, weights
from conv1d_lsp.layers.words import OptionalWord, Word, Words, channels_order
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, Unclear, dim

_K3 = Generation.KERAS_3

MODES = Words(("log", "magnitude", "psd", "real", "imag", "angle", "stft"), folded=False)
PADDINGS = Words(("valid", "same"), folded=False)
FRAME = Habits(least=None, floats=Odd.REFUSED_LATE)
WHOLE = Habits(least=None, bools=Odd.TAKEN)
STEP = Habits(floats=Odd.TAKEN)


@keras_layer("STFTSpectrogram", only=_K3)
class STFTSpectrogram(SpatialLayer):
    """(batch, samples, channels) -> (batch, frames, channels * frequencies), or (batch, frames, frequencies, channels).

    There are `fft_length // 2 + 1` frequencies, twice as many in mode "stft".
    """

    several = Several.REFUSED

    mode = Word(MODES, MODES, "log")
    frame_length = count(256, keras3=FRAME, keras2=FRAME)
    frame_step = OptionalCount(keras3=STEP, keras2=STEP)
    fft_length = OptionalCount(keras3=WHOLE, keras2=WHOLE)
    window = raw("hann")
    periodic = raw(False)
    scaling = OptionalWord(("density", "spectrum"), "density")
    padding = Word(PADDINGS, PADDINGS, "valid")
    expand_dims = flag(default=False)
    data_format = channels_order()

    def construct(self) -> None:
        length, step, fft = self.frame_length, self.frame_step, self.fft_length
        if fft is None or fft.value == 0:
            require(length >= 1, BadArgument(shown(length), "a positive integer", argument="frame_length"))
        if step is not None:
            wanted = f"a positive integer of at most `frame_length`, {length}"
            require(step <= length, BadArgument(shown(step), wanted, argument="frame_step"))
        if fft is not None:
            wanted = f"an integer of at least `frame_length`, {length}"
            require(fft >= length, BadArgument(shown(fft), wanted, argument="fft_length"))

    @property
    def step(self) -> Dim:
        """How far the next frame lies."""
        return self.frame_length // 2 if self.frame_step is None else self.frame_step

    @property
    def bins(self) -> Dim:
        """The number of frequencies of one kernel."""
        fft, length = self.fft_length, self.frame_length.value
        if fft is None:
            fft = Unclear("the next power of two") if length is None else dim(1 << (length - 1).bit_length())
        return fft // 2 + 1

    def accept(self, x: Shape) -> None:
        require(x.rank == 3, WrongRank(x, "3", self.axis_names()))

    def build(self, x: Shape) -> Built:
        channels = self.ranked(x)[self.channels]
        require(channels.given, OpenAxis(x, "channels"))
        require(
            self.frame_length >= 1, BadArgument(shown(self.frame_length), "a positive integer", argument="frame_length")
        )
        require(self.step >= 1, BadArgument(shown(self.frame_length), "an integer above 1", argument="frame_length"))
        kernel = (self.frame_length, 1, self.bins)
        return weights(
            real_kernel=kernel if self.mode != "imag" else None, imag_kernel=kernel if self.mode != "real" else None
        )

    def call(self, x: Shape) -> Shape:
        x = self.ranked(x)
        require(x[self.channels].given, OpenAxis(x, "channels"))
        if self.padding == "valid":
            require_reach(self, x, (self.frame_length,), (dim(1),), (self.step,), "frame_length")
        (working,) = self.workings(x)
        frames, channels = working.size, x[self.channels]
        frequencies = self.bins * 2 if self.mode == "stft" else self.bins
        if not self.expand_dims:
            return x.with_axes({self.places[0]: frames, self.channels: channels * frequencies})
        if self.channels_first:
            return Shape((x[0], channels, frames, frequencies))
        return Shape((x[0], frames, frequencies, channels))

    def workings(self, x: Shape) -> tuple[Working, ...]:
        if self.padding == "same":
            return self.each_axis(same_length, x, (self.step,))
        return self.each_axis(valid_length, x, (self.frame_length,), (self.step,))


@keras_layer("MelSpectrogram", only=_K3)
class MelSpectrogram(Layer):
    """(batch, samples) -> (batch, num_mel_bins, frames): frames come last."""

    several = Several.UNCLEAR

    fft_length = count(2048, keras3=Habits(least=None, floats=Odd.TAKEN), keras2=STEP)
    sequence_stride = raw(512)
    sequence_length = OptionalCount(keras3=STEP, keras2=STEP)
    window = raw("hann")
    sampling_rate = raw(16000)
    num_mel_bins = count(128, keras3=Habits(least=0, late=True, floats=Odd.REFUSED_LATE), keras2=STEP)
    min_freq = raw(20.0)
    max_freq = raw(None)
    power_to_db = raw(True)
    top_db = raw(80.0)
    mag_exp = raw(2.0)
    min_power = raw(1e-10)
    ref_power = raw(1.0)

    def construct(self) -> None:
        if self.sequence_length is not None:
            wanted = f"at least `sequence_length`, {self.sequence_length}"
            fault = BadArgument(shown(self.fft_length), wanted, argument="fft_length", since=(3, 14))
            require(self.fft_length >= self.sequence_length, fault)

    def call(self, x: Shape) -> Shape:
        if not x.ranked:
            return x
        if len(x.known_axes) > 2:
            return Shape.unknown(Unclear("it takes (batch, samples): for more axes Keras gives a wrong shape"))
        if isinstance(x[-1], Open):  # Keras does not count frames then, nor look at what it would divide by
            return Shape((*x.known_axes[:-1], self.num_mel_bins, OPEN))
        fault = BadArgument(shown(self.sequence_stride), "a positive integer", argument="sequence_stride")
        require(Truth.of(not isinstance(self.sequence_stride, float)), fault)
        require(self._stride >= 1, fault)
        (working,) = self.workings(x)
        frames = self._unlike(x[-1]) or working.size
        return Shape((*x.known_axes[:-1], self.num_mel_bins, frames))

    def at_run_time(self, x: Shape) -> tuple[LayerFault, ...]:
        """Decibels are cut off below the highest, and the symbolic call does not look at what is taken away."""
        if isinstance(self.sequence_stride, float):
            return (BadArgument(shown(self.sequence_stride), "a positive integer", argument="sequence_stride"),)
        if isinstance(self.window, str) and self.window not in ("hann", "hamming"):
            return (UnknownWord(self.window, ("hann", "hamming"), (), argument="window"),)
        lacks = self.top_db is None and self.power_to_db is True
        return (BadArgument("None", "a number", argument="top_db"),) if lacks else ()

    @property
    def _stride(self) -> Dim:
        number = number_of(self.sequence_stride)
        return Unclear("a stride that can't be told") if number is None else number

    def _unlike(self, samples: Dim) -> Unclear | None:
        """Why what Keras says before is not what it gives when the model runs."""
        if (samples <= self.fft_length // 2) is Truth.YES:
            return Unclear("there are too few samples for one frame, and the model will fail when it runs")
        if ((samples + 1) % self._stride == 0) is Truth.YES:
            return Unclear("when the model runs there is one frame less than Keras says before")
        return None

    def workings(self, x: Shape) -> tuple[Working, ...]:
        if not x.ranked or len(x.known_axes) > 2:
            return ()
        return (Working("frames", _frames, (x[-1], self._stride)),)


def _frames(samples: Dim, stride: Dim) -> Dim:
    return (samples + stride + 1) // stride
