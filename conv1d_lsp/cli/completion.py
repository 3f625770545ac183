"""`conv1d-lsp completion SHELL`: a script that has a shell complete commands, options, rules and files."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from conv1d_lsp.cli.arguments import grammar
from conv1d_lsp.cli.status import Status
from conv1d_lsp.cli.words import OneOf

#: Lists of rules with commas between: after the last comma another one is begun.
_RULES = {
    "bash": """_conv1d_lsp_rules() {{
  local word="${{1-}}"
  local begun=""
  [[ "$word" == *,* ]] && begun="${{word%,*}},"
  compgen -P "$begun" -W "{rules}" -- "${{word##*,}}"
}}
""",
    "zsh": """_conv1d_lsp_rules() {{
  _values -s , rule {rules}
}}
""",
    "fish": """function _conv1d_lsp_rules
  set -l begun (string match -r '.*,' -- (commandline -ct))
  printf "$begun%s\\n" {rules}
end
""",
}

#: What completes a list of rules, by shell.
_BY_SHELL = {"bash": "_conv1d_lsp_rules", "zsh": "_conv1d_lsp_rules", "fish": "(_conv1d_lsp_rules)"}


def completion(shell: str) -> Status:
    """Print the script for a shell."""
    import shtab

    from conv1d_lsp.rules.index import NAMES

    names = sorted(NAMES)
    values: Mapping[str, object] = {
        **dict.fromkeys(("FILE", "PATH", "FILE[:NAME]", "REPORT"), shtab.FILE),
        "FOLDER": shtab.DIRECTORY,
    }
    parsers = grammar()
    for action in (each for parser in parsers for each in parser._actions):
        if isinstance(action.type, OneOf):
            action.choices = action.type.words
        elif action.metavar == "RULES" and shell in _BY_SHELL:
            action.complete = _BY_SHELL  # type: ignore[attr-defined]
        elif action.metavar in {"RULES", "NAME"}:
            action.choices = names
        elif action.metavar in values:
            action.complete = values[action.metavar]  # type: ignore[attr-defined,index]
    preamble = _RULES.get(shell, "").format(rules=" ".join(names))
    sys.stdout.write(shtab.complete(parsers[0], shell, preamble=preamble).rstrip("\n") + "\n")
    return Status.CLEAN
