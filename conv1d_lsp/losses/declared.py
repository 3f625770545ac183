"""The losses and metrics that Keras has."""

from __future__ import annotations

from conv1d_lsp.losses.accuracies import accuracy_meant, binary_accuracy, categorical_accuracy, sparse_accuracy
from conv1d_lsp.losses.families import binary, categorical, regression, sparse
from conv1d_lsp.losses.measure import Measure, always, as_loss, as_metric

LOSSES = (
    Measure(("mean_squared_error", "mse", "MSE", "MeanSquaredError"), always(regression), as_loss),
    Measure(("mean_absolute_error", "mae", "MAE", "MeanAbsoluteError"), always(regression), as_loss),
    Measure(
        ("mean_absolute_percentage_error", "mape", "MAPE", "MeanAbsolutePercentageError"), always(regression), as_loss
    ),
    Measure(
        ("mean_squared_logarithmic_error", "msle", "MSLE", "MeanSquaredLogarithmicError"), always(regression), as_loss
    ),
    Measure(("huber", "Huber"), always(regression), as_loss, names_2=("huber_loss",)),
    Measure(("log_cosh", "LogCosh"), always(regression), as_loss, names_2=("logcosh",)),
    Measure(("binary_crossentropy", "bce", "BCE", "BinaryCrossentropy"), always(binary), as_loss),
    Measure(("categorical_crossentropy", "CategoricalCrossentropy"), always(categorical), as_loss),
    Measure(("sparse_categorical_crossentropy", "SparseCategoricalCrossentropy"), always(sparse), as_loss),
)

METRICS = (
    Measure(("accuracy", "acc"), accuracy_meant, as_metric),
    Measure(("binary_accuracy", "BinaryAccuracy"), always(binary_accuracy), as_metric),
    Measure(("categorical_accuracy", "CategoricalAccuracy"), always(categorical_accuracy), as_metric),
    Measure(("sparse_categorical_accuracy", "SparseCategoricalAccuracy"), always(sparse_accuracy), as_metric),
    Measure(("mean_absolute_error", "mae", "MAE", "MeanAbsoluteError"), always(regression), as_metric),
    Measure(("mean_squared_error", "mse", "MSE", "MeanSquaredError"), always(regression), as_metric),
)
