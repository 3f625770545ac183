"""The files of a session: programs that people try, and some that import each other."""

from pathlib import Path

from tests.judge.mutated.texts import examples, sources

FILES = 20

#: Characters of a file at most.
_LONGEST = 8_000

_BLOCKS = '''"""Blocks that others import: é😋."""
from tensorflow.keras import layers

FILTERS = 16


def block(x, filters=FILTERS, size=3):
    y = layers.Conv1D(filters, size, padding="same")(x)
    return layers.MaxPooling1D(2)(y)
'''

_MODEL = """from tensorflow import keras
from tensorflow.keras import layers
from blocks import FILTERS, block


def build(steps=100, channels=4):
    inputs = keras.Input((steps, channels))
    x = block(inputs)
    x = block(x, FILTERS * 2)  # (None, 25, 32)
    x = layers.GlobalAveragePooling1D()(x)
    return keras.Model(inputs, layers.Dense(3, activation="softmax")(x))
"""

_TRAIN = """import numpy as np
from model import build

model = build(128, 2)
model.compile("adam", "categorical_crossentropy")
x = np.zeros((64, 128, 2))
y = np.zeros((64, 4))
model.fit(x, y)
"""


def write(folder: Path) -> list[Path]:
    """The files of a session, in a fresh folder."""
    texts = {"blocks.py": _BLOCKS, "model.py": _MODEL, "train.py": _TRAIN}
    longer = [text for text in sources().large if len(text) < _LONGEST and text not in examples()]
    for number, text in enumerate([*examples(), *longer][: FILES - len(texts)]):
        texts[f"example_{number}.py"] = text
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in texts]
