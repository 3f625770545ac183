"""The last line of a check: how much was found, and in how much."""

from collections.abc import Iterator, Mapping

from conv1d_lsp.reports.lines import Ink, Line, Span, counted

#: Severities, the worst first, as one counts them. Plain words: most runs find nothing and need no diagnostics.
_NOUNS = {"error": "error", "warning": "warning", "information": "note", "hint": "hint"}


def closing(found: Mapping[str, int], faulty_files: int, files: int, with_keras: int) -> Line:
    """The last line. `found` has a number for each severity's word; `faulty_files` have an error or a warning."""
    parts = [(counted(found[word], noun), Ink(word)) for word, noun in _NOUNS.items() if found.get(word)]
    if not found.get("error") and not found.get("warning"):
        aside = f"; {' and '.join(text for text, _ in parts)}" if parts else ""
        good = Span(f"No shape faults found in {counted(files, 'file')}", Ink.GOOD)
        return (good, Span(f" ({_users(files, with_keras)}{aside})", Ink.FAINT))
    spans = [Span(text + (", " if index + 1 < len(parts) else ""), ink) for index, (text, ink) in enumerate(parts)]
    spans.append(Span(f" in {counted(faulty_files, 'file')}"))
    if files > faulty_files:
        spans.append(Span(f" ({counted(files, 'file')} looked at, {_users(files, with_keras)})", Ink.FAINT))
    return tuple(spans)


def proposed(findings: int) -> Iterator[Line]:
    """A line where `findings` have repairs of which nobody has asked yet whether they work."""
    if findings:
        yield (Span("--diff --unsafe-fixes tries to repair that and prints what works", Ink.FAINT),)


def _users(files: int, with_keras: int) -> str:
    if with_keras == files:
        return "it uses Keras" if files == 1 else "all of them use Keras" if files else "there is nothing to check"
    if with_keras == 0:
        return "it does not use Keras" if files == 1 else "none of them uses Keras"
    return f"{with_keras:,} of them {'uses' if with_keras == 1 else 'use'} Keras"
