"""Where Keras does not agree with Keras, so that no declaration can agree with both. Each with its reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from conv1d_lsp.runtime.answers import Built, Refused
from conv1d_lsp.settings import Generation
from tests.judge.comparison import Disagreement
from tests.judge.drawers import images
from tests.judge.values import Settings


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


def fails_with(*parts: str) -> Callable[[Disagreement], bool]:
    """Whether it raises, when called or run, with one of these in the message."""

    def fits(found: Disagreement) -> bool:
        refused = found.real.ran if isinstance(found.real, Built) else found.real
        return isinstance(refused, Refused) and any(part in refused.message for part in parts)

    return fits


def inputs_of(found: Disagreement) -> list[tuple[object, ...]]:
    """The shapes that `Input` has in the model."""
    inputs = [node.settings for node in found.model if node.layer == "Input"]
    return [(each.get("batch_size"), *sizes) for each in inputs if isinstance(sizes := each["shape"], tuple)]


def on_an_empty_axis(found: Disagreement) -> bool:
    return any(0 in shape for shape in inputs_of(found))


def settings_of(found: Disagreement) -> Settings:
    node = found.model[found.node]
    return node.settings if node.again is None else found.model[node.again].settings


def batches_differ(found: Disagreement) -> bool:
    """Whether the inputs state different numbers of samples, or only some of them any."""
    return len({shape[0] for shape in inputs_of(found)}) > 1


def of_other_axes_or_batches(found: Disagreement) -> bool:
    """Whether the inputs have other than three axes, or differ in what they say of the batch."""
    return batches_differ(found) or (raises_when_run(found) and any(len(shape) != 3 for shape in inputs_of(found)))


def in_other_colours(found: Disagreement) -> bool:
    """Whether an image has not three channels at the end, or is none of a batch."""
    last = settings_of(found).get("data_format") != "channels_first"
    return not last or any(shape[-1] != 3 or len(shape) != 4 for shape in inputs_of(found))


def asked_back_from_others(found: Disagreement) -> bool:
    """Whether `reverse` gets other than what the layer makes."""
    node = found.model[found.node]
    width = settings_of(found).get("output_dim")
    return raises_when_run(found) and node.call.get("reverse") is True and inputs_of(found)[0][-1] != width


def speaks_of_masks(found: Disagreement) -> bool:
    """Whether a Softmax, perhaps of a model inside, met a mask."""
    return isinstance(found.real, Refused) and "Softmax" in found.real.message and masked_before(found)


def fails_over_mask(found: Disagreement) -> bool:
    """Whether a Softmax fails over a mask as it runs."""
    ran = found.real.ran if isinstance(found.real, Built) else None
    told = isinstance(ran, Refused) and any(words in ran.message for words in ("The `mask` must be", "[Op:AddV2]"))
    return told and masked_before(found)


def joins_masks(found: Disagreement) -> bool:
    """Whether a Concatenate could not join the masks, of which one was made up."""
    met = isinstance(found.real, Refused) and "T=DT_BOOL" in found.real.message and "concat" in found.real.message
    return met and masked_before(found)


def averages_with_mask(found: Disagreement) -> bool:
    """Whether a mask was multiplied with channels that stand before the steps."""
    first = found.model[found.node].settings.get("data_format") == "channels_first"
    met = isinstance(found.real, Refused) and "mask=tf.Tensor" in found.real.message
    return first and met and masked_before(found)


def joins_batches(found: Disagreement) -> bool:
    """Whether tensors without any axis but the batch were joined along it, of which the symbolic call knows no size."""
    flat = isinstance(found.predicted, Built) and found.predicted.shapes == ((None,),)
    return flat and raises_when_run(found) and any(node.layer == "Concatenate" for node in found.model)


def meets_flat_mask(found: Disagreement) -> bool:
    """Whether a recurrent layer got the mask of a tensor without steps."""
    flat = isinstance(found.real, Refused) and re.search(r"mask=tf.Tensor\(shape=\(\w+,\)", found.real.message)
    return bool(flat) and masked_before(found)


def spreads_the_mask(found: Disagreement) -> bool:
    """Whether a Softmax, perhaps of a model inside, got a mask, which TensorFlow spreads along axes of 1 or None."""
    ours, real = found.predicted, found.real
    if not isinstance(ours, Built) or not isinstance(real, Built) or len(ours.shapes[0]) != len(real.shapes[0]):
        return False
    sizes = zip(ours.shapes[0], real.shapes[0], strict=True)
    return all(size in (each, 1, None) or each is None for size, each in sizes) and masked_before(found)


def masked_before(found: Disagreement) -> bool:
    """Whether a layer that makes masks leads to the one that was found."""
    todo, seen = [found.node], set[int]()
    while todo:
        index = todo.pop()
        if index not in seen:
            seen.add(index)
            todo += found.model[index].needs
    return any(each.layer in MASKING for index in seen for each in (found.model[index], *found.model[index].body))


def without_its_half(found: Disagreement) -> bool:
    """Whether padding as `same` with `output_padding` says a length that TensorFlow's kernel cannot come from."""
    settings = settings_of(found)
    return raises_when_run(found) and settings.get("padding") == "same" and settings.get("output_padding") is not None


MERGING = frozenset("Add Subtract Multiply Average Maximum Minimum Concatenate Dot".split())
ATTENTION = frozenset("MultiHeadAttention Attention AdditiveAttention".split())
RECURRENT = frozenset("LSTM GRU SimpleRNN Bidirectional".split())
MASKING = frozenset({"Masking", "Embedding"})
SLIDING = frozenset(
    f"{kind}{axes}D" for kind in ("Conv", "SeparableConv", "ConvLSTM", "GlobalMaxPooling") for axes in (1, 2, 3)
)
IN_COLOURS = frozenset("AugMix RandAugment RandomHue RandomSaturation RandomGrayscale RandomColorJitter".split()) | {
    "ContrastLimitedAdaptiveHistogramEqualization"
}
ADAPTIVE = frozenset(f"Adaptive{kind}Pooling{axes}D" for kind in ("Average", "Max") for axes in (1, 2, 3))
K2, K3 = Generation

INCONSISTENCIES: tuple[Inconsistency, ...] = (
    Inconsistency(
        MERGING,
        "run",
        "a batch beside another, or beside None, is looked at when it runs",
        fits=batches_differ,
    ),
    Inconsistency(
        MERGING,
        "run",
        "batches that were joined are longer than others, and None all the same",
        None,
        joins_batches,
    ),
    Inconsistency(
        ATTENTION,
        "run",
        "the symbolic call works the shape out from query and value, and does not look at their axes and batches",
        K3,
        of_other_axes_or_batches,
    ),
    Inconsistency(
        frozenset({"MultiHeadAttention"}),
        "run",
        "TensorFlow spreads no masks over more than eight axes",
        K2,
        fails_with("[Op:SelectV2]"),
    ),
    Inconsistency(
        frozenset({"Softmax", "Model"}),
        "miss",
        "a mask that came along from an earlier layer is added, whatever its shape; masks are not followed",
        K2,
        speaks_of_masks,
    ),
    Inconsistency(
        frozenset({"Softmax", "Model"}),
        "run",
        "the symbolic call does not look whether the mask that came along fits",
        None,
        fails_over_mask,
    ),
    Inconsistency(
        frozenset({"GlobalAveragePooling1D"}),
        "miss",
        "a mask that came along is taken for one of the last axis; declarations know no masks",
        Generation.KERAS_2,
        averages_with_mask,
    ),
    Inconsistency(
        frozenset({"Concatenate", "Model"}),
        "miss",
        "the mask of one is joined to ones in the shape of another; declarations know no masks",
        Generation.KERAS_2,
        joins_masks,
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
        K3,
        lambda found: found.model[found.node].again is not None,
    ),
    Inconsistency(
        frozenset({"RMSNormalization"}),
        "run",
        "the symbolic call gives the input's shape; the run spreads a last axis of size 1 along the scale",
        K3,
        lambda found: not raises_when_run(found) and any(1 in shape[1:] for shape in inputs_of(found)),
    ),
    Inconsistency(
        ADAPTIVE | SLIDING | RECURRENT | {"RNN", "STFTSpectrogram", "SpectralNormalization", "UpSampling2D"},
        "run",
        "the symbolic call does not look for axes of size 0; the run refuses them, or makes something of the padding",
        fits=on_an_empty_axis,
    ),
    Inconsistency(
        MERGING | {"Flatten", "LocallyConnected1D", "LocallyConnected2D"},
        "shape",
        "TensorFlow is not sure of what comes of axes of size 0",
        K2,
        on_an_empty_axis,
    ),
    Inconsistency(
        frozenset({"LocallyConnected1D", "LocallyConnected2D", "MaxPooling1D", "SeparableConv1D"}),
        "miss",
        "TensorFlow finds no windows where there are no channels, and no kernels where there are no places",
        K2,
        on_an_empty_axis,
    ),
    Inconsistency(
        frozenset({"ReversibleEmbedding"}),
        "run",
        "the symbolic call with `reverse` does not look at the last axis",
        K3,
        asked_back_from_others,
    ),
    Inconsistency(
        frozenset({"ReversibleEmbedding"}),
        "miss",
        "it fails with `lora_rank` where the weights are not tied",
        K3,
        lambda found: settings_of(found).get("tie_weights") is False and "lora_rank" in settings_of(found),
    ),
    Inconsistency(
        MERGING
        | frozenset("Discretization Hashing HashedCrossing StringLookup IntegerLookup TextVectorization".split()),
        "miss",
        "a penalty on what comes out is worked out of floats, and these give whole numbers",
        K2,
        lambda found: "activity_regularizer" in settings_of(found) and fails_with("allowed values: float16")(found),
    ),
    Inconsistency(
        frozenset(images.DRAWERS),
        "run",
        "the symbolic call does not look at the number of an image's axes",
        K3,
        lambda found: raises_when_run(found) and any(len(shape) != 4 for shape in inputs_of(found)),
    ),
    Inconsistency(
        frozenset({"Softmax", "Activation"}),
        "run",
        "TensorFlow's softmax takes no more than five axes",
        K3,
        fails_with("Input dims must be <= 5"),
    ),
    Inconsistency(
        frozenset({"CategoryEncoding"}),
        "false alarm",
        "`max_tokens`, the name of old, takes the place of `num_tokens`, whatever that is",
        K2,
        lambda found: "max_tokens" in settings_of(found),
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
        ADAPTIVE,
        "run",
        "on fewer axes the run pools over as many as there are, whatever the symbolic call says",
        K3,
        lambda found: any(len(shape) < int(found.layer[-2]) + 2 for shape in inputs_of(found)),
    ),
    Inconsistency(
        frozenset({"STFTSpectrogram"}),
        "moment",
        "its window is SciPy's, which is not installed here",
        K3,
        lambda found: "window" not in settings_of(found),
    ),
    Inconsistency(
        frozenset({"LayerNormalization"}),
        "miss",
        "over all axes, that of the batch too, the weights do not fit in every order",
        K2,
        lambda found: (
            isinstance(axes := settings_of(found).get("axis"), tuple | list)
            and any(len(axes) == len(shape) for shape in inputs_of(found))
        ),
    ),
    Inconsistency(
        frozenset({"EinsumDense"}),
        "shape",
        "the symbolic call turns the axes behind leading dots around; the run does not",
        K3,
        lambda found: str(settings_of(found).get("equation")).startswith("..."),
    ),
    Inconsistency(
        frozenset({"ConvLSTM3D"}),
        "shape",
        "TensorFlow knows no size of a dilated convolution over three axes of which one is open",
        K2,
        lambda found: "dilation_rate" in settings_of(found) and any(None in shape[2:] for shape in inputs_of(found)),
    ),
    Inconsistency(
        frozenset(f"Conv{axes}DTranspose" for axes in (1, 2, 3)),
        "run",
        "with `output_padding` the symbolic call gives a length that TensorFlow cannot come back from",
        K3,
        without_its_half,
    ),
    Inconsistency(
        frozenset({"MelSpectrogram"}),
        "run",
        "the symbolic call counts the frames of windows of odd length as of even ones",
        K3,
        lambda found: isinstance(length := settings_of(found).get("fft_length"), int) and length % 2 == 1,
    ),
)


def explained(found: Disagreement, keras: Generation) -> Inconsistency | None:
    """The entry that this disagreement belongs to, if there is one."""
    return next((each for each in INCONSISTENCIES if each.covers(found, keras)), None)
