"""What people do, from a wrist sensor: a temporal network, a plain baseline, a subclassed one and one of two views."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.layers import (
    Add,
    Conv1D,
    Dense,
    Dropout,
    GlobalMaxPooling1D,
    Input,
    LayerNormalization,
    MaxPooling1D,
    SeparableConv1D,
)

RATE = 50
SECONDS = 6
STEPS = RATE * SECONDS
AXES = 6
ACTIVITIES = ("walking", "running", "stairs", "cycling", "sitting", "lying", "other")
DILATIONS = (1, 2, 4, 8)


@dataclass(frozen=True)
class Plan:
    """How a network is trained."""

    epochs: int = 2
    batch: int = 32
    rate: float = 5e-4


def read_recordings(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Windows and labels of all recordings below *folder*; noise if there are none."""
    windows, labels = [], []
    for path in sorted(folder.glob("*.csv")):
        with path.open(newline="") as file:
            rows = [[float(cell) for cell in row] for row in csv.reader(file)]
        signal = np.asarray(rows, dtype="float32")
        for start in range(0, len(signal) - STEPS + 1, STEPS // 2):
            windows.append(signal[start : start + STEPS, :AXES])
            labels.append(int(signal[start, AXES]))
    if not windows:
        noise = np.random.default_rng(7)
        return (
            noise.standard_normal((96, STEPS, AXES)).astype("float32"),
            noise.integers(0, len(ACTIVITIES), size=96),
        )
    return np.stack(windows), np.asarray(labels)


def temporal_block(x, filters: int, dilation: int, rate: float = 0.1, name: str = "block"):
    skipped = x
    for part in ("first", "second"):
        x = Conv1D(
            filters,
            kernel_size=3,
            dilation_rate=dilation,
            padding="causal",
            activation="relu",
            name=f"{name}_{part}",
        )(x)
        x = LayerNormalization(name=f"{name}_{part}_norm")(x)
        x = Dropout(rate, name=f"{name}_{part}_drop")(x)
    if skipped.shape[-1] != filters:
        skipped = Conv1D(filters, 1, name=f"{name}_match")(skipped)
    return Add(name=f"{name}_sum")([skipped, x])


def temporal_network(filters: int = 48, dilations: Sequence[int] = DILATIONS) -> keras.Model:
    recording = Input(shape=(STEPS, AXES), name="recording")
    x = SeparableConv1D(filters, 9, strides=2, padding="same", activation="relu", name="stem")(recording)
    for number, dilation in enumerate(dilations):
        x = temporal_block(x, filters * (1 + number // 2), dilation, name=f"level{number}")
    x = GlobalMaxPooling1D(name="strongest")(x)
    x = Dense(64, activation="relu")(x)
    return keras.Model(recording, Dense(len(ACTIVITIES), activation="softmax", name="activity")(x), name="temporal")


def plain_network() -> keras.Model:
    return keras.Sequential(
        [
            Input(shape=(STEPS, AXES)),
            Conv1D(24, 11, strides=3, activation="relu"),
            MaxPooling1D(2),
            Conv1D(48, 7, activation="relu"),
            MaxPooling1D(2),
            Conv1D(96, 5, activation="relu"),
            layers.Flatten(),
            Dense(80, activation="relu"),
            Dropout(0.4),
            Dense(len(ACTIVITIES), activation="softmax"),
        ],
        name="plain",
    )


class GatedNetwork(keras.Model):
    """Convolution and gate side by side, pooled by attention."""

    def __init__(self, units: int = 40, classes: int = len(ACTIVITIES), **kwargs):
        super().__init__(**kwargs)
        self.content = layers.Conv1D(units, 5, padding="same", activation="tanh")
        self.gate = layers.Conv1D(units, 5, padding="same", activation="sigmoid")
        self.weight = layers.Dense(1)
        self.last = layers.Dense(classes, activation="softmax")

    def call(self, inputs, training=False):
        gated = self.content(inputs) * self.gate(inputs)
        attention = tf.nn.softmax(self.weight(gated), axis=1)
        return self.last(tf.reduce_sum(attention * gated, axis=1))


def two_views() -> keras.Model:
    recording = Input(shape=(STEPS, AXES))
    near = Conv1D(32, 5, padding="same", activation="relu")(recording)
    near = MaxPooling1D(3)(near)
    far = Conv1D(32, 25, strides=3, activation="relu")(recording)
    both = layers.Concatenate(axis=-1)([near, far])  # 100 and 92 steps
    x = layers.GRU(48)(both)
    return keras.Model(recording, Dense(len(ACTIVITIES), activation="softmax")(x))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recordings", type=Path, default=Path("recordings"))
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    plan = Plan(epochs=parser.parse_args(arguments).epochs)

    windows, labels = read_recordings(Path("recordings"))
    print(f"{len(windows)} windows of {STEPS} steps, {labels.max() + 1} activities, {plan.epochs} epochs")
    for build in (temporal_network, plain_network, two_views):
        model = build()
        model.compile(keras.optimizers.Adam(plan.rate), "sparse_categorical_crossentropy")
        print(model.name, model.count_params())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
