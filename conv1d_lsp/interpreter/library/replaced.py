"""Names that older releases of Keras had and no present one has, and where what they named is found in Keras 3."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

_LAYERS = "keras.layers"
_UTILS = "keras.utils"

#: Modules that are gone, by where their names are now.
_MODULES: Mapping[str, str] = {
    **dict.fromkeys(
        [
            f"keras.layers.{name}"
            for name in (
                "core convolutional pooling recurrent merge merging normalization wrappers embeddings local noise rnn "
                "advanced_activations convolutional_recurrent cudnn_recurrent attention activation preprocessing "
                "regularization reshaping experimental experimental.preprocessing"
            ).split()
        ],
        _LAYERS,
    ),
    **dict.fromkeys(
        [
            f"keras.utils.{name}"
            for name in (
                "np_utils vis_utils generic_utils data_utils layer_utils io_utils conv_utils training_utils "
                "visualize_util image_utils losses_utils tf_utils test_utils control_flow_util metrics_utils"
            ).split()
        ],
        _UTILS,
    ),
    "keras.engine": _LAYERS,
    "keras.engine.topology": _LAYERS,
    "keras.engine.base_layer": _LAYERS,
    "keras.engine.input_layer": _LAYERS,
    "keras.engine.training": "keras.models",
    "keras.engine.sequential": "keras.models",
    "keras.objectives": "keras.losses",
    "keras.backend.tensorflow_backend": "keras.backend",
    "keras.backend.common": "keras.backend",
    "keras.wrappers.scikit_learn": "keras.wrappers",
    "keras.optimizers.schedules.learning_rate_schedule": "keras.optimizers.schedules",
    **{
        f"keras.optimizers.{name}": "keras.optimizers"
        for name in (
            "optimizer_v2 optimizer_v1 optimizer_experimental adam_v2 gradient_descent_v2 rmsprop_v2 adamax_v2 "
            "nadam_v2 adagrad_v2 adadelta_v2"
        ).split()
    },
    "keras.initializations": "keras.initializers",
    "keras.mixed_precision.experimental": "keras.mixed_precision",
    "keras.callbacks.callbacks": "keras.callbacks",
    "keras.callbacks.tensorboard_v1": "keras.callbacks",
    "keras.callbacks.tensorboard_v2": "keras.callbacks",
    "keras.applications.keras_applications": "keras.applications",
    "keras.premade": "",
    "keras.contrib": "",
    "keras.layers.containers": "keras.models",
    "keras.layers.recurrent_v2": _LAYERS,
    "keras.saving.hdf5_format": "",
    "keras.saving.save": "keras.saving",
    "keras.saving.model_config": "keras.models",
    "keras.legacy.layers": _LAYERS,
    "keras.legacy.interfaces": "",
}

#: Names that are gone; what has no other name now is "".
_NAMES: Mapping[str, str] = {
    "keras.layers.Merge": "keras.layers.Concatenate",
    "keras.layers.CuDNNLSTM": "keras.layers.LSTM",
    "keras.layers.CuDNNGRU": "keras.layers.GRU",
    "keras.layers.AtrousConvolution1D": "keras.layers.Conv1D",
    "keras.layers.AtrousConvolution2D": "keras.layers.Conv2D",
    "keras.layers.Deconvolution2D": "keras.layers.Conv2DTranspose",
    "keras.layers.Deconvolution3D": "keras.layers.Conv3DTranspose",
    **{
        f"keras.layers.{name}": ""
        for name in (
            "MaxoutDense MaskedLayer Siamese AutoEncoder ParametricSoftplus SReLU ThresholdedLinear Node"
        ).split()
    },
    "keras.layers.AtrousConv1D": "keras.layers.Conv1D",
    "keras.layers.AtrousConv2D": "keras.layers.Conv2D",
    "keras.layers.Deconv2D": "keras.layers.Conv2DTranspose",
    "keras.layers.Deconv3D": "keras.layers.Conv3DTranspose",
    "keras.layers.LambdaMerge": "keras.layers.Lambda",
    "keras.layers.Recurrent": "keras.layers.RNN",
    "keras.models.Graph": "keras.models.Model",
    **{
        f"keras.optimizers.{name.lower()}": f"keras.optimizers.{name}"
        for name in ("Adam", "SGD", "RMSprop", "Adamax", "Nadam", "Adagrad", "Adadelta")
    },
    "keras.optimizers.TFOptimizer": "",
    "keras.initializers.normal": "keras.initializers.RandomNormal",
    "keras.initializers.uniform": "keras.initializers.RandomUniform",
    "keras.initializers.zero": "keras.initializers.Zeros",
    "keras.initializers.one": "keras.initializers.Ones",
    "keras.regularizers.activity_l1": "keras.regularizers.L1",
    "keras.regularizers.activity_l2": "keras.regularizers.L2",
    "keras.regularizers.activity_l1l2": "keras.regularizers.L1L2",
    "keras.regularizers.WeightRegularizer": "keras.regularizers.L1L2",
    "keras.regularizers.ActivityRegularizer": "keras.regularizers.L1L2",
    "keras.regularizers.l1l2": "keras.regularizers.L1L2",
    "keras.constraints.maxnorm": "keras.constraints.MaxNorm",
    "keras.constraints.nonneg": "keras.constraints.NonNeg",
    "keras.constraints.unitnorm": "keras.constraints.UnitNorm",
    "keras.metrics.fbeta_score": "keras.metrics.FBetaScore",
    "keras.metrics.fmeasure": "keras.metrics.F1Score",
    "keras.metrics.precision": "keras.metrics.Precision",
    "keras.metrics.recall": "keras.metrics.Recall",
    "keras.metrics.matthews_correlation": "",
    "keras.metrics.cosine": "keras.metrics.CosineSimilarity",
    "keras.metrics.cosine_proximity": "keras.metrics.CosineSimilarity",
    "keras.losses.cosine_proximity": "keras.losses.cosine_similarity",
    "keras.losses.cosine": "keras.losses.cosine_similarity",
    "keras.losses.huber_loss": "keras.losses.huber",
    "keras.losses.kld": "keras.losses.kl_divergence",
    "keras.losses.KLD": "keras.losses.kl_divergence",
    "keras.metrics.KLD": "keras.metrics.KLDivergence",
    "keras.objectives.mse": "keras.losses.mean_squared_error",
    "keras.objectives.mae": "keras.losses.mean_absolute_error",
    "keras.utils.HDF5Matrix": "",
    "keras.utils.print_summary": "",
    "keras.utils.convert_all_kernels_in_model": "",
    "keras.mixed_precision.experimental.set_policy": "keras.mixed_precision.set_global_policy",
    "keras.applications.music_tagger_crnn": "",
    "keras.applications.resnext": "",
    "keras.backend.tf": "",
    "keras.layers.Highway": "",
    "keras.layers.TimeDistributedDense": "keras.layers.TimeDistributed",
    "keras.layers.ThresholdedReLU": "keras.layers.ReLU",
    "keras.layers.AbstractRNNCell": "keras.layers.Layer",
    "keras.layers.InputSpec": "keras.InputSpec",
    "keras.preprocessing.text": "keras.layers.TextVectorization",
    "keras.preprocessing.text.Tokenizer": "keras.layers.TextVectorization",
    "keras.preprocessing.image.ImageDataGenerator": "keras.utils.image_dataset_from_directory",
    "keras.preprocessing.sequence.TimeseriesGenerator": "keras.utils.timeseries_dataset_from_array",
    "keras.utils.multi_gpu_model": "",
    "keras.utils.OrderedEnqueuer": "keras.utils.PyDataset",
    "keras.utils.GeneratorEnqueuer": "keras.utils.PyDataset",
    "keras.backend.set_session": "",
    "keras.backend.get_session": "",
    "keras.backend.clear_session": "keras.utils.clear_session",
    "keras.backend.set_learning_phase": "",
    "keras.backend.learning_phase": "",
    "keras.backend.set_image_dim_ordering": "keras.backend.set_image_data_format",
    "keras.backend.image_dim_ordering": "keras.backend.image_data_format",
    "keras.losses.mse": "keras.losses.mean_squared_error",
    "keras.losses.mae": "keras.losses.mean_absolute_error",
    "keras.losses.mape": "keras.losses.mean_absolute_percentage_error",
    "keras.losses.msle": "keras.losses.mean_squared_logarithmic_error",
    "keras.losses.MSE": "keras.losses.mean_squared_error",
    "keras.losses.MAE": "keras.losses.mean_absolute_error",
    "keras.losses.kullback_leibler_divergence": "keras.losses.kl_divergence",
    "keras.losses.logcosh": "keras.losses.log_cosh",
    "keras.metrics.mse": "keras.metrics.mean_squared_error",
    "keras.metrics.mae": "keras.metrics.mean_absolute_error",
    "keras.models.model_from_config": "keras.Model.from_config",
    "keras.models.model_from_yaml": "keras.models.model_from_json",
}

#: Functions of `keras.backend` that `keras.ops` has under another name.
_OPS: Mapping[str, str] = {
    "permute_dimensions": "transpose",
    "pow": "power",
    "int_shape": "shape",
    "batch_dot": "matmul",
    "repeat_elements": "repeat",
    "l2_normalize": "normalize",
    "batch_flatten": "reshape",
    "print_tensor": "print",
    "gather": "take",
}


@cache
def replacement(whole: str, path: str) -> str | None:
    """Where the gone name `whole` is found now, "" for nowhere; None for one that is not known to have been.

    path: what is asked for in all, such as a class inside of a module that is gone.
    """
    for gone in (path, whole):
        if gone in _NAMES:
            return _NAMES[gone]
    if whole in _MODULES:
        module = max((each for each in _MODULES if path == each or path.startswith(f"{each}.")), key=len)
        rest = path[len(module) + 1 :]
        return f"{_MODULES[module]}.{rest}".rstrip(".")
    if whole.startswith("keras.engine"):
        return ""
    return None


def operation(name: str) -> str:
    """What `keras.ops` calls a function of the old `keras.backend`."""
    return f"keras.ops.{_OPS.get(name, name)}"
