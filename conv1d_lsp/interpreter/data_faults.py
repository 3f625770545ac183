"""Faults of the data that `fit` and its like are given. Facts only; the words live in `rules/`."""

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.shapes import Dim, Shape


class SamplesDiffer(Fault, frozen=True):
    """`call` gets data and something else that do not count the same samples.

    of: what the others count: "target", "sample weight", or "input" where the inputs of the model differ.
    part: the argument that holds both, `validation_data`, if they are not arguments of the call.
    """

    call: str
    samples: Dim
    others: Dim
    of: str = "target"
    part: str = ""


class BesideBatches(Fault, frozen=True):
    """`call` gets batches that hold all it needs, and an argument that goes with arrays only.

    source: what gives the batches: "a dataset", "a generator", "a Sequence". index: the argument's place, where it was
    passed by position.
    """

    call: str
    source: str
    argument: str
    index: int | None


class LackingKey(Fault, frozen=True):
    """A dict with data for a model has nothing under the name of one of its inputs.

    call: `fit`, or "" for `model(data)`. keys: those that it has. part: as of `SamplesDiffer`.
    """

    call: str
    name: str
    keys: tuple[str, ...]
    part: str = ""


class ListForTuple(Fault, frozen=True):
    """A source of batches gives a list where Keras wants a tuple. found: "a list", "an array", "a dict".

    inside: it is a part of the batch, not the batch itself.
    """

    call: str
    source: str
    found: str
    inside: bool


class ListAsData(Fault, frozen=True):
    """`call` gets a list where one array is wanted. argument: `x`, `y`, `sample_weight`; index: its place, as above.

    of: "numbers", or "arrays", each of them a sample. part: as of `SamplesDiffer`.
    """

    call: str
    argument: str
    index: int | None
    of: str
    part: str = ""


class StepsAsSamples(Fault, frozen=True):
    """One sample of `steps` steps and one channel is passed without a batch axis, and every step counts as a sample.

    call: `predict`, or "" for `model(data)`. given: the data's shape; expected: the input's. part: as above.
    """

    call: str
    given: Shape
    expected: Shape
    part: str = ""


class NoTargets(Fault, frozen=True):
    """`call` gets data alone, and the model is compiled with a loss, `loss` as code where it is a word."""

    call: str
    loss: str


class NotInHistory(Fault, frozen=True):
    """A key of what `fit` keeps of each epoch that is not there. keys: those that are; () where they are not all known.

    Then it is one of validation, and there was none.
    """

    key: str
    keys: tuple[str, ...]


class HistoryItself(Fault, frozen=True):
    """What `fit` gives, asked for a model's `method`, or by a key, which its attribute `history` takes: None."""

    method: str | None


class StateOfBatch(Fault, frozen=True):
    """A stateful layer keeps a state for each of `batch` samples, and `call` gives it a batch of `found`.

    layer: its class. last: that is the batch that comes last.
    """

    call: str
    layer: str
    batch: int
    found: int
    last: bool = False


class MadeTurned(Fault, frozen=True):
    """Data were made as (samples, channels, steps), and `layer` goes along the axis behind that of the samples.

    first, second: what the two axes are called. Where `first` is "", `second` names the channels that were stacked.
    """

    first: str
    second: str
    layer: str
