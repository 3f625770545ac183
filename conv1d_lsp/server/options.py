"""What the user has set in the editor: the section "conv1d-lsp", or the initialization options.

A wrong value is told in one sentence and left aside; keys that are not ours belong to the editor's side of the house.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.rule_tables import Rules, rules
from conv1d_lsp.settings import Generation

SECTION = "conv1d-lsp"

#: The kinds of inlay hints: after names of tensors and arrays, behind calls of layers, after names of models.
VARIABLES, LAYERS, MODELS = "variables", "layers", "models"
ALL_HINTS = frozenset({VARIABLES, LAYERS, MODELS})

_GENERATIONS = {"auto": None, "2": Generation.KERAS_2, "3": Generation.KERAS_3}


@dataclass(frozen=True, slots=True)
class Options:
    """keras: the generation, if the user names one. inlay_hints: the kinds that are shown between the code.

    read_data_files: whether the user lets files of data be looked into. trusted: whether the workspace is; a client
    that says nothing trusts it, and once it does not, no setting does. status: whether it is told what the server is
    at. select, ignore: rules that are shown, as on the command line.
    """

    keras: Generation | None = None
    inlay_hints: frozenset[str] = ALL_HINTS
    read_data_files: bool = True
    trusted: bool = True
    status: bool = False
    select: Rules | None = None
    ignore: Rules = frozenset()

    @property
    def reads_data(self) -> bool:
        """Whether files of data may be looked into."""
        return self.read_data_files and self.trusted


_SWITCHES: Mapping[str, Callable[[Options, bool], Options]] = {
    "readDataFiles": lambda options, on: replace(options, read_data_files=on),
    "status": lambda options, on: replace(options, status=on),
}

_RULES: Mapping[str, Callable[[Options, Rules], Options]] = {
    "select": lambda options, named: replace(options, select=named),
    "ignore": lambda options, named: replace(options, ignore=named),
}


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
    hints, complaint = _hints(told.get("inlayHints"), options.inlay_hints)
    options = replace(options, inlay_hints=hints)
    complaints += [complaint] if complaint else []
    for key, switched in _SWITCHES.items():
        value = told.get(key)
        if isinstance(value, bool):
            options = switched(options, value)
        elif value is not None:
            complaints.append(f'{SECTION}: "{key}" must be true or false, not {value!r}; the setting is ignored.')
    for key, named in _RULES.items():
        try:
            options = options if told.get(key) is None else named(options, rules(told[key], f'{SECTION}: "{key}"'))
        except ConfigurationError as error:
            complaints.append(f"{error}; the setting is ignored.")
    if told.get("trusted") is False:
        options = replace(options, trusted=False)
    return options, tuple(complaints)


def _hints(told: Any, kinds: frozenset[str]) -> tuple[frozenset[str], str | None]:
    """The kinds that are wanted: all, none, or each by its name; a complaint of what means nothing."""
    if isinstance(told, bool):
        return (ALL_HINTS if told else frozenset()), None
    if isinstance(told, dict) and told.keys() <= ALL_HINTS and all(isinstance(on, bool) for on in told.values()):
        off = {kind for kind, on in told.items() if not on}
        return kinds.union(told) - off, None
    if told is None:
        return kinds, None
    named = ", ".join(f'"{kind}"' for kind in sorted(ALL_HINTS))
    words = f'"inlayHints" must be true, false or an object with true or false for {named}, not {told!r}'
    return kinds, f"{SECTION}: {words}; the setting is ignored."
