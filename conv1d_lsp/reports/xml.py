"""XML in ASCII: what XML cannot hold is shown as the sign for an unreadable character."""

import re
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

#: What XML 1.0 allows neither as itself nor as a reference.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opened(name: str, /, **attributes: object) -> str:
    """A tag that is opened: `<name key="value">`."""
    return f"<{name}{_written(attributes)}>"


def closed(name: str, /, **attributes: object) -> str:
    """A tag that holds nothing."""
    return f"<{name}{_written(attributes)}/>"


def holding(name: str, content: str, /, **attributes: object) -> str:
    """A tag that holds text."""
    return f"{opened(name, **attributes)}{_ascii(escape(_possible(content)))}</{name}>"


def _written(attributes: dict[str, object]) -> str:
    return "".join(f" {name}={_ascii(quoteattr(_possible(str(value))))}" for name, value in attributes.items())


def _possible(text: str) -> str:
    return _IMPOSSIBLE.sub("\ufffd", text)


def _ascii(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()
