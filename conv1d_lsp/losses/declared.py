"""The losses and metrics that Keras has, with the words and the names that mean them."""

from __future__ import annotations

from conv1d_lsp.losses.accuracies import (
    accuracy_meant,
    binary_accuracy,
    categorical_accuracy,
    exact,
    in_top,
    labels_in_top,
    sparse_accuracy,
)
from conv1d_lsp.losses.counts import best_overlaps, binary_overlaps, bucketed, counted, f_score, overlaps, r_squared
from conv1d_lsp.losses.families import (
    angle,
    averaged,
    binary,
    categorical,
    categorical_focal,
    classes_summed,
    correlation,
    cosine,
    crossentropy_meant,
    not_taken,
    one_hot_made,
    overlap,
    pairs,
    regression,
    sparse,
    temporal,
    whole,
)
from conv1d_lsp.losses.measure import Measure, always, as_compiled, as_loss, as_metric
from conv1d_lsp.losses.reading import Reader
from conv1d_lsp.settings import Generation

_K2, _K3 = Generation


def _loss(names: str, read: Reader, only: Generation | None = None, in_2: str = "", in_3: str = "") -> Measure:
    return Measure(
        tuple(names.split()), always(read), as_loss, only, names_2=tuple(in_2.split()), names_3=tuple(in_3.split())
    )


def _mean(names: str, read: Reader, only: Generation | None = None, in_2: str = "", in_3: str = "") -> Measure:
    """A metric that averages values."""
    return Measure(
        tuple(names.split()), always(read), as_metric, only, names_2=tuple(in_2.split()), names_3=tuple(in_3.split())
    )


def _own(names: str, read: Reader, only: Generation | None = None, in_3: str = "") -> Measure:
    """A metric that looks at outputs and targets itself."""
    return Measure(tuple(names.split()), always(read), as_compiled, only, names_3=tuple(in_3.split()))


LOSSES = (
    _loss("mean_squared_error mse MSE MeanSquaredError", regression),
    _loss("mean_absolute_error mae MAE MeanAbsoluteError", regression),
    _loss("mean_absolute_percentage_error mape MAPE MeanAbsolutePercentageError", regression),
    _loss("mean_squared_logarithmic_error msle MSLE MeanSquaredLogarithmicError", regression),
    _loss("huber Huber", regression, in_2="huber_loss"),
    _loss("log_cosh LogCosh", regression, in_2="logcosh"),
    _loss("hinge Hinge", averaged),
    _loss("squared_hinge SquaredHinge", averaged),
    _loss("poisson Poisson", averaged),
    _loss("cosine_similarity CosineSimilarity", cosine, in_2="cosine cosine_proximity"),
    _loss("kl_divergence kld KLD KLDivergence", classes_summed, in_2="kullback_leibler_divergence"),
    _loss("categorical_hinge CategoricalHinge", classes_summed),
    _loss("binary_crossentropy bce BCE BinaryCrossentropy", binary),
    _loss("binary_focal_crossentropy BinaryFocalCrossentropy", binary),
    _loss("categorical_crossentropy CategoricalCrossentropy", categorical),
    _loss("categorical_focal_crossentropy CategoricalFocalCrossentropy", categorical_focal),
    _loss("sparse_categorical_crossentropy SparseCategoricalCrossentropy", sparse),
    _loss("categorical_generalized_cross_entropy CategoricalGeneralizedCrossEntropy", one_hot_made, _K3),
    _loss("dice Dice", overlap, _K3),
    _loss("tversky Tversky", whole, _K3),
    _loss("ctc CTC", temporal, _K3),
    _loss("circle Circle", pairs, _K3),
    _loss("Loss", not_taken),
    Measure(("crossentropy", "ce"), crossentropy_meant, as_loss, _K3),
)

METRICS = (
    Measure(("accuracy", "acc"), accuracy_meant, as_metric),
    Measure(("crossentropy", "ce"), crossentropy_meant, as_metric, _K2),
    _mean("binary_accuracy BinaryAccuracy", binary_accuracy),
    _mean("categorical_accuracy CategoricalAccuracy", categorical_accuracy),
    _mean("sparse_categorical_accuracy SparseCategoricalAccuracy", sparse_accuracy),
    _mean("top_k_categorical_accuracy TopKCategoricalAccuracy", in_top),
    _mean("sparse_top_k_categorical_accuracy SparseTopKCategoricalAccuracy", labels_in_top),
    _mean("mean_squared_error mse MSE MeanSquaredError", regression),
    _mean("mean_absolute_error mae MAE MeanAbsoluteError", regression),
    _mean("mean_absolute_percentage_error mape MAPE MeanAbsolutePercentageError", regression),
    _mean("mean_squared_logarithmic_error msle MSLE MeanSquaredLogarithmicError", regression),
    _mean("RootMeanSquaredError", regression, in_3="root_mean_squared_error"),
    _mean("LogCoshError", regression, in_2="log_cosh logcosh LogCosh", in_3="log_cosh_error log_cosh"),
    _mean("cosine_similarity CosineSimilarity", angle, in_2="cosine cosine_proximity"),
    _mean("PearsonCorrelation pearson_correlation", correlation, _K3),
    _mean("ConcordanceCorrelation concordance_correlation", correlation, _K3),
    _mean("hinge Hinge", averaged),
    _mean("squared_hinge SquaredHinge", averaged),
    _mean("categorical_hinge CategoricalHinge", classes_summed),
    _mean("poisson Poisson", averaged),
    _mean("KLDivergence kl_divergence", classes_summed, in_2="kld KLD kullback_leibler_divergence"),
    _mean("binary_crossentropy BinaryCrossentropy", binary, in_2="bce BCE", in_3="bce BCE"),
    _mean("categorical_crossentropy CategoricalCrossentropy", categorical),
    _mean("sparse_categorical_crossentropy SparseCategoricalCrossentropy", sparse),
    _own("Precision", counted, in_3="precision"),
    _own("Recall", counted, in_3="recall"),
    _own("TruePositives", counted, in_3="true_positives"),
    _own("TrueNegatives", counted, in_3="true_negatives"),
    _own("FalsePositives", counted, in_3="false_positives"),
    _own("FalseNegatives", counted, in_3="false_negatives"),
    _own("AUC", bucketed, in_3="auc"),
    _own("SensitivityAtSpecificity SpecificityAtSensitivity PrecisionAtRecall RecallAtPrecision", bucketed),
    _own("F1Score FBetaScore", f_score, in_3="f1_score f_beta_score"),
    _own("R2Score", r_squared, in_3="r2_score"),
    _own("IoU MeanIoU", overlaps),
    _own("OneHotIoU OneHotMeanIoU", best_overlaps),
    _own("BinaryIoU", binary_overlaps, in_3="binary_io_u"),
    _own("Mean Sum Metric", not_taken, in_3="mean sum metric"),
    _own("MeanTensor SumOverBatchSize", not_taken, _K2),
)

#: Classes and functions whose names are words for something else.
CALLED = (_mean("Accuracy", exact),)
