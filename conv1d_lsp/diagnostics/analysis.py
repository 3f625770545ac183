"""The engine's whole answer about one file."""

from msgspec import Struct

from conv1d_lsp.diagnostics.diagnostic import Diagnostic
from conv1d_lsp.diagnostics.graph import ModelGraph
from conv1d_lsp.diagnostics.place import Place
from conv1d_lsp.diagnostics.shown import ReceptiveField, ShownShape, show_shape

#: The rule by which a failure of ours is told. Nothing switches it off.
ANALYSIS_FAILED = "analysis-failed"


class Cost(Struct, frozen=True):
    """What the calls of a layer cost for one sample; None where not known.

    macs: multiplications, each with its addition. activations: numbers in the outputs.
    """

    macs: int | None
    activations: int | None


class TensorFact(Struct, frozen=True):
    """A tensor that a layer call or `Input` makes, or an array that is passed to a model.

    place: the call; in a Sequential the list's element, or the `.add` call.
    name: the variable it is assigned to, if it is; `name_place` is where that variable is written.
    layer: the class of the layer (or "array"); `layer_place` is where the layer object was made.
    index: which output of the call, from 0.
    inputs: the shapes that went in, in their order.
    formula: how the numbers came about, a line each, such as "steps: (100 - 3) // 1 + 1 = 98".
    arguments: the layer's settings as (name, text), defaults left out.
    params: the layer's number of parameters after this call, where known.
    why: what is said about each "?", if there is one.
    supposing: when it has this shape, if not always: "with the defaults of `build`".
    fields: what one step of it sees, of each input, where that is a window; of several calls the widest.
    """

    place: Place
    name: str | None
    name_place: Place | None
    layer: str
    layer_place: Place | None
    shape: ShownShape
    index: int = 0
    inputs: tuple[ShownShape, ...] = ()
    formula: tuple[str, ...] = ()
    arguments: tuple[tuple[str, str], ...] = ()
    params: int | None = None
    why: str | None = None
    supposing: str | None = None
    fields: tuple[ReceptiveField, ...] = ()


class VariableFact(Struct, frozen=True):
    """What one assignment gives to a variable: a tensor, an array or a model, wherever it was made.

    place: the name that is assigned to. A loop or several calls give one fact each distinct shape, in order.
    kind: "tensor", "array" or "model".
    shapes: one shape; several for a model of several outputs (its `output_shape`) or a list of tensors.
    """

    place: Place
    name: str
    kind: str
    shapes: tuple[ShownShape, ...]


class LayerRow(Struct, frozen=True):
    """A row of `model.summary()`. `params` is None where it is not known.

    fields: what one step of its first output sees, of each of the model's inputs; empty where that is not known.
    cost: of all of its calls in the model.
    """

    name: str
    layer: str
    place: Place | None
    output_shape: ShownShape | tuple[ShownShape, ...]
    params: int | None
    connected_to: tuple[str, ...] = ()
    fields: tuple[ReceptiveField, ...] = ()
    cost: Cost = Cost(None, None)

    @property
    def shown_outputs(self) -> tuple[str, ...]:
        """Each of its outputs as people write it: `(None, 98, 64)`."""
        shape = self.output_shape
        if isinstance(shape, tuple) and any(isinstance(part, tuple) for part in shape):
            return tuple(_shown(part) for part in shape)
        return (_shown(shape),)


class ModelFact(Struct, frozen=True):
    """A model that the file makes.

    name: the model's Keras name; variable: the variable it is assigned to, if it is.
    kind: "Functional", "Sequential" or the name of the user's own class.
    inputs, outputs: shapes, batch axis included; None for a model that is not built.
    total_bytes, trainable_bytes: what the weights take.
    """

    name: str
    variable: str | None
    kind: str
    place: Place
    inputs: tuple[ShownShape, ...] | None
    outputs: tuple[ShownShape, ...] | None
    total_params: int | None
    trainable_params: int | None
    layers: tuple[LayerRow, ...] = ()
    total_bytes: int | None = None
    trainable_bytes: int | None = None


class Analysis(Struct, frozen=True):
    """What is known of one file.

    keras: the generation it was read under, 2 or 3; `keras_reason` says why, as a clause ("the file imports tf_keras").
    both: whether it was read under both; `keras` is the newer one then.
    tensors, variables, models: empty where only what is wrong was asked for.
    complete: False if the budget cut the analysis short.
    parsed: False where the text is no Python or was not read; what is found is of the part that could be.
    files: the other files of the project that were read for it.
    graphs: the models as graphs; empty unless they were asked for.
    data_files: where files of data were looked for, by absolute path; with another content, all may be another.
    """

    file: str
    keras: int
    keras_reason: str
    diagnostics: tuple[Diagnostic, ...] = ()
    tensors: tuple[TensorFact, ...] = ()
    variables: tuple[VariableFact, ...] = ()
    models: tuple[ModelFact, ...] = ()
    complete: bool = True
    parsed: bool = True
    both: bool = False
    files: tuple[str, ...] = ()
    data_files: tuple[str, ...] = ()
    graphs: tuple[ModelGraph, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether all of the file was looked at: only then is what is not found not there."""
        return self.complete and self.parsed


def _shown(shape: object) -> str:
    single: ShownShape = shape if isinstance(shape, tuple) else str(shape)
    return show_shape(single)
