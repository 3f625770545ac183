"""Where Keras does not agree with Keras, so that no declaration can agree with both. Each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from conv1d_lsp.runtime.answers import Built, Refused
from conv1d_lsp.settings import Generation
from tests.judge.comparison import Disagreement


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Disagreements that do not count. fits: whether it is one of those meant, beyond layer, kind and generation."""

    layers: frozenset[str]
    kind: str
    reason: str
    keras: Generation | None = None
    fits: Callable[[Disagreement], bool] = lambda found: True

    def covers(self, found: Disagreement, keras: Generation) -> bool:
        alike = found.layer in self.layers and found.kind == self.kind and self.keras in (None, keras)
        return alike and self.fits(found)


def raises_when_run(found: Disagreement) -> bool:
    return isinstance(found.real, Built) and isinstance(found.real.ran, Refused)


MERGING = frozenset("Add Subtract Multiply Average Maximum Minimum Concatenate Dot".split())
ATTENTION = frozenset("MultiHeadAttention Attention AdditiveAttention".split())
RECURRENT = frozenset("LSTM GRU SimpleRNN Bidirectional".split())
MASKING = frozenset({"Masking", "Embedding"})


def speaks_of_masks(found: Disagreement) -> bool:
    """Whether a Softmax, perhaps of a model inside, met a mask."""
    return isinstance(found.real, Refused) and "Softmax" in found.real.message and masked_before(found)


def meets_flat_mask(found: Disagreement) -> bool:
    """Whether a recurrent layer got the mask of a tensor without steps."""
    flat = isinstance(found.real, Refused) and re.search(r"mask=tf.Tensor\(shape=\(\w+,\)", found.real.message)
    return bool(flat) and masked_before(found)


def spreads_the_mask(found: Disagreement) -> bool:
    """Whether a Softmax, perhaps of a model inside, got a mask, which TensorFlow spreads along an axis of 1."""
    ours, real = found.predicted, found.real
    if not isinstance(ours, Built) or not isinstance(real, Built) or len(ours.shapes[0]) != len(real.shapes[0]):
        return False
    opened = all(size in (None, each) for each, size in zip(ours.shapes[0], real.shapes[0], strict=True))
    return opened and masked_before(found)


def masked_before(found: Disagreement) -> bool:
    """Whether a layer that makes masks leads to the one that was found."""
    todo, seen = [found.node], set[int]()
    while todo:
        index = todo.pop()
        if index not in seen:
            seen.add(index)
            todo += found.model[index].needs
    return any(each.layer in MASKING for index in seen for each in (found.model[index], *found.model[index].body))


INCONSISTENCIES: tuple[Inconsistency, ...] = (
    Inconsistency(
        MERGING,
        "run",
        "Keras 3 takes None beside 1 in the batch for 1, and spreads the 1 when it runs",
        Generation.KERAS_3,
        lambda found: not raises_when_run(found),
    ),
    Inconsistency(
        ATTENTION,
        "run",
        "the symbolic call works the shape out from query and value, and does not look whether they fit",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        RECURRENT,
        "run",
        "the symbolic call does not look at the sizes of the states to begin with",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        frozenset({"Softmax", "Model"}),
        "miss",
        "a mask that came along from an earlier layer is added, whatever its shape; masks are not followed",
        Generation.KERAS_2,
        speaks_of_masks,
    ),
    Inconsistency(
        frozenset({"Softmax", "Model"}),
        "shape",
        "a mask that came along from an earlier layer is added, and spread along an axis of 1; masks are not followed",
        Generation.KERAS_2,
        spreads_the_mask,
    ),
    Inconsistency(
        RECURRENT,
        "miss",
        "a mask of one axis, made where there are no steps, came along through a merging with a sequence",
        Generation.KERAS_2,
        meets_flat_mask,
    ),
    Inconsistency(
        frozenset({"Pipeline"}),
        "miss",
        "TensorFlow works out its shape, and finds in a later call what the layers in it do not look at",
        Generation.KERAS_3,
    ),
    Inconsistency(
        frozenset({"RMSNormalization"}),
        "run",
        "the symbolic call gives the input's shape; the scale is spread along the last axis, whatever `axis` says",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        frozenset(f"Adaptive{kind}Pooling{axes}D" for kind in ("Average", "Max") for axes in (1, 2, 3)),
        "run",
        "the symbolic call does not look at the number of axes, nor whether there are places to choose from",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        frozenset({"ReversibleEmbedding"}),
        "run",
        "the symbolic call with `reverse` does not look at the last axis",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        frozenset({"GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D"}),
        "run",
        "the symbolic call does not look for axes of size 0, the largest of nothing is refused",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        frozenset({"AugMix", "RandAugment"}),
        "run",
        "the symbolic call gives the input's shape; the run wants channels where `data_format` says they are",
        Generation.KERAS_3,
        raises_when_run,
    ),
    Inconsistency(
        frozenset({"EinsumDense"}),
        "shape",
        "the symbolic call turns the axes behind leading dots around; the run does not",
        Generation.KERAS_3,
        lambda found: any(str(node.settings.get("equation")).startswith("...") for node in found.model),
    ),
    Inconsistency(
        frozenset({"ConvLSTM3D"}),
        "shape",
        "TensorFlow knows no size of a dilated convolution over three axes of which one is open",
        Generation.KERAS_2,
        lambda found: any("dilation_rate" in node.settings for node in found.model),
    ),
    Inconsistency(
        frozenset({"ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D"}),
        "run",
        "the symbolic call adds up negative numbers, the run refuses them",
        Generation.KERAS_3,
        raises_when_run,
    ),
)


def explained(found: Disagreement, keras: Generation) -> Inconsistency | None:
    """The entry that this disagreement belongs to, if there is one."""
    return next((each for each in INCONSISTENCIES if each.covers(found, keras)), None)
