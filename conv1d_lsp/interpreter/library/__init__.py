"""What the things of libraries do when they are called: Keras's, NumPy's, Python's own."""

from __future__ import annotations

import libcst as cst
from msgspec.structs import replace

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.concrete import calculate
from conv1d_lsp.interpreter.disturbance import disturb
from conv1d_lsp.interpreter.library.adapting import adapted
from conv1d_lsp.interpreter.library.applications import call_application
from conv1d_lsp.interpreter.library.arrays import array_method, call_array_function
from conv1d_lsp.interpreter.library.builtin import BUILTINS
from conv1d_lsp.interpreter.library.bundled_data import BUNDLED_DATA
from conv1d_lsp.interpreter.library.calling_layers import call_layer, call_merge
from conv1d_lsp.interpreter.library.command_line import make_parser, parser_method
from conv1d_lsp.interpreter.library.commands import COMMANDS
from conv1d_lsp.interpreter.library.compiling import OWN_OBJECTS, compile_own
from conv1d_lsp.interpreter.library.copies import COPIES, copied, from_config
from conv1d_lsp.interpreter.library.criteria import make_criterion
from conv1d_lsp.interpreter.library.data_files import DATA_FILES
from conv1d_lsp.interpreter.library.dataset_methods import dataset_method
from conv1d_lsp.interpreter.library.datasets import DATASETS
from conv1d_lsp.interpreter.library.dicts import dict_method
from conv1d_lsp.interpreter.library.directories import DIRECTORIES
from conv1d_lsp.interpreter.library.input import make_input
from conv1d_lsp.interpreter.library.keras_1 import check_legacy, merge
from conv1d_lsp.interpreter.library.keywords import check_arguments
from conv1d_lsp.interpreter.library.layer_attributes import layer_method
from conv1d_lsp.interpreter.library.lists import list_method, tuple_method
from conv1d_lsp.interpreter.library.loss_calls import call_loss_function
from conv1d_lsp.interpreter.library.making_layers import is_layer, make_layer
from conv1d_lsp.interpreter.library.model_methods import MODEL_METHODS
from conv1d_lsp.interpreter.library.models import call_model, make_model, make_sequential
from conv1d_lsp.interpreter.library.names import canonical
from conv1d_lsp.interpreter.library.namespaces import NAMESPACES, instance_method, namespace_method
from conv1d_lsp.interpreter.library.numpy_numbers import numpy_number
from conv1d_lsp.interpreter.library.numpy_scalars import number_method, numpy_scalar
from conv1d_lsp.interpreter.library.own_models import on_own_model
from conv1d_lsp.interpreter.library.patching import PATCHES
from conv1d_lsp.interpreter.library.paths import PATHS, path_method
from conv1d_lsp.interpreter.library.perhaps_called import perhaps_called, perhaps_calls
from conv1d_lsp.interpreter.library.python_copies import PYTHON_COPIES
from conv1d_lsp.interpreter.library.refused_on_symbolic import (
    asked_for_numbers,
    lost_as_list,
    lost_method,
    refused_symbolic,
)
from conv1d_lsp.interpreter.library.run_time import RUN_TIME
from conv1d_lsp.interpreter.library.setting_weights import check_weights
from conv1d_lsp.interpreter.library.settings_objects import SETTINGS
from conv1d_lsp.interpreter.library.settings_values import check_values
from conv1d_lsp.interpreter.library.shape_checks import SHAPE_CHECKS
from conv1d_lsp.interpreter.library.shuffling import SHUFFLING
from conv1d_lsp.interpreter.library.tables.estimators import make_estimator
from conv1d_lsp.interpreter.library.tables.functions import TABLES
from conv1d_lsp.interpreter.library.tables.methods import estimator_call, table_method
from conv1d_lsp.interpreter.library.tensor_sizes import tensor_sizes
from conv1d_lsp.interpreter.library.text_files import TEXT_FILES
from conv1d_lsp.interpreter.library.training import note_evidence, perhaps_compiled
from conv1d_lsp.interpreter.library.versions import VERSIONS
from conv1d_lsp.interpreter.library.vocabulary_methods import vocabulary_method
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.memory import LOSS_ADDED
from conv1d_lsp.interpreter.texts import text_method
from conv1d_lsp.interpreter.values import (
    NONE,
    Array,
    BoundMethod,
    Compiled,
    Constant,
    Dataset,
    DictObject,
    EstimatorObject,
    Function,
    Instance,
    Integer,
    LayerObject,
    Library,
    LibraryMethod,
    ListObject,
    ModelObject,
    ParserObject,
    Partial,
    PathValue,
    Ref,
    Tensor,
    TupleValue,
    Unknown,
    Value,
)

_MERGES = {
    f"keras.layers.{name.lower()}": name
    for name in ("Add", "Average", "Concatenate", "Dot", "Maximum", "Minimum", "Multiply", "Subtract")
}


def _generator(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`np.random.default_rng(0)`: what it draws does not depend on it."""
    return Library("numpy.random.Generator")


def _generator_of_old(m: Machine, arguments: Arguments, node: cst.CSTNode) -> Value:
    """`np.random.RandomState(0)` has the functions of the module."""
    return Library("numpy.random")


_MAKERS = {
    "numpy.random.default_rng": _generator,
    "numpy.random.RandomState": _generator_of_old,
    "keras.Input": make_input,
    "keras.Model": make_model,
    "keras.Sequential": make_sequential,
    "argparse.ArgumentParser": make_parser,
}

_NUMBER_METHODS = frozenset({"bit_length", "bit_count", "is_integer", "as_integer_ratio", "conjugate", "hex"})

#: Functions that change what they are given.
_MUTATORS = (
    frozenset({"bisect.insort"})
    | {f"heapq.{name}" for name in ("heapify", "heappush", "heappop", "heapreplace", "heappushpop")}
    | {f"numpy.{name}" for name in ("put", "place", "putmask", "copyto", "fill_diagonal", "put_along_axis", "add.at")}
)


_CALLS = {
    **BUILTINS,
    **COPIES,
    **PYTHON_COPIES,
    **SETTINGS,
    **SHUFFLING,
    **COMMANDS,
    **RUN_TIME,
    **NAMESPACES,
    **PATHS,
    **DATA_FILES,
    **TEXT_FILES,
    **VERSIONS,
    **PATCHES,
    **OWN_OBJECTS,
    **_MAKERS,
}


#: Functions that make data, whose arguments are looked at like those of Keras's others.
_DATA = {**BUNDLED_DATA, **DATASETS, **DIRECTORIES, **TABLES}

_MUTATING = ("builtins.list.", "builtins.dict.", "builtins.set.", "operator.", "_operator.")

#: Modules whose functions leave the lists and dicts that they are given as they are, but for those above.
_READING = frozenset(
    (
        "builtins keras tensorflow numpy math random os sys json yaml pandas sklearn scipy matplotlib seaborn plotly "
        "logging time datetime re pathlib functools itertools collections typing types abc enum dataclasses copy "
        "warnings pickle csv glob shutil string pprint tqdm h5py librosa argparse contextlib inspect bisect heapq "
        "statistics fractions decimal io tempfile zipfile urllib requests threading atexit cv2 PIL torch tf2onnx "
        "tensorflow_datasets tensorflow_addons keras_tuner wandb mlflow unittest pytest gc platform uuid hashlib"
    ).split()
)


def call_library(m: Machine, callee: Library, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Call a library function or class by its canonical name."""
    path = canonical(callee.path)
    known = _CALLS.get(path)
    if known is not None and (asked := asked_for_numbers(m, path, arguments, node)) is not None:
        return asked
    if known is not None:
        return known(m, arguments, node)
    if is_layer(m, path):
        return make_layer(m, callee.last, arguments, node)
    if path in _MERGES:
        return call_merge(m, _MERGES[path], arguments, node)
    if path.startswith("keras."):
        check_legacy(m, path, node)
        check_arguments(m, path, arguments, node)
        check_values(m, path, arguments, node)
        if path.endswith(".from_config"):
            return from_config(m, arguments, node)
    if (criterion := make_criterion(m, path, arguments, node)) is not None:
        return criterion
    if (loss := call_loss_function(m, path, arguments, node)) is not None:
        return loss
    if path == "keras.layers.merge":
        return merge(m, arguments, node)
    if path in _DATA:
        return _DATA[path](m, arguments, node)
    refused = refused_symbolic(m, path, arguments, node)
    if refused is not None:
        return refused
    if path in SHAPE_CHECKS and (checked := SHAPE_CHECKS[path](m, arguments, node)) is not None:
        return checked
    if (estimator := make_estimator(m, path, arguments, node)) is not None:
        return estimator
    result = call_application(m, path, arguments, node) or tensor_sizes(m, path, arguments, node)
    result = result or numpy_number(m, path, arguments, node) or numpy_scalar(m, path, arguments, node)
    result = result or call_array_function(m, path, arguments, node)
    if result is not None:
        return result
    perhaps_compiled(m, arguments)
    changing = (
        path in _MUTATORS
        or "out" in arguments.keywords
        or path.startswith(_MUTATING)
        or path.partition(".")[0] not in _READING
        or (path.startswith("sklearn.") and callee.last[:1].isupper())  # it may fit what it is made of
    )
    callbacks = tuple(each for each in arguments.all() if isinstance(each, Function | BoundMethod | Partial))
    disturb(m, arguments if changing else Arguments(callbacks))
    return Unknown(f"`{path.removeprefix('builtins.')}` is not known yet", m.site(node))


def call_method(m: Machine, callee: LibraryMethod, arguments: Arguments, node: cst.CSTNode) -> Value:
    """Call a method that a library or Python defines."""
    owner, name = callee.owner, callee.name
    result: Value | None = None
    if name in ("add_loss", "add_metric"):
        m.state.write_variable(LOSS_ADDED, NONE)
    if isinstance(owner, Tensor) and (lost := lost_method(m, owner, name, node)) is not None:
        return lost
    if name == "as_list" and isinstance(owner, TupleValue):
        return lost_as_list(m, node) or m.new(ListObject(owner.items))
    if (of_table := table_method(m, owner, name, arguments, node)) is not None:
        return of_table
    if isinstance(owner, Array | Tensor):
        result = array_method(m, owner, name, arguments, node)
    elif isinstance(owner, Constant) and isinstance(owner.value, str | bytes):
        result = text_method(m, owner.value, name, arguments, node)
    elif isinstance(owner, Constant | Integer) and name in _NUMBER_METHODS:
        result = calculate(m, lambda number: getattr(number, name)(), Arguments((owner, *arguments.positional)), node)
    elif isinstance(owner, Constant | Integer):
        result = number_method(m, owner, name, arguments)
    elif isinstance(owner, TupleValue):
        result = tuple_method(m, owner, name, arguments)
    elif isinstance(owner, LibraryMethod) and owner.name == "__dict__":
        result = namespace_method(m, owner.owner, name, arguments, node)
    elif isinstance(owner, PathValue):
        result = path_method(m, owner, name, arguments, node)
    elif isinstance(owner, Dataset):
        result = dataset_method(m, owner, name, arguments, node)
    elif isinstance(owner, Ref):
        result = _object_method(m, owner, name, arguments, node)
    if result is not None:
        return result
    return Unknown(f"the method `{name}` is not known yet", m.site(node))


def _object_method(m: Machine, owner: Ref, name: str, arguments: Arguments, node: cst.CSTNode) -> Value | None:
    record = m.record(owner)
    match record:
        case ListObject():
            return list_method(m, owner, record, name, arguments)
        case DictObject():
            return dict_method(m, owner, record, name, arguments)
        case ModelObject():
            note_evidence(m, name, arguments)
            check_arguments(m, f"keras.Model.{name}", arguments, node)
            check_values(m, f"keras.Model.{name}", arguments, node)
            method = MODEL_METHODS.get(name)
            if method is not None:
                return method(m, owner, record, arguments, node)
            if (copy := copied(m, owner, name, arguments, node)) is None:
                m.write(owner, replace(record, compiled=Compiled()))
                perhaps_called(m, owner)
            return copy
        case LayerObject():
            if name == "set_weights":
                return check_weights(m, record, arguments, node) or NONE
            told = vocabulary_method(m, owner, record, name, arguments, node)
            told = told or adapted(m, owner, record, name, arguments) or layer_method(m, record, name, arguments, node)
            return told or copied(m, owner, name, arguments, node)
        case ParserObject():
            return parser_method(m, owner, record, name, arguments, node)
        case EstimatorObject():
            return estimator_call(m, owner, record, name, arguments, node)
        case Instance():
            note_evidence(m, name, arguments)
            if name in ("compile", "super.compile"):
                compile_own(m, owner, record, arguments, node)
            given = on_own_model(m, owner, record, name, arguments, node)
            perhaps_calls(m, owner, name)
            return given or instance_method(m, owner, name, arguments, node)
    return None


def call_object(
    m: Machine, ref: Ref, record: LayerObject | ModelObject, arguments: Arguments, node: cst.CSTNode
) -> Value:
    """Call a layer or a model on tensors."""
    if isinstance(record, LayerObject):
        return call_layer(m, ref, record, arguments, node)
    return call_model(m, ref, record, arguments, node)
