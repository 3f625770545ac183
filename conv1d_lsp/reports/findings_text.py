"""Diagnostics for people: what, where, the source line, how it came about, and the fixes that work."""

from collections import Counter
from collections.abc import Iterator, Sequence

from conv1d_lsp.diagnostics import Diagnostic, Severity
from conv1d_lsp.reports.excerpt import excerpt, margin
from conv1d_lsp.reports.lines import EMPTY, Ink, Line, Span, counted, ink_of

_NOUNS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "hint",
}


def finding(diagnostic: Diagnostic, source: Sequence[str]) -> Iterator[Line]:
    """One diagnostic; `source` are the lines of its file. Ends with an empty line."""
    place, ink = diagnostic.place, ink_of(diagnostic.severity)
    yield (
        Span(place.file, Ink.PATH),
        Span(f":{place.line}:{place.column}: ", Ink.FAINT),
        Span(diagnostic.severity.value, ink),
        Span(f"[{diagnostic.rule}]", Ink.RULE),
        Span(f" {diagnostic.message}", Ink.STRONG),
    )
    yield from excerpt(place, source, ink)
    indent = " " * margin(place)
    for step in diagnostic.trail:
        yield (
            Span(f"{indent} = ", Ink.FAINT),
            Span(step.place.file, Ink.PATH),
            Span(f":{step.place.line}: ", Ink.FAINT),
            Span(step.message),
        )
    for fix in diagnostic.fixes:
        if fix.proven:
            yield (Span(f"{indent} = ", Ink.FAINT), Span("help", Ink.GOOD), Span(f": {fix.title}"))
    yield EMPTY


def closing(found: Counter[Severity], faulty_files: int, files: int, with_keras: int) -> Line:
    """The last line: how much was found (`found`, in `faulty_files`), among how many files."""
    parts = [(counted(found[severity], noun), ink_of(severity)) for severity, noun in _NOUNS.items() if found[severity]]
    if not found[Severity.ERROR] and not found[Severity.WARNING]:
        aside = f"; {' and '.join(text for text, _ in parts)}" if parts else ""
        good = Span(f"No shape faults found in {counted(files, 'file')}", Ink.GOOD)
        return (good, Span(f" ({_users(files, with_keras)}{aside})", Ink.FAINT))
    spans = [Span(text + (", " if index + 1 < len(parts) else ""), ink) for index, (text, ink) in enumerate(parts)]
    spans.append(Span(f" in {counted(faulty_files, 'file')}"))
    if files > faulty_files:
        spans.append(Span(f" ({counted(files, 'file')} looked at, {_users(files, with_keras)})", Ink.FAINT))
    return tuple(spans)


def _users(files: int, with_keras: int) -> str:
    if with_keras == files:
        return "it uses Keras" if files == 1 else "all of them use Keras" if files else "there is nothing to check"
    if with_keras == 0:
        return "it does not use Keras" if files == 1 else "none of them uses Keras"
    return f"{with_keras:,} of them {'uses' if with_keras == 1 else 'use'} Keras"
