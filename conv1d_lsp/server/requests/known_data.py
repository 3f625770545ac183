"""What the data and the end of a model say about what can be written."""

import re
from collections.abc import Iterator, Mapping

from conv1d_lsp.diagnostics import Analysis, ShownShape
from conv1d_lsp.server.snapshot import Snapshot

_TRAINED = re.compile(r"\.(?:fit|predict|evaluate)\([ \t\r\n]*(?:x[ \t]*=[ \t]*)?([^\W\d]\w*)")
_ENDS: Mapping[str, tuple[str, ...]] = {
    "softmax": ("categorical_crossentropy", "sparse_categorical_crossentropy"),
    "sigmoid": ("binary_crossentropy",),
    "": ("mse", "mae", "huber"),
}


def data_shapes(snapshot: Snapshot) -> Iterator[tuple[str, ShownShape]]:
    """The arrays that are passed to a model, each with the shape of one sample."""
    passed = {name: number for number, name in enumerate(_TRAINED.findall(snapshot.text.source))}
    seen = set()
    arrays = [fact for fact in snapshot.analysis.variables if fact.kind == "array" and fact.name in passed]
    for fact in sorted(arrays, key=lambda fact: passed[fact.name]):
        (shape, *more) = fact.shapes
        if more or isinstance(shape, str) or len(shape) < 2 or "?" in shape or None in shape:
            continue
        if shape[1:] not in seen and all(isinstance(axis, int) for axis in shape[1:]):
            seen.add(shape[1:])
            yield fact.name, shape[1:]


def fitting_losses(analysis: Analysis, model: str) -> Mapping[str, str]:
    """Losses that fit what a model ends with, each with the reason."""
    known = [fact for fact in analysis.models if fact.variable == model and fact.layers]
    if not known:
        return {}
    last = known[-1].layers[-1]
    ends = [fact for fact in analysis.tensors if last.place in (fact.place, fact.layer_place)]
    if not ends:
        return {}
    arguments = dict(ends[-1].arguments)
    activation = arguments.get("activation", "").strip("'\"")
    if last.layer == "Activation":
        activation = next(iter(arguments.values()), "").strip("'\"")
    if last.layer == "Softmax":
        activation = "softmax"
    end = activation if activation not in ("linear", "None") else ""
    said = f"after {end}" if end else "the model ends without an activation"
    return dict.fromkeys(_ENDS.get(end, ()), said)
