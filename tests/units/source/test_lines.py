"""Lines end where Python and LibCST end them."""

import pytest

from conv1d_lsp.source.lines import indent_of, line_starts, newline_of, split_lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a\n", ""]),
        ("\n", ["\n", ""]),
        ("a\r\nb\rc\n\n", ["a\r\n", "b\r", "c\n", "\n", ""]),
        ("a\n\r", ["a\n", "\r", ""]),
        ("a\u2028b\fc\x1cd\n e", ["a\u2028b\fc\x1cd\n", " e"]),
    ],
)
def test_split(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines
    assert "".join(lines) == text
    assert [text[start : start + len(line)] for start, line in zip(line_starts(text), lines, strict=True)] == lines


def test_parts_of_a_line() -> None:
    assert newline_of("a \r\n") == "\r\n"
    assert newline_of("a") == ""
    assert indent_of("\t  a\n") == "\t  "
