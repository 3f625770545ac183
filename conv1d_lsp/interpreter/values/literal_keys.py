"""The keys of dicts and keyword arguments that are texts."""

from conv1d_lsp.interpreter.values.objects import Key


def text_key(text: str) -> Key:
    return "str", text
