"""The words that `compile` takes for an optimizer, a loss and a metric, as each generation knows them.

Found by trying every name in the two packages. What older releases of Keras 2 have known besides is taken there.
"""

OPTIMIZERS = "adadelta adagrad adam adamax adamw ftrl nadam rmsprop sgd"
OPTIMIZERS_3 = "adafactor lion muon schedulefreeadamw"
OPTIMIZERS_2 = (
    "experimentaladadelta experimentaladagrad experimentaladam experimentalsgd lossscaleoptimizer "
    "lossscaleoptimizerv1 lossscaleoptimizerv3 tfoptimizer"
)

LOSSES = (
    "BinaryCrossentropy BinaryFocalCrossentropy CategoricalCrossentropy CategoricalFocalCrossentropy CategoricalHinge "
    "CosineSimilarity Hinge Huber KLD KLDivergence LogCosh Loss MAE MAPE MSE MSLE MeanAbsoluteError "
    "MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy "
    "SquaredHinge BCE bce binary_crossentropy binary_focal_crossentropy categorical_crossentropy "
    "categorical_focal_crossentropy categorical_hinge cosine_similarity hinge huber kl_divergence kld log_cosh mae "
    "mape mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse "
    "msle poisson sparse_categorical_crossentropy squared_hinge"
)
LOSSES_3 = "CTC Circle Dice Tversky circle ctc dice tversky crossentropy ce"
LOSSES_2 = "huber_loss kullback_leibler_divergence logcosh cosine cosine_proximity"

METRICS = (
    "AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy CategoricalCrossentropy "
    "CategoricalHinge CosineSimilarity F1Score FBetaScore FalseNegatives FalsePositives Hinge KLDivergence "
    "LogCoshError MAE MAPE MSE MSLE Mean MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredError "
    "MeanSquaredLogarithmicError Metric Poisson Precision R2Score Recall RootMeanSquaredError "
    "SparseCategoricalAccuracy SparseCategoricalCrossentropy SparseTopKCategoricalAccuracy SquaredHinge Sum "
    "TopKCategoricalAccuracy TrueNegatives TruePositives acc accuracy binary_accuracy binary_crossentropy "
    "categorical_accuracy categorical_crossentropy categorical_hinge cosine_similarity hinge mae mape "
    "mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error mse msle "
    "poisson sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy "
    "squared_hinge top_k_categorical_accuracy"
)
METRICS_3 = (
    "BCE ConcordanceCorrelation PearsonCorrelation auc bce binary_io_u concordance_correlation f1_score f_beta_score "
    "false_negatives false_positives kl_divergence log_cosh_error mean metric pearson_correlation precision r2_score "
    "recall root_mean_squared_error sum true_negatives true_positives"
)
#: Those that call themselves after losses were known to one release or another.
METRICS_2 = f"MeanTensor SumOverBatchSize crossentropy ce {LOSSES} {LOSSES_2}"

#: What a word of older releases is called now.
NOW = {
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    "cosine": "cosine_similarity",
    "cosine_proximity": "cosine_similarity",
    "huber_loss": "huber",
    "f1": "f1_score",
    "rmse": "root_mean_squared_error",
    "root_mse": "root_mean_squared_error",
    "ce": "categorical_crossentropy",
    "crossentropy": "categorical_crossentropy",
    "cross_entropy": "categorical_crossentropy",
    "tp": "true_positives",
    "tn": "true_negatives",
    "fp": "false_positives",
    "fn": "false_negatives",
}
