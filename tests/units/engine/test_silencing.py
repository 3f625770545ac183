"""Comments that silence findings, and what is said of comments that do not."""

from collections.abc import Iterable

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import check
from conv1d_lsp.engine.both import under_both
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.settings import Generation, Settings

HEAD = "import keras\nfrom keras import layers\nx = keras.Input((100, 4))\n"
LONG = "layers.Conv1D(8, 200)(x)"
SHORT = "layers.Conv1D(8, 2)(x)"
DECO = "def deco(a):\n    return lambda f: f\n"


def analysis(body: str, settings: Settings | None = None) -> Analysis:
    return check(HEAD + body, "a.py", settings or Settings())


def rules(body: str, settings: Settings | None = None) -> list[str]:
    return [each.rule for each in analysis(body, settings).diagnostics]


def mended(body: str) -> str:
    """The body after the fixes of all findings that have any, one after the other."""
    text = HEAD + body
    while fixes := [fix for each in check(text, "a.py", Settings()).diagnostics for fix in each.fixes[:1]]:
        text = applied(text, fixes[0].edits)
    return text.removeprefix(HEAD)


@pytest.mark.parametrize(
    "body",
    [
        f"y = {LONG}  # conv1d: ignore\n",
        f"y = {LONG}  # conv1d: ignore[window-too-long]\n",
        f"y = {LONG}  # conv1d: ignore[window-too-long] the data is longer\n",
        f"y = {LONG}  # noqa\n",
        f"y = {LONG}  # noqa: window-too-long\n",
        f"y = {LONG}  # type: ignore  # conv1d: ignore\n",
        f"# conv1d: ignore\ny = {LONG}\n",
        f"y = (\n    {LONG}\n)  # conv1d: ignore\n",
        f"y = (\n    {LONG}  # conv1d: ignore\n)\n",
        f"if (\n    {LONG}\n):  # conv1d: ignore\n    pass\n",
        f"def f():\n    return {LONG}  # conv1d: ignore\nf()\n",
        f"y = {LONG}\n# conv1d: skip-file\n",
        f"match {LONG}:  # conv1d: ignore\n    case _:\n        pass\n",
        f"# conv1d: ignore\nmatch (\n    {LONG}\n):\n    case _:\n        pass\n",
        f"match x:\n    case _ if {LONG} is None:  # conv1d: ignore\n        pass\n",
        f"match x:\n    # conv1d: ignore\n    case _ if {LONG} is None:\n        pass\n",
        f"{DECO}@deco(0)\n@deco(\n    {LONG}\n)  # conv1d: ignore\ndef f(): pass\n",
        f"{DECO}# conv1d: ignore\n@deco({LONG})\ndef f(): pass\n",
        f"{DECO}@deco(0)\n# conv1d: ignore\n@deco(\n    {LONG}\n)\ndef f(): pass\n",
        f"y = {LONG}  #: conv1d:ignore [ window-too-long ]because\n",
        f"y = {LONG}  # noqa: E501, W605  # conv1d: ignore[window-too-long,]\n",
    ],
)
def test_silence(body: str) -> None:
    assert rules(body) == []


@pytest.mark.parametrize(
    "comment", ["# noqa: E501", "# noqa: ARG", "# type: ignore", "# conv1d: ignored", "# pylint: disable=all", ""]
)
def test_what_other_tools_are_told_does_not_silence(comment: str) -> None:
    assert rules(f"y = {LONG}  {comment}\n") == ["window-too-long"]


def test_a_comment_silences_what_it_names_alone() -> None:
    found = analysis(f"y = {LONG}  # conv1d: ignore[input-rank]\n").diagnostics
    assert [each.rule for each in found] == ["window-too-long", "unused-suppression"]
    assert found[1].message == "`input-rank` finds nothing here, so there is nothing to silence"


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("  # conv1d: ignore", ""),
        ("  # conv1d: ignore[input-rank]", ""),
        ("  # conv1d: ignore[input-rank, open-size]", ""),
        ("  # conv1d: ignore[]", ""),
        ("  # type: ignore  # conv1d: ignore why not  # (old)", "  # type: ignore  # (old)"),
        ("  # type: ignore # conv1d: ignore", "  # type: ignore"),
    ],
)
def test_an_unused_comment_is_told_and_goes(comment: str, left: str) -> None:
    body = f"y = {SHORT}{comment}\n"
    assert set(rules(body)) == {"unused-suppression"}
    assert mended(body) == f"y = {SHORT}{left}\n"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_unused_name_goes_from_the_list(at: int) -> None:
    names = ["input-rank", "open-size"]
    names.insert(at, "window-too-long")
    assert mended(f"y = {LONG}  # conv1d: ignore[{', '.join(names)}]\n") == (
        f"y = {LONG}  # conv1d: ignore[window-too-long]\n"
    )


def test_an_unused_comment_on_a_line_of_its_own_goes_with_the_line() -> None:
    assert mended(f"# conv1d: ignore\ny = {SHORT}\nif y:\n    # conv1d: ignore\n    y\n") == (
        f"y = {SHORT}\nif y:\n    y\n"
    )


def test_noqa_is_never_told_of() -> None:
    assert rules(f"y = {SHORT}  # noqa\nz = {LONG}  # noqa: E501\n") == ["window-too-long"]


@pytest.mark.parametrize("name", ["window-to-long", "window_too_long", "Window-Too-Long"])
def test_a_name_that_no_rule_has(name: str) -> None:
    body = f"y = {LONG}  # conv1d: ignore[{name}]\n"
    found = analysis(body).diagnostics
    assert [each.rule for each in found] == ["window-too-long", "unknown-rule-name"]
    assert found[1].message == f"there is no rule `{name}`; did you mean `window-too-long`?"
    assert applied(HEAD + body, found[1].fixes[0].edits) == f"{HEAD}y = {LONG}  # conv1d: ignore[window-too-long]\n"


def test_a_name_like_no_rule_s() -> None:
    (found,) = analysis("y = 1  # conv1d: ignore[E501]\n").diagnostics
    assert found.message == "there is no rule `E501` (`conv1d-lsp rule` lists them)"
    assert found.fixes == ()


def test_what_is_said_of_comments_is_silenced_by_name() -> None:
    assert rules(f"y = {SHORT}  # conv1d: ignore[input-rank, unused-suppression]\n") == []
    assert rules(f"y = {SHORT}  # conv1d: ignore[nonsense, unknown-rule-name]\n") == []


def test_broken_code_is_no_reason_to_speak_of_comments() -> None:
    assert rules(f"y = {SHORT}  # conv1d: ignore\nz = (\n") == ["syntax-error"]
    assert rules(f"y = {LONG}  # conv1d: ignore[nonsense, window-too-long]\nz = (\n") == ["syntax-error"]


def test_a_file_that_could_not_be_read_is_skipped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(*_given: object) -> None:
        raise ValueError("too many digits")

    for text, expected in ((HEAD, 1), (f"{HEAD}# conv1d: skip-file, as it is generated\n", 0)):
        assert len(check(text, "a.py", Settings(largest_file=10)).diagnostics) == expected
        with monkeypatch.context() as patched:
            patched.setattr("conv1d_lsp.engine.reading._examine", failed)
            assert len(check(text, "a.py", Settings()).diagnostics) == expected


def test_what_was_cut_short_is_no_reason_either() -> None:
    loop = f"while True:\n    x = {SHORT}\ny = {SHORT}  # conv1d: ignore\n"
    found = [each.rule for each in check(HEAD + loop, "a.py", Settings(budget=10)).diagnostics]
    assert found == ["cut-short"]


#: Keras 3 alone refuses four axes.
DEEP = "y = layers.Conv1D(8, 2)(keras.Input((5, 3, 2)))  # conv1d: ignore[input-rank]\n"


@pytest.mark.parametrize("keras", [None, *Generation])
def test_a_comment_that_the_other_generation_needs_is_of_use(keras: Generation | None) -> None:
    assert rules(DEEP, Settings(keras=keras)) == []


def test_unless_the_file_says_which_one_it_runs_under() -> None:
    text = DEEP.replace("keras.", "tf_keras.").replace("layers.", "tf_keras.layers.")
    found = check(f"import tf_keras\n{text}", "a.py", Settings()).diagnostics
    assert [each.rule for each in found] == ["unused-suppression"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (DEEP, []),
        (f"y = {SHORT}  # conv1d: ignore\n", ["unused-suppression"]),
        (f"y = {SHORT}  # conv1d: ignore[nonsense]\n", ["unknown-rule-name"]),
    ],
)
def test_under_both(body: str, expected: Iterable[str]) -> None:
    both = Settings(both=True)
    found = under_both(both, lambda one: check(HEAD + body, "a.py", one)).diagnostics
    assert [each.rule for each in found] == expected
    assert all("alone" not in each.message for each in found)


@pytest.mark.parametrize(
    ("comment", "meant"),
    [
        ("# conv1d: ignore(window-too-long)", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: ignore (window-too-long, open-size) so", "# conv1d: ignore[window-too-long, open-size] so"),
        ("# conv1d: ignore: window-too-long, as it is", "# conv1d: ignore[window-too-long], as it is"),
        ("# conv1d: ignore=window-too-long", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: ignore[window-too-long", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: igonre[window-too-long] so", "# conv1d: ignore[window-too-long] so"),
        ("# conv1d: Ignore", "# conv1d: ignore"),
        ("# conv1d: skip_file", "# conv1d: skip-file"),
        ("# conv1d: skip file", "# conv1d: skip-file"),
        ("# conv1d: ignore-file", "# conv1d: skip-file"),
        ("# conv1d: ignore]", "# conv1d: ignore"),
        ("# conv1d: ignore-all", "# conv1d: ignore"),
        ("# conv1d: ignore_next_line  # noqa: E501", "# conv1d: ignore  # noqa: E501"),
        ("# conv1d: ignore-window-too-long", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: ignore{window-too-long}", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: ignore［window-too-long］", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: ignored[window-too-long]", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: disable=window-too-long", "# conv1d: ignore[window-too-long]"),
        ("# conv1d: noqa", "# conv1d: ignore"),
        (
            "# IGNORE[window-too-long] is no word of ours  # Conv1D: IGNORE[window-too-long]",
            "# IGNORE[window-too-long] is no word of ours  # conv1d: ignore[window-too-long]",
        ),
        ("# conv1d : ignore[window-too-long]", "# conv1d: ignore[window-too-long]"),
        ("# conv1d ignore[window-too-long]", "# conv1d: ignore[window-too-long]"),
        ("# conv1d-lsp: ignore[window-too-long] so", "# conv1d: ignore[window-too-long] so"),
        ("# conv1d-lsp: skip-file", "# conv1d: skip-file"),
        ("# type: ignore # conv1d_lsp: ignore", "# type: ignore # conv1d: ignore"),
    ],
)
def test_what_is_almost_a_suppression(comment: str, meant: str) -> None:
    body = f"y = {LONG}  {comment}\n"
    found = {each.rule: each for each in analysis(body).diagnostics}
    assert found.keys() == {"window-too-long", "unreadable-suppression"}
    assert applied(HEAD + body, found["unreadable-suppression"].fixes[0].edits) == f"{HEAD}y = {LONG}  {meant}\n"


@pytest.mark.parametrize(
    "comment",
    [
        "# Conv1D: ignore the padded steps",
        "# conv1d: ignored by the loss",
        "# conv1d: skip connection",
        "# conv1d: off by one (see test-off-by-one)",
        "# Conv1D (batch-size, n-steps)",
        "# conv1d: [batch-size, n-steps]",
        "# conv1d: 64 filters, 3 steps",
        "# write `# conv1d: ...` behind it",
        "# conv1d_block: ignores padding",
        "# see conv1d: ignore[rule-name]",
    ],
)
def test_what_people_say_of_layers(comment: str) -> None:
    assert rules(f"y = {SHORT}  {comment}\n") == []


def test_a_text_in_quotes_is_no_comment() -> None:
    body = f'y = \'# conv1d: ignore\', {LONG}, """\n# conv1d: skip-file\n"""\n'
    assert rules(body) == ["window-too-long"]


def test_a_bracket_that_is_left_open() -> None:
    found = analysis(f"y = {SHORT}  # conv1d: ignore[why\n").diagnostics
    assert [(each.message, each.fixes) for each in found] == [("this silences nothing; its bracket is not closed", ())]


@pytest.mark.parametrize("comment", ["ignore: the data is longer", "ignore (longer)", "ignore, as it is"])
def test_a_reason_may_follow_as_people_write_it(comment: str) -> None:
    assert rules(f"y = {LONG}  # conv1d: {comment}\n") == []


@pytest.mark.parametrize(
    "comment",
    ["conv1d: 8 filters", "conv1d: ignored", "conv1d: ignores padding", "Conv1D: ignor", "conv1d:", "conv1d: skips"],
)
def test_what_people_say_of_a_layer_is_none(comment: str) -> None:
    assert rules(f"y = {SHORT}  # {comment}\n") == []
