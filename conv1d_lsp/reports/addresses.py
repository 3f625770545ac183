"""Where the project and its pages are."""

from pathlib import PurePosixPath
from urllib.parse import quote

PROJECT = "https://github.com/conv1d-lsp/conv1d-lsp"


def rule_page(rule: str) -> str:
    """The address of a rule's page."""
    return f"{PROJECT}/blob/main/conv1d_lsp/rules/README.md#{rule}"


def uri(path: str) -> str:
    """A path, with "/", as a reference of a URI: a relative one stays relative."""
    quoted = quote(path.encode("utf-8", "surrogateescape"), safe="/~")
    if path[1:3] == ":/":  # a drive of Windows
        return f"file:///{path[0]}:{quote(path[2:].encode('utf-8', 'surrogateescape'), safe='/~')}"
    return f"file://{quoted}" if PurePosixPath(path).is_absolute() else quoted
