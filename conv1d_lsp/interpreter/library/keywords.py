"""Arguments of Keras's own functions and classes, other than layers, that a generation does not take."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import MissingSettings, TooManySettings, UnknownKeyword
from conv1d_lsp.interpreter.library.public_names import Takes, takes
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.settings import Generation

#: Keywords of older releases, by what they are called now; "" for those that nothing has taken the place of.
_OLD: Mapping[str, str] = {
    "lr": "learning_rate",
    "decay": "",
    "schedule_decay": "",
    "nb_epoch": "epochs",
    "samples_per_epoch": "steps_per_epoch",
    "nb_val_samples": "validation_steps",
    "val_samples": "steps",
    "show_accuracy": "",
    "nb_worker": "",
    "workers": "",
    "use_multiprocessing": "",
    "max_q_size": "",
    "max_queue_size": "",
    "reset_metrics": "",
    "class_mode": "",
    "sample_weight_mode": "",
    "target_tensors": "",
    "adaptive_epsilon": "",
    "jit_compile": "",
    "period": "save_freq",
}

_CLOSE = 0.75


def check_arguments(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    """Report what a function, by its canonical name, does not take: names, values, too many or too few of them."""
    known = takes(path, m.keras)
    if known is None:
        return
    function = path.rpartition(".")[2]
    if m.keras is Generation.KERAS_3 and len(arguments.positional) > len(known.places):
        m.report(TooManySettings(function, len(arguments.positional), len(known.places)), node)
        return
    if _unknown_keyword(m, function, known, arguments, node):
        return
    given = {*known.places[: len(arguments.positional)], *arguments.keywords}
    missing = tuple(name for name in known.required if name not in given)
    if missing and arguments.complete:
        m.report(MissingSettings(function, missing), node)


def _unknown_keyword(m: Machine, function: str, known: Takes, arguments: Arguments, node: cst.CSTNode) -> bool:
    reported = False
    for name in arguments.keywords:
        if name in known.keywords:
            continue
        instead = _OLD.get(name)
        if m.keras is Generation.KERAS_2 and instead is not None:
            continue  # who runs an older release has it
        close = get_close_matches(name, sorted(known.keywords), 1, _CLOSE)
        meant = instead if instead in known.keywords else close[0] if instead is None and close else None
        m.report(UnknownKeyword(function, name, meant), node)
        reported = True
    return reported
