"""Where Keras does not agree with Keras over images."""

from __future__ import annotations

from conv1d_lsp.settings import Generation
from tests.judge.drawers import images
from tests.judge.inconsistency import Inconsistency
from tests.judge.signs import as_high_as_the_batch, fails_with, in_other_colours, inputs_of, raises_when_run

K2, K3 = Generation

IN_COLOURS = frozenset("AugMix RandAugment RandomHue RandomSaturation RandomGrayscale RandomColorJitter".split()) | {
    "ContrastLimitedAdaptiveHistogramEqualization"
}

OF_IMAGES: tuple[Inconsistency, ...] = (
    Inconsistency(
        frozenset(images.DRAWERS),
        "run",
        "the symbolic call does not look at the number of an image's axes",
        K3,
        lambda found: raises_when_run(found) and any(len(shape) != 4 for shape in inputs_of(found)),
    ),
    Inconsistency(
        frozenset({"RandomPerspective"}),
        "run",
        "along an axis of one place no perspective can be worked out",
        K3,
        fails_with("Input matrix is not invertible"),
    ),
    Inconsistency(
        IN_COLOURS,
        "run",
        "the symbolic call gives the input's shape; the run wants three channels where `data_format` says they are",
        K3,
        lambda found: raises_when_run(found) and in_other_colours(found),
    ),
    Inconsistency(
        frozenset({"RandomColorDegeneration"}),
        "miss",
        "TensorFlow works out its shape, and wants three channels where `data_format` says they are",
        K3,
        in_other_colours,
    ),
    Inconsistency(
        frozenset({"CenterCrop"}),
        "run",
        "a single image has as many rows as the batch has samples, which the symbolic call does not know",
        K2,
        as_high_as_the_batch,
    ),
)
