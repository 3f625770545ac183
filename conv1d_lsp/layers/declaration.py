"""What a layer's declaration is made of.

A declaration lists its parameters in Keras's positional order, and says what Keras looks at, at which moment:
`construct` (the settings), `accept` (every call), `build` (the first call), `call`; `again` for Keras 2's later calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from inspect import signature as python_signature
from itertools import product
from math import prod
from typing import Any, ClassVar, TypeVar

from conv1d_lsp.layers.ages import ALWAYS
from conv1d_lsp.layers.arguments import Arg, OneOf, Perhaps
from conv1d_lsp.layers.configured import Configured, Inputs, Refused, weakest
from conv1d_lsp.layers.dtypes import Gives, Takes
from conv1d_lsp.layers.faults import AxisChanged, LayerFault, WrongCount, WrongRank
from conv1d_lsp.layers.given_input import INPUT_SETTINGS, read_input_shape
from conv1d_lsp.layers.identifiers import ActivityPenalty
from conv1d_lsp.layers.number_types import NumberType
from conv1d_lsp.layers.parameters import Group, Name, Parameter, Raw, Required, StrictFlag
from conv1d_lsp.layers.requirement import Moment, Refusal, require
from conv1d_lsp.layers.sight import Sight
from conv1d_lsp.layers.signature import Signature
from conv1d_lsp.layers.weights import NOTHING, Built, Weight
from conv1d_lsp.layers.workings import Working
from conv1d_lsp.settings import Generation, Release
from conv1d_lsp.shapes import Dim, Shape, Unclear, dim

L = TypeVar("L", bound="type[Layer]")

#: More combinations of undecided settings than this are not tried.
MOST_VARIANTS = 64


class Several(Enum):
    """What a layer makes of a list of tensors."""

    REFUSED = "refused"
    UNCLEAR = "not followed"
    TAKEN = "taken"


class Layer:
    """Base of all declarations; an instance is a layer with its settings read, under one generation.

    spatial: the number of axes that `per_axis` settings speak of. names: Keras's class name and its aliases.
    bare: whether it lacks the settings of every layer. unclear_options: arguments of the call by name, under which the
    result is another one: what `asked` says, or not followed. call_options: names of the call's positional arguments
    after the tensors, which are none.
    takes and gives: the types of numbers, in Keras 2.
    swallows_in: the generation, if one, whose constructor takes keywords of any name, to no use.
    keeps_shape: whether the output has the input's shape, whatever that is. light: whether it multiplies nothing by a
    kernel, so that its work is not counted.
    since, until: the release of Keras 3 that brought an argument, and the one that dropped it.
    counts_at_build: whether Keras 3 works out the places of the output at the first call, of an array too.
    said_input: what `input_shape=` and its kin say, batch axis included.
    """

    names: ClassVar[tuple[str, ...]] = ()
    only: ClassVar[Generation | None] = None
    bare: ClassVar[bool] = False
    several: ClassVar[Several] = Several.REFUSED
    spatial: ClassVar[int] = 1
    call_names: ClassVar[tuple[str, ...]] = ("x",)
    call_options: ClassVar[tuple[str, ...]] = ()
    call_required: ClassVar[int] = 1
    unclear_options: ClassVar[tuple[str, ...]] = ()
    keeps_shape: ClassVar[bool] = False
    takes: ClassVar[Takes] = Takes.ANYTHING
    gives: ClassVar[Gives] = Gives.UNKNOWN
    swallows_in: ClassVar[Generation | None] = None
    light: ClassVar[bool] = False
    since: ClassVar[Mapping[str, Release]] = ALWAYS
    until: ClassVar[Mapping[str, Release]] = ALWAYS
    counts_at_build: ClassVar[bool] = False

    keras: Generation
    late_faults: tuple[LayerFault, ...]
    said_input: Shape | None
    input_faults: tuple[LayerFault, ...]

    name = Name(None, by_name=True)
    trainable = StrictFlag(True, by_name=True)
    dtype = NumberType(None, by_name=True)
    activity_regularizer = ActivityPenalty(by_name=True)
    autocast = Raw(True, by_name=True)
    others_of_every_layer = INPUT_SETTINGS

    def construct(self) -> None:
        """What the constructor checks beyond each single value."""

    def accept(self, *inputs: Any) -> None:
        """What each call checks before anything else."""

    def build(self, *inputs: Any) -> Built:
        """What the first call checks and makes."""
        return NOTHING

    def again(self, built: Built, *inputs: Any) -> None:
        """What a later symbolic call checks in Keras 2, which looks at `accept` and at pinned axes only once."""
        self.check_sizes(built, *inputs)

    def strange(self, built: Built, *inputs: Any) -> bool:
        """Whether a later symbolic call in Keras 2 passes with a result that is not followed."""
        return False

    def check_pinned(self, built: Built, *inputs: Any) -> None:
        """Requires the number of axes, where it is pinned, and the sizes of the pinned axes."""
        x = inputs[0]
        if built.rank is not None and isinstance(x, Shape):
            require(x.rank == built.rank, WrongRank(x, str(built.rank), self.axis_names()))
        self.check_sizes(built, x)

    def check_sizes(self, built: Built, *inputs: Any) -> None:
        """Requires the pinned axes of a single input to have their size still."""
        x = inputs[0]
        if built.pinned and isinstance(x, Shape) and x.ranked:
            rank = len(x.known_axes)
            for index, size in built.pinned.items():
                if -rank <= index < rank:
                    require(x[index].equals(size), AxisChanged(x, self.axis_name(index, x), index, size, x[index]))

    def check_features(self, built: Built, x: Inputs) -> None:
        """Requires on data that the last axis has the size that the weights were made for."""
        if built.features is not None and isinstance(x, Shape) and x.ranked and x.known_axes:
            size = x[-1]
            changed = AxisChanged(x, self.axis_name(-1, x), -1, built.features, size)
            require(size.equals(built.features), changed)

    def call(self, *inputs: Any) -> Inputs:
        """The shape of the output, or of each of several, nested as Keras gives them."""
        raise NotImplementedError

    def asked(self, option: str, output: Inputs, *inputs: Any) -> Inputs | None:
        """What the call gives in place of `output` with this one of `unclear_options` set; None if not followed."""
        return None

    def at_run_time(self, *inputs: Any) -> tuple[LayerFault, ...]:
        """What certainly does not fit, but is found only on numbers in Keras 3; in Keras 2 at the call."""
        return ()

    def workings(self, *inputs: Any) -> tuple[Working, ...]:
        """How the sizes that the layer computes come about."""
        return ()

    def sight(self, *inputs: Any) -> Sight:
        """What one place along axis 1 of the output sees along axis 1 of each input; None where that isn't followed."""
        return None

    def macs(self, built: Built, *inputs: Any) -> Dim | None:
        """Multiplications, each with its addition, that one sample takes; None where they are not counted."""
        return dim(0) if type(self).light else None

    def bytes_of(self, weight: Weight, variable: int, computed: int) -> int:
        """The bytes of one number of a weight. variable, computed: of its type of numbers, kept and computed with."""
        return variable

    @property
    def taken(self) -> Takes:
        """The types of numbers that it takes with these settings, in Keras 2."""
        return type(self).takes

    @property
    def vocabulary_places(self) -> Dim | None:
        """How many terms are in its vocabulary; None where it has none."""
        return None

    def axis_names(self) -> tuple[str, ...]:
        """What the axes of the input mean, in words."""
        return ()

    def axis_name(self, index: int, x: Shape) -> str:
        names = self.axis_names()
        rank = len(x.known_axes)
        return names[index] if len(names) == rank else axis_word(index, rank)

    def admit(self, inputs: object) -> Unclear | None:
        """Requires one tensor where the layer takes one; a reason where what it makes of a list is not followed."""
        if not isinstance(inputs, tuple) or self.several is Several.TAKEN:
            return None
        if self.several is Several.REFUSED:
            raise Refusal(WrongCount(len(inputs), "1"))
        return Unclear("a list given to a layer for one tensor")

    @classmethod
    def signature(cls, keras: Generation) -> Signature:
        """What the constructor takes."""
        return _signature(cls, keras)  # type: ignore[arg-type]

    @classmethod
    def configure(
        cls,
        positional: tuple[Arg, ...],
        keywords: Mapping[str, Arg],
        keras: Generation,
        complete: bool = True,
    ) -> Configured | Refused:
        """The layer with these settings, or why Keras does not make it.

        complete: False if arguments of unknown names came along (`**settings`): then nothing is missing, and what was
        not given can't be told.
        """
        signature = _signature(cls, keras)  # type: ignore[arg-type]
        try:
            given = signature.bind(positional, keywords, complete=complete)
            given = {name: _settled(signature, name, value) for name, value in given.items()}
        except Refusal as refusal:
            return Refused.by(refusal, cls.__name__, Moment.CONSTRUCT)
        if not complete:
            unknown = Unclear("arguments that can't be told")
            given = {name: unknown for name in signature.parameters if name not in signature.of_every_layer} | given
        choices = {name: options for name, value in given.items() if (options := _options(signature, name, value))}
        if not choices:
            made = cls._made(signature, given, keras)
            return made if isinstance(made, Refused) else Configured((made,), given)
        return cls._tried(signature, given, choices, keras)

    @classmethod
    def _tried(
        cls, signature: Signature, given: dict[str, Arg], choices: dict[str, tuple[Arg, ...]], keras: Generation
    ) -> Configured | Refused:
        made: dict[int, Layer] = {}
        refused: list[Refused] = []
        for number, combination in enumerate(product(*choices.values())):
            if number == MOST_VARIANTS:
                break
            each = cls._made(signature, given | dict(zip(choices, combination, strict=True)), keras)
            if isinstance(each, Refused):
                refused.append(each)
            else:
                made[number] = each
        if not made:
            return weakest(refused)
        return Configured(tuple(made.values()), given, tuple(choices), tuple(made), prod(map(len, choices.values())))

    @classmethod
    def _made(cls, signature: Signature, given: Mapping[str, Arg], keras: Generation) -> Layer | Refused:
        layer = cls.__new__(cls)
        values = layer.__dict__
        values.update(signature.defaults)
        values["keras"] = keras
        late: tuple[LayerFault, ...] = ()
        parameters = signature.parameters
        try:
            for name, value in given.items():
                parameter = parameters[name]
                try:
                    values[name] = parameter.read(value, layer)
                except Refusal as refusal:
                    if refusal.late is None:
                        raise
                    late += refusal.faults
                    values[name] = parameter.lost(value, layer)
            values["late_faults"] = late
            about_input = {name: given[name] for name in signature.of_every_layer & given.keys()}
            values["said_input"], values["input_faults"] = read_input_shape(about_input, keras)
            layer.construct()
        except Refusal as refusal:
            return Refused.by(refusal, cls.__name__, Moment.CONSTRUCT)
        return layer


def axis_word(index: int, rank: int) -> str:
    """What an axis usually means in a model over steps."""
    usual = {2: ("features",), 3: ("steps", "channels"), 4: ("height", "width", "channels")}
    place = index % rank
    if place == 0:
        return "batch"
    return usual[rank][place - 1] if rank in usual else f"axis {place}"


def keras_layer(*names: str, only: Generation | None = None) -> Callable[[L], L]:
    """Makes a class the declaration of the Keras layer of these names, in both generations or in one `only`."""

    def mark(cls: L) -> L:
        cls.names = names
        cls.only = only
        tensors = list(python_signature(cls.call).parameters.values())[1:]
        cls.call_names = tuple(each.name for each in tensors)
        cls.call_required = sum(each.default is each.empty for each in tensors)
        return cls

    return mark


def _settled(signature: Signature, name: str, value: Arg) -> Arg:
    """A value that nobody knows is a number by its name where only numbers are taken, and can't be told elsewhere."""
    if isinstance(value, OneOf):
        return OneOf(tuple(_settled(signature, name, option) for option in value.options))
    if isinstance(value, Perhaps):
        return value.number if signature.parameters[name].takes_numbers else value.why
    return value


def _options(signature: Signature, name: str, value: Arg) -> tuple[Arg, ...] | None:
    if isinstance(value, OneOf):
        parameter = signature.parameters[name]
        nested = [parameter.options(option, signature.keras) or (option,) for option in value.options]
        return tuple(option for options in nested for option in options)
    return signature.parameters[name].options(value, signature.keras)


@cache
def _signature(cls: type[Layer], keras: Generation) -> Signature:
    parameters: dict[str, Parameter[Any]] = {}
    others: dict[str, Parameter[Any]] = {}
    for ancestor in reversed(cls.__mro__):
        if cls.bare and ancestor is Layer:
            continue
        for name in vars(ancestor).keys() & parameters.keys():
            if not isinstance(vars(ancestor)[name], Parameter):
                del parameters[name]
        here = [each for value in vars(ancestor).values() for each in _parameters(value)]
        for parameter in here:
            if parameter.only not in (None, keras):
                others[parameter.name] = parameter
                if parameter.name in parameters and parameters[parameter.name].only is None:
                    del parameters[parameter.name]
        for parameter in here:
            if parameter.only in (None, keras):
                if parameter.name in parameters and parameters[parameter.name].by_name:
                    del parameters[parameter.name]
                parameters[parameter.name] = parameter
    prototype = cls.__new__(cls)
    prototype.keras = keras
    defaults = {
        name: parameter.read(default, prototype)
        for name, parameter in {**others, **parameters}.items()
        if not isinstance(default := parameter.default(keras), Required)
    }
    own = frozenset(each.name for each in INPUT_SETTINGS if parameters.get(each.name) is each)
    dropped = cls.until if keras is Generation.KERAS_3 else ALWAYS
    return Signature(keras, parameters, defaults, own, dropped, swallows=cls.swallows_in is keras)


def _parameters(value: object) -> Iterable[Parameter[Any]]:
    if isinstance(value, Parameter):
        return (value,)
    return value if isinstance(value, Group) else ()
