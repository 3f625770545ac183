"""Layers that take a signal: (batch, samples), or (batch, samples, channels)."""

from tests.judge.drawers.dice import Dice
from tests.judge.drawers.drawer import drawer
from tests.judge.drawers.settings import among, boolean, channels_order, odd, padding, setting
from tests.judge.drawers.tensors import one
from tests.judge.values import Settings


def stft(random: Dice, rank: int) -> tuple[Settings, int]:
    """With a window that needs no further library."""
    frame = random.choice([2, 8, 10, 16])
    settings: Settings = {"frame_length": odd(random, frame, 0, 1, -4, float(frame), "8", None), "window": None}
    if random.random() < 0.5:
        settings["frame_step"] = odd(random, random.randint(1, frame), 0, frame + 1, -1)
    if random.random() < 0.5:
        settings["fft_length"] = odd(random, frame + random.choice([0, 1, 6]), frame - 1, float(frame))
    return settings, rank


DRAWERS = {
    "STFTSpectrogram": drawer(
        stft,
        inputs=one(3, low=1, high=40),
        weight=0,
        extra={
            "mode": among("log", "magnitude", "psd", "real", "imag", "angle", "stft", odd_ones=("power", None, "LOG")),
            "padding": lambda random: padding(random, "valid", "same"),
            "expand_dims": boolean,
            "data_format": channels_order,
            "periodic": boolean,
            "scaling": among("density", "spectrum", None, odd_ones=("none", 1)),
        },
    ),
    "MelSpectrogram": drawer(
        setting(
            fft_length=among(16, 32, 33),
            sequence_stride=among(4, 7, 16, odd_ones=(0, -3, 4.0)),
            num_mel_bins=among(5, 8, odd_ones=(-1, 8.0)),
        ),
        inputs=one(2, low=17, high=70),
        weight=0,
        extra={
            "sequence_length": among(8, 16, None, odd_ones=(40,)),
            "window": among("hann", "hamming", odd_ones=("foo", None)),
            "sampling_rate": among(16000, 8000),
            "min_freq": among(20.0, 0, odd_ones=(-1, 1e6)),
            "max_freq": among(None, 4000, odd_ones=(0, 10)),
            "power_to_db": boolean,
            "top_db": among(80.0, 20, odd_ones=(-1, None)),
            "mag_exp": among(2.0, 1.0),
            "min_power": among(1e-10, odd_ones=(0, -1)),
            "ref_power": among(1.0, odd_ones=(0, -1)),
        },
    ),
}
