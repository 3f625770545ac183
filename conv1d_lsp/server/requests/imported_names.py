"""What a dotted name in a text is, by its imports: `L.Conv1D` is `keras.layers.Conv1D`. Text that is broken will do."""

import re
from collections.abc import Mapping

_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\r\n#;]+)", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^\r\n#;(]+))", re.MULTILINE)
_ALIAS = re.compile(r"^[ \t]*([^\W\d]\w*)[ \t]*=[ \t]*([^\W\d]\w*(?:\.[^\W\d]\w*)+)[ \t]*(?:#.*)?$", re.MULTILINE)
_OWN = re.compile(r"^[ \t]*(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_COMMENT = re.compile(r"#[^\r\n]*")


def meaning(name: str, source: str) -> str | None:
    """The public Keras name, such as `keras.layers.Conv1D`; None for what is no name of Keras's."""
    first, _, rest = name.replace(" ", "").replace("\t", "").partition(".")
    bound = _bound(source)
    if first in bound:
        path = bound[first] + (f".{rest}" if rest else "")
    elif rest or first in _OWN.findall(source):
        return None
    else:
        stars = (module for module in map(_keras, _stars(source)) if module)
        path = next((f"{module}.{first}" for module in stars), "")
    return _keras(path)


def _keras(path: str) -> str | None:
    from conv1d_lsp.interpreter.library.names import canonical

    known = canonical(path)
    return known if known == "keras" or known.startswith("keras.") else None


def _bound(source: str) -> Mapping[str, str]:
    """What the imports give each name, and plain assignments of parts of it."""
    names: dict[str, str] = {}
    for found in _IMPORT.finditer(source):
        for part in found.group(1).split(","):
            module, _, alias = (piece.strip() for piece in part.partition(" as "))
            names[alias or module.partition(".")[0]] = module if alias else module.partition(".")[0]
    for found in _FROM.finditer(source):
        for part in _COMMENT.sub("", found.group(2) or found.group(3) or "").replace("\\", " ").split(","):
            name, _, alias = (piece.strip() for piece in " ".join(part.split()).partition(" as "))
            if name and name != "*":
                names[alias or name] = f"{found.group(1)}.{name}"
    for alias, path in _ALIAS.findall(source):
        first, _, rest = path.partition(".")
        if first in names and alias not in names:
            names[alias] = f"{names[first]}.{rest}"
    for own in _OWN.findall(source):
        names.pop(own, None)
    return names


def _stars(source: str) -> list[str]:
    return [found.group(1) for found in _FROM.finditer(source) if (found.group(3) or "").strip() == "*"]
