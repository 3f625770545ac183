"""Which losses and metrics are tried, with which settings, outputs and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from conv1d_lsp.losses import Ending, Setting
from conv1d_lsp.settings import Generation

#: The axes of a sample: of an output and of a target. 5 are steps, 3 classes.
OUTPUTS: tuple[tuple[int, ...], ...] = ((), (1,), (3,), (5, 1), (5, 3), (1, 1), (1, 3), (2, 5, 3))
TARGETS: tuple[tuple[int, ...], ...] = (
    *((), (1,), (3,), (4,), (5,), (5, 1), (5, 3), (5, 4), (1, 1), (1, 3), (1, 5), (3, 1)),
    *((5, 3, 1), (2, 5), (2, 5, 1), (2, 5, 3), (10,), (10, 1)),
)

#: Samples in a batch: more than any axis, as many as steps, as classes, and one.
BATCHES = (8, 5, 3, 1)

#: Entries that compare a row of the target with a row of the output; see `real.judged`.
_ROWS = ("classes", "whole rows", "rows of bits", "vectors", "whole vectors")

COMMON = frozenset(
    "mean_squared_error mean_absolute_error huber binary_crossentropy categorical_crossentropy "
    "sparse_categorical_crossentropy accuracy".split()
)


@dataclass(frozen=True)
class Entry:
    """One loss or metric. name: a word, or a class with settings. meets: see `real.judged`."""

    kind: str
    name: str
    meets: str
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    ending: Ending = Ending.OTHER
    only: Generation | None = None

    @property
    def whole(self) -> bool:
        """Whether the target's numbers are whole by their type."""
        return self.meets in ("labels", "one for each", "sequences", "whole numbers", "whole rows", "whole vectors")

    @property
    def flat(self) -> bool:
        """Whether an output of one axis has a meaning."""
        return self.meets not in (*_ROWS, "labels", "one for each", "sequences")

    def __str__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.settings.items())
        after = "" if self.ending is Ending.OTHER else f" after {self.ending.value}"
        whole = " of whole numbers" if self.meets.startswith("whole") else ""
        return f"{self.kind} {self.name}{f'({settings})' if settings else ''}{after}{whole}"


def _of(
    kind: str, meets: str, names: str, only: Generation | None = None, ending: Ending = Ending.OTHER
) -> list[Entry]:
    return [Entry(kind, name, meets, only=only, ending=ending) for name in names.split()]


def _set(kind: str, meets: str, name: str, only: Generation | None = None, **settings: Setting) -> Entry:
    return Entry(kind, name, meets, settings, only=only)


_K2, _K3 = Generation

ENTRIES: tuple[Entry, ...] = (
    *_of("loss", "numbers", "mean_squared_error mean_absolute_error huber"),
    *_of("loss", "bits", "binary_crossentropy"),
    *_of("loss", "bits", "binary_crossentropy", ending=Ending.SIGMOID),
    *_of("loss", "classes", "categorical_crossentropy"),
    *_of("loss", "labels", "sparse_categorical_crossentropy"),
    *_of("loss", "numbers", "mean_absolute_percentage_error mean_squared_logarithmic_error log_cosh"),
    *_of("loss", "numbers", "poisson MeanSquaredError Huber LogCosh"),
    *_of("loss", "classes", "cosine_similarity CosineSimilarity"),
    *_of("loss", "whole numbers", "mean_squared_error"),
    *_of("loss", "whole rows", "cosine_similarity"),
    *_of("loss", "bits", "hinge squared_hinge binary_focal_crossentropy BinaryCrossentropy"),
    *_of("loss", "bits", "binary_focal_crossentropy", ending=Ending.SIGMOID),
    *_of("loss", "classes", "kl_divergence categorical_hinge categorical_focal_crossentropy CategoricalCrossentropy"),
    *_of("loss", "labels", "SparseCategoricalCrossentropy"),
    *_of("loss", "labels", "CategoricalGeneralizedCrossEntropy", _K3),
    *_of("loss", "bits", "dice tversky", _K3),
    *_of("loss", "sequences", "ctc", _K3),
    *_of("loss", "one for each", "circle", _K3),
    *_of("loss", "by shape", "crossentropy", _K3),
    *_of("loss", "numbers", "Loss"),
    _set("loss", "classes", "CosineSimilarity", axis=1),
    _set("loss", "classes", "CategoricalCrossentropy", axis=1),
    _set("loss", "classes", "CategoricalCrossentropy", from_logits=True),
    _set("loss", "classes", "CategoricalCrossentropy", label_smoothing=0.1),
    _set("loss", "classes", "CategoricalFocalCrossentropy", axis=1),
    _set("loss", "bits", "BinaryCrossentropy", from_logits=True),
    _set("loss", "bits", "BinaryCrossentropy", axis=1),
    _set("loss", "bits", "BinaryFocalCrossentropy", from_logits=True),
    _set("loss", "labels", "SparseCategoricalCrossentropy", from_logits=True),
    _set("loss", "labels", "SparseCategoricalCrossentropy", ignore_class=0),
    _set("loss", "labels", "SparseCategoricalCrossentropy", _K3, axis=1),
    _set("loss", "bits", "Dice", _K3, axis=-1),
    _set("loss", "bits", "Dice", _K3, axis=(1,)),
    _set("loss", "bits", "Tversky", _K3, axis=(1, 2)),
    *_of("metric", "by shape", "accuracy"),
    *_of("metric", "bits", "binary_accuracy"),
    *_of("metric", "classes", "categorical_accuracy"),
    *_of("metric", "labels", "sparse_categorical_accuracy"),
    *_of("metric", "classes", "top_k_categorical_accuracy"),
    *_of("metric", "labels", "sparse_top_k_categorical_accuracy"),
    _set("metric", "classes", "TopKCategoricalAccuracy", k=2),
    _set("metric", "labels", "SparseTopKCategoricalAccuracy", k=2),
    *_of("metric", "numbers", "mean_squared_error mae RootMeanSquaredError LogCoshError poisson"),
    *_of("metric", "vectors", "cosine_similarity"),
    *_of("metric", "whole vectors", "cosine_similarity"),
    *_of("metric", "classes", "PearsonCorrelation ConcordanceCorrelation", _K3),
    *_of("metric", "bits", "hinge binary_crossentropy"),
    *_of("metric", "bits", "binary_crossentropy", ending=Ending.SIGMOID),
    *_of("metric", "by shape", "crossentropy", _K2),
    *_of("metric", "classes", "categorical_hinge KLDivergence categorical_crossentropy"),
    *_of("metric", "labels", "sparse_categorical_crossentropy"),
    *_of("metric", "flat", "Precision Recall TruePositives FalseNegatives AUC"),
    _set("metric", "flat", "PrecisionAtRecall", recall=0.5),
    _set("metric", "flat", "AUC", multi_label=True),
    _set("metric", "rows of bits", "Precision", class_id=0),
    _set("metric", "rows of bits", "Recall", top_k=2),
    *_of("metric", "bits", "F1Score R2Score"),
    _set("metric", "bits", "F1Score", threshold=0.5),
    _set("metric", "bits", "F1Score", average="micro"),
    _set("metric", "overlaps", "MeanIoU", num_classes=2),
    Entry("metric", "MeanIoU", "overlaps", {"num_classes": 2}, Ending.SIGMOID),
    _set("metric", "labels", "MeanIoU", num_classes=3, sparse_y_pred=False),
    _set("metric", "classes", "OneHotMeanIoU", num_classes=5),
    *_of("metric", "flat", "BinaryIoU"),
    *_of("metric", "exact", "Accuracy"),
    Entry("metric", "Accuracy", "exact", ending=Ending.SIGMOID),
    *_of("metric", "numbers", "Mean Sum"),
)


def entries(keras: Generation, only: list[str] | None, *, common: bool) -> Iterator[Entry]:
    """Those that a generation has: all, those of these names, or the common ones."""
    for entry in ENTRIES:
        wanted = entry.name in only if only else (entry.name in COMMON or not common)
        if wanted and entry.only in (None, keras):
            yield entry
