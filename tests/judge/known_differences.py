"""What older releases do otherwise, and the analyzer is not told of. Each with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from tests.judge.older import Difference, Kind, Older


@dataclass(frozen=True, slots=True)
class Known:
    """Differences of one release that do not count. part: of the program's name or of the difference's text."""

    release: str
    kind: Kind
    part: str
    reason: str


_IN_3_3 = {
    "should implement `def compute_output_shape": "models say the shape of their outputs since 3.4",
    "Iterating over a symbolic KerasTensor": "attention on symbolic tensors gives its scores later",
    "cannot be used as a boolean": "`clone_model` asks symbolic tensors whether they are true",
    "all values in the dict must be KerasTensors": "outputs may be lists in dicts since 3.4",
    "has no defined output shape yet": "a Sequential of models says its shape later",
    "does not correspond to any model output": "names of outputs in a dict reach `loss` later",
    "Input to reshape is a tensor with 1 values": "a mean of one number for several places is taken since 3.8",
    "must end in `.keras`": "`ModelCheckpoint` takes names that end in .h5 since 3.4",
    "Negative dimension size caused by": "a model with a result of no steps fails when it runs",
}

_SHAPES_IN_3_3 = {
    "applications::With its top": "layers behind a model in a Sequential know no output before 3.5",
    "layers-signals::Waves of any length": "it raises in a function: STFTSpectrogram came with 3.7",
    "layers-tables::Layers for tables, texts and signals": "Discretization counts a category less before 3.14",
}

KNOWN = (
    *(Known("keras-3.3", Kind.MISS, part, reason) for part, reason in _IN_3_3.items()),
    *(Known("keras-3.3", Kind.SHAPE, part, reason) for part, reason in _SHAPES_IN_3_3.items()),
    Known("keras-2.15", Kind.MISS, "No module named 'tf_keras'", "tf_keras is not installed there"),
)

#: Signatures that read otherwise.
KNOWN_SIGNATURES = {
    "output_padding came later": "the base class of transposed convolutions has it",
    "InputLayer: optional came later": "it takes whatever keyword it is given",
    "InputLayer: ragged came later": "it takes whatever keyword it is given",
    "LayerNormalization: rms_scaling is gone since": "it is taken with a warning",
    "softmax_robust_masking came later": "releases of Keras 2 are not told apart",
    "Softmax: robust_masking came later": "releases of Keras 2 are not told apart",
}


def known_difference(older: Older, program: str, found: Difference) -> str | None:
    """Why a difference does not count; None if it does."""
    fitting = (each for each in KNOWN if each.release == older.name and each.kind is found.kind)
    return next((each.reason for each in fitting if each.part in f"{program} {found.text}"), None)


def known_signature(text: str) -> bool:
    return any(part in text for part in KNOWN_SIGNATURES)
