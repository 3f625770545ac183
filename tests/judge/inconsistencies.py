"""Where Keras does not agree with Keras, so that no declaration can agree with both. Each with its reason."""

from __future__ import annotations

from conv1d_lsp.settings import Generation
from tests.judge.comparison import Disagreement
from tests.judge.inconsistency import Inconsistency
from tests.judge.inconsistent_images import OF_IMAGES
from tests.judge.signs import (
    asked_back_from_others,
    averages_with_mask,
    batches_differ,
    distributed_over_batch,
    fails_over_mask,
    fails_with,
    inputs_of,
    joins_batches,
    joins_masks,
    meets_flat_mask,
    of_one_axis,
    of_other_axes_or_batches,
    on_an_empty_axis,
    raises_when_run,
    settings_of,
    speaks_of_masks,
    spreads_the_mask,
    unrolled_alone,
    without_its_half,
)

MERGING = frozenset("Add Subtract Multiply Average Maximum Minimum Concatenate Dot".split())
ATTENTION = frozenset("MultiHeadAttention GroupQueryAttention Attention AdditiveAttention".split())
RECURRENT = frozenset("LSTM GRU SimpleRNN Bidirectional".split())
DILATED = frozenset(f"{kind}{axes}D" for kind in ("Conv", "SeparableConv", "DepthwiseConv") for axes in (1, 2, 3))
SLIDING_KINDS = ("Conv", "SeparableConv", "DepthwiseConv", "ConvLSTM", "GlobalMaxPooling")
SLIDING = frozenset(f"{kind}{axes}D" for kind in SLIDING_KINDS for axes in (1, 2, 3))
ADAPTIVE = frozenset(f"Adaptive{kind}Pooling{axes}D" for kind in ("Average", "Max") for axes in (1, 2, 3))
K2, K3 = Generation

#: How TensorFlow speaks of a penalty on what it can't work one out of.
OF_PENALTIES = ("allowed values: float16", "Failed to convert elements of SparseTensor")

INCONSISTENCIES: tuple[Inconsistency, ...] = (
    *OF_IMAGES,
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
        "TensorFlow works out its shape, and finds in a later call, or on empty axes, what the layers do not look at",
        K3,
        lambda found: found.model[found.node].again is not None or on_an_empty_axis(found),
    ),
    Inconsistency(
        frozenset({"Pipeline"}),
        "shape",
        "TensorFlow works out its shape, and takes the batch for the steps of a TimeDistributed where they are open",
        K3,
        distributed_over_batch,
    ),
    Inconsistency(
        frozenset({"RMSNormalization"}),
        "run",
        "the symbolic call gives the input's shape; the run spreads a last axis of size 1 along the scale",
        K3,
        lambda found: not raises_when_run(found) and any(1 in shape[1:] for shape in inputs_of(found)),
    ),
    Inconsistency(
        ADAPTIVE
        | SLIDING
        | RECURRENT
        | {"Pipeline", "RNN", "STFTSpectrogram", "SpectralNormalization", "TimeDistributed", "UpSampling2D"},
        "run",
        "the symbolic call does not look for axes of size 0; the run refuses them, or makes something of the padding",
        fits=on_an_empty_axis,
    ),
    Inconsistency(
        MERGING | {"Flatten", "LocallyConnected1D", "LocallyConnected2D", "Reshape"},
        "shape",
        "TensorFlow is not sure of what comes of axes of size 0",
        K2,
        on_an_empty_axis,
    ),
    Inconsistency(
        DILATED | {"LocallyConnected1D", "LocallyConnected2D", "TimeDistributed"},
        "miss",
        "TensorFlow finds no windows where there are no channels, and no kernels or steps where there are no places",
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
        "a penalty on what comes out is worked out of floats, and these give whole numbers, or sparse ones",
        K2,
        lambda found: "activity_regularizer" in settings_of(found) and fails_with(*OF_PENALTIES)(found),
    ),
    Inconsistency(
        frozenset({"Softmax", "Activation"}),
        "run",
        "TensorFlow's softmax takes no more than five axes",
        None,
        fails_with("Input dims must be <= 5"),
    ),
    Inconsistency(
        frozenset({"CategoryEncoding"}),
        "moment",
        "`max_tokens`, the name of old, takes the place of `num_tokens`, whatever that is",
        K2,
        lambda found: "max_tokens" in settings_of(found),
    ),
    Inconsistency(
        frozenset({"LocallyConnected1D", "LocallyConnected2D"}),
        "false alarm",
        "where no kernel is made at all, TensorFlow goes on with no filters at times",
        K2,
        lambda found: settings_of(found).get("filters") == 0,
    ),
    Inconsistency(
        frozenset({"Bidirectional"}),
        "shape",
        "the symbolic call gives the forward layer's shape for both where they are not joined",
        K3,
        lambda found: settings_of(found).get("merge_mode", "") is None and "backward_layer" in settings_of(found),
    ),
    Inconsistency(
        frozenset({"EinsumDense"}),
        "run",
        "the symbolic call gives `output_shape` as it stands; the run gives what the equation makes",
        K3,
        lambda found: not raises_when_run(found) and "..." in str(settings_of(found).get("equation")),
    ),
    Inconsistency(
        frozenset({"TextVectorization"}),
        "run",
        "the symbolic call tells a number of places that a ragged tensor does not have",
        K3,
        lambda found: settings_of(found).get("ragged") is True and not raises_when_run(found),
    ),
    Inconsistency(
        frozenset({"TextVectorization", "StringLookup", "IntegerLookup"}),
        "run",
        "nothing was put into its table yet, by `adapt` or a vocabulary",
        None,
        fails_with("Table not initialized"),
    ),
    Inconsistency(
        frozenset({"CategoryEncoding"}),
        "false alarm",
        "`max_tokens`, the name of old, takes the place of `num_tokens`, whatever that is",
        K2,
        lambda found: "max_tokens" in settings_of(found),
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
        frozenset({"AdditiveAttention"}),
        "run",
        "the symbolic call keeps the query's axes in front of the steps; the run spreads those of size 1",
        K3,
        lambda found: any(1 in shape[1:-2] for shape in inputs_of(found)),
    ),
    Inconsistency(
        ATTENTION,
        "parameters",
        "of single numbers the projections are made after a first look, which makes none",
        K3,
        lambda found: all(len(shape) == 1 for shape in inputs_of(found)),
    ),
    Inconsistency(
        frozenset({"RepeatVector"}),
        "run",
        "the symbolic call leaves a negative number of steps open; the run refuses it",
        K2,
        lambda found: raises_when_run(found) and settings_of(found).get("n") == -1,
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
        None,
        without_its_half,
    ),
    Inconsistency(
        frozenset({"MelSpectrogram"}),
        "run",
        "the symbolic call counts the frames of windows of odd length as of even ones",
        K3,
        lambda found: isinstance(length := settings_of(found).get("fft_length"), int) and length % 2 == 1,
    ),
    Inconsistency(
        frozenset({"MelSpectrogram"}),
        "run",
        "where there is no other axis, as many samples as a batch has are the signal, and may be too few to pad",
        K3,
        lambda found: of_one_axis(found) and fails_with("paddings must be less than")(found),
    ),
    Inconsistency(
        frozenset({"RNN"}),
        "run",
        "the states of a single stacked cell are lost where it is unrolled; with a mask they are not",
        K3,
        unrolled_alone,
    ),
)


def explained(found: Disagreement, keras: Generation) -> Inconsistency | None:
    """The entry that this disagreement belongs to, if there is one."""
    return next((each for each in INCONSISTENCIES if each.covers(found, keras)), None)
