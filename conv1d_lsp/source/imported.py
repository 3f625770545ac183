"""Which modules a text may import, by its lines alone.

Does not import LibCST: most files are asked and never parsed.
"""

import re
from collections.abc import Iterator

_WORD = "import"
_IMPORT = re.compile(r"[ \t]*import[ \t]+([^\n#;]+)")
_FROM = re.compile(r"[ \t]*from[ \t]*(\.*)[ \t]*([\w.]*)[ \t]+import\b[ \t]*(\([^)]*\)|[^\n#;]*)")
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
    at = text.find(_WORD)
    while at >= 0:  # ten times as fast as a pattern that tries every line
        line = text.rfind("\n", 0, at) + 1
        end = at + len(_WORD)
        if (found := _IMPORT.match(text, line)) is not None:
            yield from ((0, name) for name in _plainly(found[1]))
            end = max(end, found.end())
        elif (found := _FROM.match(text, line)) is not None:
            yield from _from(len(found[1]), found[2], found[3])
            end = max(end, found.end())
        if (found := _CALLED.match(text, at)) is not None:
            yield 0, found[1]
        at = text.find(_WORD, end)


def _plainly(names: str) -> Iterator[str]:
    """What `import` names."""
    for part in names.split(","):
        name = part.split()[0] if part.split() else ""
        if name.replace(".", "").isidentifier():
            yield name


def _from(level: int, module: str, names: str) -> Iterator[tuple[int, str]]:
    """What `from` names."""
    if module:
        yield level, module
    for name in _NAME.findall(names):
        yield level, f"{module}.{name}" if module else name
