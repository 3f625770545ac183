"""What the user has set in the editor: the section "conv1d-lsp", or the initialization options.

A wrong value is told in one sentence and left aside; keys that are not ours belong to the editor's side of the house.
"""

from dataclasses import dataclass, replace
from typing import Any

from conv1d_lsp.settings import Generation

SECTION = "conv1d-lsp"

_GENERATIONS = {"auto": None, "2": Generation.KERAS_2, "3": Generation.KERAS_3}


@dataclass(frozen=True, slots=True)
class Options:
    """keras: the generation, if the user names one. inlay_hints: whether shapes are shown between the code."""

    keras: Generation | None = None
    inlay_hints: bool = True


def read_options(told: Any, options: Options) -> tuple[Options, tuple[str, ...]]:
    """The options with what the client's JSON says of them, and a sentence for each value that means nothing."""
    if told is None:
        return options, ()
    if not isinstance(told, dict):
        return options, (f"{SECTION}: the settings must be an object, not {told!r}; they are ignored.",)
    complaints = []
    keras = told.get("keras")
    if isinstance(keras, str | int) and not isinstance(keras, bool) and str(keras) in _GENERATIONS:
        options = replace(options, keras=_GENERATIONS[str(keras)])
    elif keras is not None:
        complaints.append(f'{SECTION}: "keras" must be "auto", "2" or "3", not {keras!r}; the setting is ignored.')
    hints = told.get("inlayHints")
    if isinstance(hints, bool):
        options = replace(options, inlay_hints=hints)
    elif hints is not None:
        complaints.append(f'{SECTION}: "inlayHints" must be true or false, not {hints!r}; the setting is ignored.')
    return options, tuple(complaints)
