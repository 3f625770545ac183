"""A layer with its settings, and what its calls give. Where a setting can't be told, each choice is a variant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, Union

from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.layers.arguments import Arg, shown
from conv1d_lsp.layers.dtypes import given, refused
from conv1d_lsp.layers.faults import BeyondArray, LayerFault, MissingInput, OnePlace, TooManyInputs, TooShort
from conv1d_lsp.layers.joins import joined_shapes
from conv1d_lsp.layers.requirement import Moment, Refusal
from conv1d_lsp.layers.weights import NOTHING, Built
from conv1d_lsp.settings import Generation
from conv1d_lsp.shapes import Shape, Unclear

if TYPE_CHECKING:
    from conv1d_lsp.layers.declaration import Layer

#: One tensor, or several; nested where a layer takes that.
Inputs: TypeAlias = Union[Shape, tuple["Inputs", ...]]  # noqa: UP007 (a string has no `|`)
#: The number of an output, or several; nested as a layer gives them.
Numbered: TypeAlias = Union[int, tuple["Numbered", ...]]  # noqa: UP007
NO_KEYWORDS: Mapping[str, object] = MappingProxyType({})


class Refused(Struct, frozen=True, eq=False):
    """Keras raises there, certainly. moment: "construct", "accept", "build" or "call"."""

    faults: tuple[LayerFault, ...]
    moment: Moment

    @staticmethod
    def by(refusal: Refusal, layer: str, moment: Moment) -> Refused:
        return Refused(tuple(fault if fault.layer else replace(fault, layer=layer) for fault in refusal.faults), moment)


class Called(Struct, frozen=True, eq=False):
    """What a call gives.

    outputs: its tensors. structured: whether they come as a tuple (or list) of tensors, not as one tensor.
    unclear: the reason, where not even the number of tensors can be told; `outputs` is then one unknown shape.
    nested: the outputs by number as they stand together, where that is more than a row of them.
    choices: what each variant of the layer gives, where there are several; None for one that is refused.
    at_run_time: what Keras will refuse when the model runs.
    """

    outputs: tuple[Shape, ...]
    structured: bool
    built: Built
    unclear: Unclear | None = None
    workings: tuple[Layer, tuple[Inputs, ...]] | None = None
    nested: Numbered | None = None
    choices: tuple[Called | None, ...] = ()
    at_run_time: tuple[LayerFault, ...] = ()

    @staticmethod
    def giving(result: Inputs, built: Built, workings: tuple[Layer, tuple[Inputs, ...]] | None = None) -> Called:
        """A call that gives a tensor, or several as they stand together."""
        outputs: list[Shape] = []
        numbered = _numbered(result, outputs)
        nested = numbered if not isinstance(result, Shape) and len(outputs) > len(result) else None
        return Called(tuple(outputs), not isinstance(result, Shape), built, workings=workings, nested=nested)

    @property
    def beyond_array(self) -> LayerFault | None:
        """Why nobody knows what comes of a call on an array, if that is so."""
        return next((fault for fault in self.at_run_time if isinstance(fault, BeyondArray)), None)

    @property
    def structure(self) -> tuple[Inputs, ...]:
        """The shapes as they stand together."""
        nested = range(len(self.outputs)) if self.nested is None else self.nested
        return tuple(self._shapes(each) for each in nested) if not isinstance(nested, int) else self.outputs

    def _shapes(self, numbered: Numbered) -> Inputs:
        if isinstance(numbered, int):
            return self.outputs[numbered]
        return tuple(map(self._shapes, numbered))

    @property
    def formula(self) -> tuple[str, ...]:
        """How the sizes came about, a line an axis: "steps: (100 - 3) // 1 + 1 = 98". None where nothing is known."""
        if self.workings is None:
            return ()
        layer, inputs = self.workings
        texts = (working.text for working in layer.workings(*inputs))
        return tuple(text for text in texts if text is not None)


class Configured(Struct, frozen=True, eq=False, dict=True):
    """A layer object. given: the arguments by parameter; undecided: parameters for which each choice is tried.

    numbers: which of all `combinations` of their choices the variants are; the others are refused.
    """

    variants: tuple[Layer, ...]
    given: Mapping[str, Arg]
    undecided: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    combinations: int = 1

    @property
    def layer(self) -> str:
        """The name of the class."""
        return type(self.variants[0]).__name__

    @property
    def keras(self) -> Generation:
        return self.variants[0].keras

    @cached_property
    def settings(self) -> Mapping[str, object]:
        """Every setting as it was read, of the first variant; what is undecided is left out."""
        first = self.variants[0]
        names = type(first).signature(first.keras).parameters
        return {name: first.__dict__.get(name) for name in names if name not in self.undecided}

    @property
    def name(self) -> str | None:
        """The name that was given, if it was and is known."""
        name = self.given.get("name")
        return name if isinstance(name, str) else None

    @property
    def trainable(self) -> bool | Unclear:
        if "trainable" in self.undecided:
            return Unclear("`trainable` can't be told")
        trainable: bool = self.variants[0].__dict__.get("trainable", True)
        return trainable

    @property
    def input_shape(self) -> Shape | None:
        """What `input_shape=` and its kin say, batch axis included."""
        return self.variants[0].said_input

    @property
    def input_faults(self) -> tuple[LayerFault, ...]:
        """Why `input_shape=` is none, where Keras finds out only when a Sequential is put together."""
        return tuple(replace(fault, layer=self.layer) for fault in self.variants[0].input_faults)

    @property
    def shown_arguments(self) -> tuple[tuple[str, str], ...]:
        """The arguments that differ from their defaults, as (name, text), in the signature's order."""
        signature = type(self.variants[0]).signature(self.keras)
        texts = {name: shown(value) for name, value in self.given.items()}
        return tuple(
            (name, texts[name])
            for name, parameter in signature.parameters.items()
            if name in texts and texts[name] != signature.default_text(parameter)
        )

    def call(
        self,
        inputs: Inputs,
        built: Built | None = None,
        others: tuple[Inputs, ...] = (),
        keywords: Mapping[str, object] = NO_KEYWORDS,
        *,
        on_data: bool = False,
    ) -> Called | Refused:
        """Calls the layer on tensors; `built` is what its first call made, None if this is the first.

        others: further tensors by position. keywords: everything given by name, tensors (`initial_state`, `value`) and
        plain values (`training=True`); what is no tensor counts only where it changes the result. on_data: the call is
        on arrays, where Keras 2 checks at every call what it checks on symbolic tensors at the first one only.
        """
        if len(self.variants) == 1:
            return _called(self.variants[0], inputs, built, others, keywords, on_data)
        known = built.variants if built is not None else (None,) * len(self.variants)
        results = [
            _called(variant, inputs, each, others, keywords, on_data) if built is None or each is not None else None
            for variant, each in zip(self.variants, known, strict=True)
        ]
        return self._joined(results)

    def refused_dtypes(self, dtypes: Sequence[str | None]) -> LayerFault | None:
        """Why Keras 2 refuses a call on tensors of these types of numbers; None if it may take them."""
        dtype = self.given.get("dtype")
        usual = dtype is None or (isinstance(dtype, str) and dtype in ("float", "float32"))
        if self.keras is Generation.KERAS_3 or not usual:
            return None
        fault = refused(self.variants[0].taken, dtypes)
        return None if fault is None else replace(fault, layer=self.layer)

    def given_dtype(self, dtypes: Sequence[str | None]) -> str | None:
        """The type of numbers that come of these in Keras 2, None where that is not followed."""
        other = self.keras is Generation.KERAS_3 or self.given.get("dtype") is not None
        return None if other else given(type(self.variants[0]).gives, dtypes)

    def _joined(self, results: list[Called | Refused | None]) -> Called | Refused:
        """A refusal only if every choice is refused; otherwise what those that run agree on.

        results: of each choice; None for one that an earlier call refused.
        """
        good = [each for each in results if isinstance(each, Called)]
        if not good:
            return weakest([each for each in results if isinstance(each, Refused)])
        why = f"it depends on {' and '.join(f'`{name}`' for name in self.undecided)}"
        built = replace(
            good[0].built,
            variants=tuple(each.built if isinstance(each, Called) else None for each in results),
            why=why,
        )
        if len({(each.structured, len(each.outputs), each.nested) for each in good}) > 1:
            return Called((Shape.unknown(Unclear(why)),), False, built, Unclear(why))
        outputs = tuple(joined_shapes(shapes, why) for shapes in zip(*(each.outputs for each in good), strict=True))
        choices = tuple(each if isinstance(each, Called) else None for each in results)
        first = good[0]
        return Called(outputs, first.structured, built, first.unclear, nested=first.nested, choices=choices)


def _called(
    layer: Layer,
    inputs: Inputs,
    built: Built | None,
    others: tuple[Inputs, ...],
    keywords: Mapping[str, object],
    on_data: bool,
) -> Called | Refused:
    moment, first = Moment.ACCEPT, built is None
    try:
        simple = not others and not keywords and type(layer).call_required == 1
        tensors = (inputs,) if simple else _bound(layer, inputs, others, keywords)
        why = layer.admit(inputs)
        if why is not None:
            return Called((Shape.unknown(why),), False, built or NOTHING, why)
        if built is None:
            layer.accept(*tensors)
            moment = Moment.BUILD
            if layer.late_faults:
                raise Refusal(*layer.late_faults)
            built = layer.build(*tensors)
        elif on_data or layer.keras is Generation.KERAS_3:
            layer.accept(*tensors)
            layer.check_pinned(built, *tensors)
            if on_data:
                layer.check_features(built, tensors[0])
        elif _strange(layer, built, tensors):
            why = Unclear("Keras 2 does not look whether later inputs fit the layer")
            return Called((Shape.unknown(why),), False, built, why)
        else:
            layer.again(built, *tensors)
        moment = Moment.CALL
        later = layer.at_run_time(*tensors)
        if on_data:
            later = tuple(fault for fault in later if not isinstance(fault, OnePlace) or fault.fails_on_arrays)
        if any(not isinstance(fault, OnePlace) for fault in later) and (on_data or layer.keras is Generation.KERAS_2):
            raise Refusal(*later)
        result = _asked(layer, layer.call(*tensors), tensors, keywords)
    except Refusal as refusal:
        refused = Refused.by(refusal, type(layer).__name__, moment)
        return _beyond_array(layer, refused, built or NOTHING, first) or refused if on_data else refused
    except (IndexError, ZeroDivisionError):
        if not _has_scalar((inputs, *others)):
            raise
        why = Unclear("a number without axes is passed, where most layers of Keras fail in ways of their own")
        return Called((Shape.unknown(why),), False, built or NOTHING, why)
    if result is None:
        why = Unclear(f"`{type(layer).unclear_options[0]}` is not followed")
        return Called((Shape.unknown(why),), False, built, why)
    if isinstance(result, Shape) and type(layer).keeps_shape and not later:
        return Called((result,), False, built, workings=(layer, tensors))
    called = Called.giving(result, built, (layer, tensors))
    return (
        replace(called, at_run_time=Refused.by(Refusal(*later), type(layer).__name__, moment).faults)
        if later
        else called
    )


def _has_scalar(inputs: Inputs) -> bool:
    return inputs.axes == () if isinstance(inputs, Shape) else any(map(_has_scalar, inputs))


def _beyond_array(layer: Layer, refused: Refused, built: Built, first: bool) -> Called | None:
    """The call of a layer on an array that is shorter than the layer's window, which Keras does not look at."""
    fault = refused.faults[0]
    looks = layer.keras is Generation.KERAS_3 and first and type(layer).counts_at_build
    if looks or not isinstance(fault, TooShort) or not fault.passes_arrays:
        return None
    beyond = BeyondArray(fault.input, fault.axis, fault.length, fault.reach, layer=fault.layer, argument=fault.argument)
    why = Unclear("a window longer than the array")
    return Called((Shape.unknown(why),), False, built, at_run_time=(beyond,))


def _asked(layer: Layer, result: Inputs, tensors: tuple[Inputs, ...], keywords: Mapping[str, object]) -> Inputs | None:
    """What the call gives with the options that it is given; None if that is not followed."""
    options = [option for option in type(layer).unclear_options if keywords.get(option, False) is not False]
    if not options:
        return result
    return layer.asked(options[0], result, *tensors) if keywords[options[0]] is True and not options[1:] else None


def _numbered(result: Inputs, outputs: list[Shape]) -> Numbered:
    """The numbers of the shapes that a layer gives, which are appended to `outputs`."""
    if isinstance(result, Shape):
        outputs.append(result.nameless())
        return len(outputs) - 1
    return tuple(_numbered(each, outputs) for each in result)


def _strange(layer: Layer, built: Built, tensors: tuple[Inputs, ...]) -> bool:
    """Whether these are tensors that the layer would have refused at its first call, or of another rank than then."""
    first = tensors[0]
    if built.rank is not None and isinstance(first, Shape) and first.rank.value != built.rank:
        return True
    try:
        layer.accept(*tensors)
    except Refusal:
        return True
    return layer.strange(built, *tensors)


def _bound(
    layer: Layer, inputs: Inputs, others: tuple[Inputs, ...], keywords: Mapping[str, object]
) -> tuple[Inputs, ...]:
    """The tensors in the order of the declaration's `call`; what is no tensor (training, mask) is left out."""
    declared = type(layer)
    names = declared.call_names
    if 1 + len(others) > len(names) + len(declared.call_options):
        raise Refusal(TooManyInputs(1 + len(others), len(names)))
    bound = [inputs, *others][: len(names)]
    for name in names[len(bound) :]:
        given = keywords.get(name)
        if given is None:
            break
        bound.append(given if isinstance(given, Shape | tuple) else Shape.unknown(Unclear("what is passed")))
    if len(bound) < declared.call_required:
        raise Refusal(MissingInput(names[len(bound)]))
    return tuple(bound)


def weakest(refused: Sequence[Refused]) -> Refused:
    """The one of several refusals that the fewest releases of Keras find."""
    return max(refused, key=lambda each: each.faults[0].since or (0, 0))
