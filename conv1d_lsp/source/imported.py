"""Which modules a text may import, by its lines alone.

Does not import LibCST: most files are asked and never parsed.
"""

import re
from collections.abc import Iterator

_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n#;]+)", re.MULTILINE)
_FROM = re.compile(r"^[ \t]*from[ \t]*(\.*)[ \t]*([\w.]*)[ \t]+import\b[ \t]*(\([^)]*\)|[^\n#;]*)", re.MULTILINE)
_CALLED = re.compile(r"import_module\(\s*[\"']([\w.]+)[\"']")
_NAME = re.compile(r"\w+")


def full_name(level: int, name: str, package: str) -> str | None:
    """The full dotted name of a module that a file in `package` names with `level` dots before it.

    "" for the folder of a file that is in no package; None above the outermost one.
    """
    if level == 0:
        return name
    around = package.split(".")
    kept = around[: len(around) - level + 1]
    return ".".join(part for part in (*kept, name) if part) if kept else None


def imported_modules(text: str) -> Iterator[tuple[int, str]]:
    """Dots and dotted name of everything that may be a module: of `from a import b`, both `a` and `a.b`.

    Lines of a string that look like imports are taken for some: too many is no harm.
    """
    for found in _IMPORT.finditer(text):
        for part in found[1].split(","):
            name = part.split()[0] if part.split() else ""
            if name.replace(".", "").isidentifier():
                yield 0, name
    for found in _FROM.finditer(text):
        level, module = len(found[1]), found[2]
        if module:
            yield level, module
        for name in _NAME.findall(found[3]):
            yield level, f"{module}.{name}" if module else name
    for found in _CALLED.finditer(text):
        yield 0, found[1]
