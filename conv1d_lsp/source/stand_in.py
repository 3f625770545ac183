"""What stands in for a statement that does not parse: as much of it as surely holds, with `...` for the rest."""

import re
from collections.abc import Sequence

from conv1d_lsp.source.lines import indent_of, newline_of

_NAME = r"[^\W\d]\w*"
_TARGET = rf"{_NAME}(?:\.{_NAME})*"
_ASSIGNMENT = re.compile(rf"({_TARGET}(?:\s*,\s*{_TARGET})*)\s*(?::[^=()]*)?(?:[-+*/%@&|^]|//|\*\*|<<|>>)?=(?!=)")
_DEFINITION = re.compile(rf"(?:async\s+)?(def|class)\s+({_NAME})")
_METHOD = re.compile(rf"({_NAME})\s*\.")
_LOOP = re.compile(rf"((?:async\s+)?for\s+{_NAME}(?:\s*,\s*{_NAME})*)\b")
_CONDITION = re.compile(r"(if|elif|while|(?:async\s+)?with)\b")
_WORD = re.compile(r"\w+")
_KEYWORDS = frozenset({"pass", "return", "del", "import", "from", "if", "elif", "else", "for", "while", "with", "in"})


def stand_in(line: str, imported: frozenset[str]) -> str:
    """The statement that replaces the one beginning on `line`, at the same indentation: `x = ...` or `pass`.

    A call of a method may change its object (`model.add(`), so the object is not known any more either, unless the
    name is one of those `imported`.
    """
    content = line.strip()
    names: list[str] = []
    if assignment := _ASSIGNMENT.match(content):
        names = [name.strip() for name in assignment[1].split(",")]
    elif definition := _DEFINITION.match(content):
        names = [definition[2]]
    elif (method := _METHOD.match(content)) and method[1] not in imported:
        names = [method[1]]
    names = [name for name in names if _assignable(name)]
    statement = " = ".join([*names, "..."]) if names else "pass"
    return indent_of(line) + statement + newline_of(line)


def header_stand_in(line: str) -> str | None:
    """A header that keeps the block below it; None if the line is no header."""
    content = line.strip()
    if definition := _DEFINITION.match(content):
        kind, name = definition.groups()
        header = f"def {name}(*_, **__):" if kind == "def" else f"class {name}(...):"
    elif loop := _LOOP.match(content):
        header = f"{loop[1]} in ...:"
    elif condition := _CONDITION.match(content):
        header = f"{condition[1]} ...:"
    else:
        return None
    return indent_of(line) + header + newline_of(line)


def _assignable(name: str) -> bool:
    return name.partition(".")[0] not in _KEYWORDS


def imported_names(lines: Sequence[str]) -> frozenset[str]:
    """The words that follow an `import` on its line: the names that it binds, and some more."""
    imports = (line.partition("import ")[2] for line in lines if "import " in line)
    return frozenset(word for words in imports for word in _WORD.findall(words))
