"""Arguments of a call: set, rename, take away."""

import libcst as cst

from conv1d_lsp.diagnostics import Edit, Place
from conv1d_lsp.rules.fixes.text import Text
from conv1d_lsp.rules.reading.calls import Construction
from conv1d_lsp.source.text import text_of


def set_argument(text: Text, construction: Construction, name: str, value: str) -> Edit | None:
    """Give the parameter a value: in the place of the one it has, else as the last argument.

    None where a `**` may give it already.
    """
    given = construction.argument(name)
    if given is not None:
        return text.replace(given, f"{_keyword(given)}{value}")
    call = construction.call
    if any(each.star == "**" for each in call.args):
        return None
    if call.args:
        last = call.args[-1]
        return text.after(last, f",{text.separator(last, call.func)}{name}={value}")
    end = text.place(call)
    return Edit(Place(text.file, end.end_line, end.end_column - 1, end.end_line, end.end_column - 1), f"{name}={value}")


def _keyword(given: cst.Arg) -> str:
    """What stands before the value: `padding = `."""
    if given.keyword is None:
        return ""
    equal = text_of(given.equal) if isinstance(given.equal, cst.AssignEqual) else "="
    return f"{given.keyword.value}{equal}"


def rename_argument(text: Text, call: cst.Call, old: str, new: str) -> Edit | None:
    for each in call.args:
        if each.keyword is not None and each.keyword.value == old:
            return text.replace(each.keyword, new)
    return None


def name_argument(text: Text, construction: Construction, parameter: str, name: str) -> Edit | None:
    """Turn the positional argument of one parameter into a keyword argument for another."""
    given = construction.argument(parameter)
    return None if given is None or given.keyword is not None else text.before(given, f"{name}=")


def remove_argument(text: Text, call: cst.Call, name: str) -> Edit | None:
    """Take the keyword argument away."""
    args = call.args
    for index, each in enumerate(args):
        if each.keyword is not None and each.keyword.value == name:
            if index > 0:
                return text.between(args[index - 1], each, "")
            return text.up_to(each, args[1]) if len(args) > 1 else text.replace(each, "")
    return None


def quoted(construction: Construction, word: str) -> str:
    """The word as a string, with the quotes that the call uses."""
    single = "'" in text_of(construction.call) and '"' not in text_of(construction.call)
    return f"'{word}'" if single else f'"{word}"'


def is_word(argument: cst.Arg | None, word: str) -> bool:
    """Whether the argument is written as this string."""
    value = None if argument is None else argument.value
    return isinstance(value, cst.SimpleString) and value.evaluated_value == word
