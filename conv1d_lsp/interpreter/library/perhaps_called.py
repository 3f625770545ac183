"""Models that may have been built out of sight: whoever runs a model runs all that it holds."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import (
    BoundMethod,
    Constant,
    DictObject,
    Instance,
    Integer,
    ListObject,
    ModelObject,
    ObjectRecord,
    Partial,
    Ref,
    TupleValue,
    Unknown,
    Value,
)
from conv1d_lsp.interpreter.values.either import possibilities
from conv1d_lsp.settings import Generation

#: What Keras's own classes do without a call of the model. Keras 2 calls it to build it.
_QUIET = frozenset(
    "__init__ __setattr__ add_loss add_metric add_variable add_weight compile count_params get_config get_layer "
    "get_weights save save_weights summary".split()
)


#: What most arguments are.
_HOLDING_NOTHING = frozenset({Constant, Integer, Unknown})


def perhaps_calls(m: Machine, owner: Ref, method: str) -> None:
    """A method that Keras's own class has is called on an instance of the program's: `fit` runs its `call`."""
    plain = method.removeprefix("super.")
    if plain not in _QUIET and not (plain == "build" and m.keras is Generation.KERAS_3):
        perhaps_called(m, owner)


def perhaps_called(m: Machine, *values: Value) -> None:
    """Something that is not known was passed to these, or to what holds them."""
    seen: set[int] = set()
    todo = [value for value in values if type(value) not in _HOLDING_NOTHING]
    while todo:
        m.tick()
        value = todo.pop()
        if isinstance(value, TupleValue):
            todo += value.items
        elif isinstance(value, BoundMethod):
            todo.append(value.instance)
        elif isinstance(value, Partial):
            todo += (value.function, *value.positional, *(item for _, item in value.keywords))
        elif isinstance(value, Ref) and value.address not in seen:
            seen.add(value.address)
            record = m.record(value)
            if isinstance(record, ModelObject) and not record.perhaps_called:
                m.write(value, replace(record, perhaps_called=True))
            todo += _held(record)
        elif (choices := possibilities(value)) and choices[0] is not value:
            todo += choices


def _held(record: ObjectRecord) -> Sequence[Value]:
    match record:
        case ListObject():
            return [*(record.items or ()), *([] if record.element is None else [record.element])]
        case DictObject():
            return [value for _, value in record.items.values()]
        case Instance():
            return list(record.attributes.values())
        case ModelObject():
            return record.layers
    return ()
