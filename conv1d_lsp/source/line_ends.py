"""Where in a text a comment can be put behind the code."""

import io
import tokenize

from msgspec import Struct

from conv1d_lsp.source.lines import newline_of, split_lines


class LineEnds(Struct, frozen=True):
    """open_lines: those behind whose code a comment may stand. statement_ends: where a statement or a header ends.

    Lines count from 1.
    """

    lines: tuple[str, ...]
    open_lines: frozenset[int]
    statement_ends: tuple[int, ...]

    def behind(self, line: int) -> int | None:
        """The line at whose end a comment can speak for `line`: itself, or the last one of its statement."""
        if line in self.open_lines:
            return line
        return next((end for end in self.statement_ends if end >= line), None)

    def column(self, line: int) -> int:
        """The column (from 1) behind the last character of a line that is no blank."""
        text = self.lines[line - 1]
        return 1 + len(text.removesuffix(newline_of(text)).rstrip())


def line_ends(text: str) -> LineEnds | None:
    """None for a text that Python's tokenizer does not take."""
    lines = split_lines(text)
    open_lines, ends, inside = set[int](), list[int](), 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline):
            kind = tokenize.tok_name[token.type]
            inside += kind.endswith("STRING_START")
            inside -= kind.endswith("STRING_END")
            if kind in ("NEWLINE", "NL") and not inside:
                open_lines.add(token.start[0])
                if kind == "NEWLINE":
                    ends.append(token.start[0])
    except (tokenize.TokenError, SyntaxError):
        return None
    if "\r" in text.replace("\r\n", ""):  # the tokenizer counts these lines otherwise
        return None
    return LineEnds(tuple(lines), frozenset(open_lines), tuple(ends))
