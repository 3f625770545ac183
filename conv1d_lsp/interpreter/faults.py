"""Faults that are not one layer's: of models, data, operators, claims. Facts only; the words live in `rules/`."""

from conv1d_lsp.diagnostics import Fault
from conv1d_lsp.settings import Generation, TooOld
from conv1d_lsp.shapes import Dim, Shape


class CannotBroadcast(Fault, frozen=True):
    """`left operator right` where the shapes do not fit."""

    operator: str
    left: Shape
    right: Shape


class WrittenApart(Fault, frozen=True):
    """`X[i] = a` where the array does not fit the place. Shapes of both."""

    place: Shape
    written: Shape


class RaggedList(Fault, frozen=True):
    """`np.array([...])` of items of different shapes: two of them."""

    one: Shape
    other: Shape


class UnbuiltModel(Fault, frozen=True):
    """Something is asked of a Sequential that knows no input shape.

    asked: `output_shape`, `summary()`. first_layer: the class of its first layer, if it has one.
    """

    asked: str
    model: str
    first_layer: str | None


class DataDoesNotFit(Fault, frozen=True):
    """Data passed to a model whose input has another shape.

    call: `predict`, `fit`, or "" for `model(data)`. given: the data's shape; expected: the input's, batch included.
    part: the argument that holds the data, `validation_data`, if it is not the first.
    """

    call: str
    model: str
    given: Shape
    expected: Shape
    part: str = ""


class InputCount(Fault, frozen=True):
    """A model gets another number of tensors than it has inputs. layer: what it is called."""

    layer: str
    wanted: str
    found: int


class OpenWeight(Fault, frozen=True):
    """`add_weight(shape=(input_shape[1], 1))`, and the input leaves that axis open."""

    shape: Shape


class AxesSwapped(Fault, frozen=True):
    """`Input((channels, steps))` before a layer that goes along steps: what the two sizes are called."""

    first: str
    second: str
    layer: str


class BatchAxisInInput(Fault, frozen=True):
    """`Input(shape=(batch, steps, channels))`: the batch axis was counted.

    size: the batch size. evidence: what shows that it is one ("its name", "the data", "fit").
    """

    size: int
    shape: Shape
    evidence: str


class NotATensor(Fault, frozen=True):
    """A layer is called on something that is no tensor, or a model made of it. `found`: what it is, in words.

    role: "inputs" or "outputs" of a model.
    """

    layer: str
    found: str
    role: str = ""


class NotALayer(Fault, frozen=True):
    """A Sequential gets something that is no layer. `found`: what it is, in words. made: whether it could make one."""

    found: str
    made: bool = False


class InputNotFirst(Fault, frozen=True):
    """A Sequential gets an Input behind other layers. knows: whether it has an input's shape already."""

    knows: bool


class LayersOneByOne(Fault, frozen=True):
    """`Sequential(layer, layer)`: the layers are no list. count: how many are passed."""

    count: int


class NameTwice(Fault, frozen=True):
    """Two layers of a model have the same name. layer: the class of the second one."""

    name: str
    layer: str


class NotCompiled(Fault, frozen=True):
    """`call` ("fit", "evaluate", …) of a model that was never compiled."""

    call: str


class NeverCalled(Fault, frozen=True):
    """`.input` or `.output` (`asked`) of a Sequential that was never called on a symbolic tensor: Keras 3 has none."""

    asked: str


class LambdaArguments(Fault, frozen=True):
    """The function of a Lambda wants more arguments than the inputs, or none. names: those that it must have."""

    names: tuple[str, ...]


class WeightCount(Fault, frozen=True):
    """`set_weights` gets another number of arrays than there are weights."""

    found: int
    wanted: int


class WeightShape(Fault, frozen=True):
    """`set_weights` gets an array of another shape than the weight `name` of a layer (its class) has."""

    name: str
    layer: str
    given: Shape
    wanted: Shape


class NotInitialized(Fault, frozen=True):
    """A layer or model of the program's own was made without Keras's `__init__`. owner: its class.

    kept: a model of Keras 2 is given a layer as an attribute; else it is called.
    """

    owner: str
    kept: bool


class NoSuchLayer(Fault, frozen=True):
    """`get_layer` with a name or index that no layer of the model has, or `pop` of a model without layers (None)."""

    asked: str | int | None
    names: tuple[str, ...]


class NoSuchName(Fault, frozen=True):
    """A module of Keras has no such name.

    path: all that is asked for, such as `keras.layers.core.Dense`. found_in: the generation that has it, or had it.
    instead: where it is found now. close: the name that it is like. too_old: where later releases have it.
    """

    module: str
    name: str
    path: str
    found_in: Generation | None
    instead: str | None
    close: str | None
    too_old: TooOld | None = None


class NoSuchMethod(Fault, frozen=True):
    """An attribute or method that objects have no more in this generation. instead: the one that does it now.

    owner: "a Sequential model", "a layer".
    """

    owner: str
    name: str
    instead: str | None


class UnknownKeyword(Fault, frozen=True):
    """A keyword that a function or class of Keras, other than a layer, does not take. meant: the one that it does."""

    function: str
    name: str
    meant: str | None


class NamedTwice(Fault, frozen=True):
    """A call in which a keyword comes by its name and out of a `**`, or out of two of them."""

    name: str


class PassedTwice(Fault, frozen=True):
    """A parameter of a function of the program's that is given by position and by name."""

    function: str
    name: str


class MissingSettings(Fault, frozen=True):
    """Required arguments that a function or class of Keras, other than a layer, is not given."""

    function: str
    names: tuple[str, ...]


class TooManySettings(Fault, frozen=True):
    """More arguments by position than a function or class of Keras, other than a layer, takes."""

    function: str
    found: int
    most: int


class UnknownCompileWord(Fault, frozen=True):
    """A word that `compile` takes for no optimizer, loss or metric. close: those that it may have been meant for."""

    argument: str
    word: str
    close: tuple[str, ...]


class BadSetting(Fault, frozen=True):
    """A value that an argument of a function of Keras other than a layer can't have.

    index: its place, where it was passed by position. wanted: a noun phrase. meant: the argument that it was meant for.
    """

    function: str
    argument: str
    found: str
    wanted: str
    index: int | None = None
    meant: str | None = None


class InputOfAnInteger(Fault, frozen=True):
    """`Input(100)`, where a tuple is wanted."""

    size: int


class DisconnectedGraph(Fault, frozen=True):
    """The outputs of a functional model do not depend on its inputs."""

    missing: Shape


class SymbolicRefused(Fault, frozen=True):
    """A library's function, by its path, is called on a symbolic tensor, which it does not take in Keras 3."""

    path: str


class UnpackedCount(Fault, frozen=True):
    """`a, b = layer(x)` where the layer gives another number of tensors; so also of arrays and of sizes of a shape.

    names: how many stand on the left. found: how many tensors there are; 1 for one that is no list. layer: what gives
    them, if it is one layer. has_states: whether it is a recurrent layer. what: what is unpacked, "tensor" or "size".
    """

    names: int
    found: int
    layer: str | None
    has_states: bool = False
    what: str = "tensor"


class NumbersWanted(Fault, frozen=True):
    """A symbolic tensor is asked for numbers: by `if`, `for`, `len`, `float`, `int`, `bool`, `.numpy()`.

    use: one of these, or "array": an array of NumPy's stands before the operator.
    """

    use: str
    operator: str = ""


class OpenSize(Fault, frozen=True):
    """A number is wanted where the size of an open axis stands, which is None. use: "//", "<", "range", "int", …"""

    use: str


class ShapeIsATuple(Fault, frozen=True):
    """`get_shape` of a symbolic tensor, or `as_list` of its shape: Keras 3 has neither."""

    name: str


class NotOne(Fault, frozen=True):
    """A function is to take away an axis (an index) of another size than 1."""

    function: str
    input: Shape
    axis: int


class NoSuchIndex(Fault, frozen=True):
    """An index of a tensor beyond the places of that axis."""

    input: Shape
    axis: int
    index: Dim


class MaskApart(Fault, frozen=True):
    """An array of truths between the brackets that is longer or shorter than the axis that it lies on."""

    input: Shape
    axis: int
    length: Dim


class IndexRefused(Fault, frozen=True):
    """What stands between the brackets of a symbolic tensor is of no kind that Keras 3 takes: "a slice alone"."""

    kind: str
