"""What the interpreter computes with. All values are immutable; what can change is named by a `Ref` into the memory."""

from conv1d_lsp.interpreter.values.code import (
    BoundMethod,
    Function,
    Library,
    LibraryMethod,
    Module,
    NamedTupleType,
    Partial,
    Super,
    UserClass,
)
from conv1d_lsp.interpreter.values.compiled import Compiled, Criterion
from conv1d_lsp.interpreter.values.dataset import Dataset, Spec
from conv1d_lsp.interpreter.values.either import Choice, Either
from conv1d_lsp.interpreter.values.objects import (
    DictObject,
    Instance,
    IteratorObject,
    LayerObject,
    ListObject,
    ModelObject,
    ObjectRecord,
    ParserObject,
)
from conv1d_lsp.interpreter.values.plain import (
    IN_TENSOR,
    Constant,
    Integer,
    PathValue,
    Range,
    SliceValue,
    TupleValue,
    integer,
    is_none,
)
from conv1d_lsp.interpreter.values.reference import Ref
from conv1d_lsp.interpreter.values.tables import EstimatorObject, Fit, FrameObject, View
from conv1d_lsp.interpreter.values.tensor import (
    ANSWERS,
    OBJECTS,
    OF_DATASET,
    OF_GENERATOR,
    OF_OBJECTS,
    ONE_PERHAPS,
    PANDAS,
    PYTHON,
    RAGGED,
    SPARSE,
    TOLD,
    AllPairs,
    Answers,
    Array,
    GraphNode,
    Tensor,
)
from conv1d_lsp.interpreter.values.unknown import Unknown

#: Everything an expression may evaluate to.
Value = (
    Unknown
    | Constant
    | Integer
    | TupleValue
    | Range
    | PathValue
    | SliceValue
    | Tensor
    | Array
    | Ref
    | Function
    | Library
    | Module
    | LibraryMethod
    | BoundMethod
    | Partial
    | NamedTupleType
    | UserClass
    | Super
    | Dataset
    | Criterion
    | Spec
    | View
    | Either
)

NONE = Constant(None)
#: The same None where it is certainly the size of an open axis of a symbolic tensor.
OPEN_SIZE = Constant(None)
TRUE = Constant(True)
FALSE = Constant(False)

__all__ = [
    "ANSWERS",
    "FALSE",
    "IN_TENSOR",
    "NONE",
    "OBJECTS",
    "OF_DATASET",
    "OF_GENERATOR",
    "OF_OBJECTS",
    "ONE_PERHAPS",
    "OPEN_SIZE",
    "PANDAS",
    "PYTHON",
    "RAGGED",
    "SPARSE",
    "TOLD",
    "TRUE",
    "AllPairs",
    "Answers",
    "Array",
    "BoundMethod",
    "Choice",
    "Compiled",
    "Constant",
    "Criterion",
    "Dataset",
    "DictObject",
    "Either",
    "EstimatorObject",
    "Fit",
    "FrameObject",
    "Function",
    "GraphNode",
    "Instance",
    "Integer",
    "IteratorObject",
    "LayerObject",
    "Library",
    "LibraryMethod",
    "ListObject",
    "ModelObject",
    "Module",
    "NamedTupleType",
    "ObjectRecord",
    "ParserObject",
    "Partial",
    "PathValue",
    "Range",
    "Ref",
    "SliceValue",
    "Spec",
    "Super",
    "Tensor",
    "TupleValue",
    "Unknown",
    "UserClass",
    "Value",
    "View",
    "integer",
    "is_none",
]
