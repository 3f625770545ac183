"""What Keras refuses of data before the model sees any of it."""

from __future__ import annotations

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.library.batch_checks import check_batches
from conv1d_lsp.interpreter.library.class_weights import check_class_weights
from conv1d_lsp.interpreter.library.data_checks import check_beside, check_numbers, check_samples, check_split
from conv1d_lsp.interpreter.library.handed import Handed
from conv1d_lsp.interpreter.library.listed_data import check_lists
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import ModelObject, Unknown


def refused_data(
    m: Machine, method: str, given: Handed, record: ModelObject | None, arguments: Arguments, node: cst.CSTNode
) -> Unknown | None:
    """Report the first of it. record: the model, None for one of the program's own class."""
    refused = check_beside(m, method, given, arguments, node) or check_batches(m, method, given, node)
    if refused is None and method == "fit":
        refused = check_split(m, given, arguments, node)
    refused = refused or check_lists(m, method, given, record, arguments, node)
    refused = refused or check_samples(m, method, given, record, node)
    refused = refused or check_numbers(m, method, arguments, node)
    return refused or check_class_weights(m, method, given, arguments, node)
