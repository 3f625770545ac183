"""Comments of statements, and those that silence."""

import libcst as cst

from conv1d_lsp.source.comments import comments_of, own_line_comments
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.suppressions import Suppressions, suppressions_of


def tree(text: str) -> Parsed:
    parsed = parse(text)
    assert isinstance(parsed, Parsed)
    return parsed


def suppressions(text: str) -> Suppressions:
    parsed = tree(text)
    return suppressions_of(parsed, Positions(parsed))


def test_comments_above_and_beside_a_statement() -> None:
    parsed = tree("x = 1\n# the batch\n\n#   then\nprint(y)  # this should return (32, 98, 64)\n# foot\n")
    found = comments_of(parsed.chunks[1].statement)
    assert [(comment.body, comment.own_line) for comment in found] == [
        ("the batch", True),
        ("then", True),
        ("this should return (32, 98, 64)", False),
    ]
    assert Positions(parsed).place(found[2].node, "f").column == 11
    assert [comment.text for comment in own_line_comments(parsed.footer)] == ["# foot"]
    assert comments_of(parsed.chunks[0].statement) == ()


def test_comments_of_compound_statements() -> None:
    for text in ("if a:  # why\n    b\n", "if a: b  # why\n", "# why\ntry:\n    a\nfinally:\n    b\n"):
        (comment,) = comments_of(tree("x\n" + text).chunks[1].statement)
        assert comment.body == "why"
    parsed = tree("def f():\n    x = '# no comment'\n")
    assert isinstance(parsed.chunks[0].statement, cst.FunctionDef)
    assert comments_of(parsed.chunks[0].statement) == ()


def test_a_comment_at_the_end_silences_its_whole_statement() -> None:
    found = suppressions("x = f(\n    1,\n)  # conv1d: ignore\ny = 1\n")
    assert [found.covering(line, "any") is not None for line in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_comment_silences_the_rules_that_it_names() -> None:
    found = suppressions("x = 1\ny = 2  # size? conv1d: ignore\nz = 3  #conv1d:ignore[input-rank, window-too-long]\n")
    assert found.covering(2, "input-rank") is None  # a mark begins its comment, or a comment within it
    assert found.covering(3, "input-rank") is not None
    assert found.covering(3, "window-too-long") is not None
    assert found.covering(3, "other") is None


def test_a_second_comment_on_the_line_counts() -> None:
    assert suppressions("y = 2  # type: ignore # conv1d: ignore\n").covering(1, "any") is not None


def test_a_comment_within_a_statement_silences_its_line() -> None:
    found = suppressions("m = f([\n    g(1),  # conv1d: ignore\n    g(2),\n])\n")
    assert [found.covering(line, "any") is not None for line in (1, 2, 3, 4)] == [False, True, False, False]


def test_a_comment_of_its_own_line_silences_the_statement_below() -> None:
    found = suppressions(
        "# conv1d: ignore\nx = f(\n    1)\ny = 1\nif a:\n    # conv1d: ignore[r]\n    y = 2\n    z = 3\n"
    )
    assert [line for line in range(1, 9) if found.covering(line, "r")] == [1, 2, 3, 6, 7]


def test_above_a_block_it_silences_the_header_only() -> None:
    found = suppressions("x = 1\n# conv1d: ignore\nfor i in (1,\n          2):\n    y = 2\n")
    assert [line for line in range(1, 6) if found.covering(line, "r")] == [2, 3, 4]


def test_skip_file() -> None:
    assert suppressions("# conv1d: skip-file\nx = 1\n").skip_file == 1
    assert suppressions("x = 1\n# conv1d: skip-file\n").skip_file == 2
    assert suppressions("x = '# conv1d: skip-file'\n").skip_file is None


def test_what_only_looks_like_one() -> None:
    text = (
        "x = '# conv1d: ignore'\ny = 1  # conv1d: ignored\nz = '''\n# conv1d: ignore\n'''\n# conv1d: ignores y\nw = 1\n"
    )
    assert suppressions(text) == Suppressions()


def test_noqa_silences_all_unless_it_names_the_codes_of_others() -> None:
    text = "a = 1  # noqa\nb = 1  # NOQA: E501, F401\nc = 1  # noqa:input-rank\nd = 1  # noqables\n# noqa\ne = 1\n"
    parsed = tree(text)
    found = suppressions_of(parsed, Positions(parsed), range(1, 7))
    assert [found.covering(line, "input-rank") is not None for line in range(1, 7)] == [1, 0, 1, 0, 1, 1]
    assert found.covering(3, "other") is None
    assert suppressions(text) == Suppressions()  # nobody asks


def test_where_a_comment_and_its_names_stand() -> None:
    (entry,) = suppressions("é = 1  # type: ignore  # conv1d: ignore[a,  b-c] for now  # (that)\n").entries
    assert (entry.line, entry.column, entry.end_column) == (1, 24, 57)
    assert [(each.name, each.column) for each in entry.names or ()] == [("a", 41), ("b-c", 45)]


def test_at_the_end_of_a_header_it_silences_the_header() -> None:
    found = suppressions("for i in (1,\n          2):  # conv1d: ignore\n    y = 2\n")
    assert [line for line in range(1, 4) if found.covering(line, "r")] == [1, 2]
