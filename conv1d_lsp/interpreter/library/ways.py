"""A layer with a setting that can't be told gives one shape for each choice; each is on a way of its own.

The ways of a parameter such as `padding` are the same for all layers that take it, so that choices never mix.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from conv1d_lsp.interpreter.inputs import part_of
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import ConditionKey
from conv1d_lsp.interpreter.values import Constant, Either, Tensor, Unknown, Value
from conv1d_lsp.interpreter.values.either import Guards, contradict
from conv1d_lsp.layers import Arg, Called, Configured
from conv1d_lsp.shapes import Unclear

#: On a path that has taken more ways than this, no further ones begin.
MOST_WAYS = 8


def ways_of(m: Machine, configured: Configured, settings: Mapping[str, Value]) -> tuple[Guards, ...]:
    """The way that each variant of a layer is for; none where what its settings are does not tell them apart."""
    kinds = type(configured.variants[0]).signature(configured.keras).parameters
    each = []
    for name in configured.undecided:
        value = m.visible(settings.get(name, Unknown("it is not given")))
        options = kinds[name].options(Unclear(""), configured.keras)
        if isinstance(value, Unknown) and options is not None:
            each.append(_forked(m, value, options))
        elif isinstance(value, Either):
            each.append(tuple(choice.guards for choice in value.choices))
        else:
            return ()
    ways = tuple(frozenset[tuple[int, bool]]().union(*taken) for taken in product(*each))
    return tuple(ways[number] for number in configured.numbers) if len(ways) == configured.combinations else ()


def _forked(m: Machine, value: Unknown, options: Sequence[Arg]) -> tuple[Guards, ...]:
    """It is one of them and none of the others; each fork is that of a test in the program that asks for it."""
    asked = options if len(options) > 2 or isinstance(options[-1], str) else options[:1]  # else the other one is left
    forks = [m.new_fork(None if value.symbol is None else _question(value, option)) for option in asked]
    return tuple(
        frozenset((fork, index == number) for index, fork in enumerate(forks)) for number in range(len(options))
    )


def _question(value: Unknown, option: Arg) -> ConditionKey:
    """The key of `value == "valid"`, `value is None` or `if value`, as a test in the program has it."""
    if option is True:
        return "truth", part_of(value)
    operator = "Equal" if isinstance(option, str) else "Is"
    return operator, part_of(value), part_of(Constant(option if isinstance(option, str) else None))


def apart(m: Machine, ways: Sequence[Guards], called: Called) -> Sequence[tuple[Guards, Called]]:
    """What a call gives on each way that this path may be on, where the shapes differ."""
    if not ways or len(ways) != len(called.choices) or called.structured:
        return ()
    guards = m.state.guards
    if len(guards) > MOST_WAYS and not all(way <= guards or contradict(way, guards) for way in ways):
        return ()
    found: list[tuple[Guards, Called]] = []
    for way, choice in zip(ways, called.choices, strict=True):
        if choice is None or contradict(way, guards) or contradict(way, way):
            continue
        for index, (others, other) in enumerate(found):
            if other.outputs[0].same(choice.outputs[0]):
                found[index] = (others & way, other)
                break
        else:
            found.append((way, choice))
    return found


def as_one(value: Value) -> Value:
    """A choice among the shapes of one layer's output as the one tensor that it is."""
    if isinstance(value, Either):
        tensors = [choice.value for choice in value.choices if isinstance(choice.value, Tensor)]
        node = tensors[0].node if tensors else None
        if node is not None and len(tensors) == len(value.choices) and all(each.node is node for each in tensors):
            return Tensor(node.outputs[tensors[0].index], node, tensors[0].index)
    return value
