"""Keywords of Keras's own functions, and methods of models, that a generation does not have."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import libcst as cst

from conv1d_lsp.interpreter.arguments import Arguments
from conv1d_lsp.interpreter.faults import NoSuchMethod, UnknownKeyword
from conv1d_lsp.interpreter.library.public_names import keywords_of
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

#: Methods of models that Keras 3 has no more, by what is used now.
_METHODS: Mapping[str, str] = {
    "fit_generator": "fit",
    "evaluate_generator": "evaluate",
    "predict_generator": "predict",
    "predict_classes": "",
    "predict_proba": "predict",
    "to_yaml": "to_json",
    "get_input_at": "",
    "get_output_at": "",
    "get_input_shape_at": "",
    "get_output_shape_at": "",
    "state_updates": "",
}

_CLOSE = 0.75


def check_keywords(m: Machine, path: str, arguments: Arguments, node: cst.CSTNode) -> None:
    """Report a keyword that a function, by its canonical name, does not take."""
    known = keywords_of(path, m.keras) if arguments.keywords else None
    for name in arguments.keywords if known is not None else ():
        if known is None or name in known:
            continue
        instead = _OLD.get(name)
        if m.keras is Generation.KERAS_2 and instead is not None:
            continue  # who runs an older release has it
        close = get_close_matches(name, sorted(known), 1, _CLOSE)
        meant = instead if instead in known else close[0] if instead is None and close else None
        m.report(UnknownKeyword(path.rpartition(".")[2], name, meant), node)
        return


def check_method(m: Machine, model: str, name: str, node: cst.CSTNode) -> None:
    """Report a method that models of this generation have no more. model: "Sequential" or "Functional"."""
    if name in _METHODS and m.keras is Generation.KERAS_3 and not m.attempts:
        m.report(NoSuchMethod(model, name, _METHODS[name] or None), node)
