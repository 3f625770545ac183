"""Comments that are written for what is found: the file says the same as before, and nothing is found any more."""

import pytest

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine import check
from conv1d_lsp.engine.ignoring import Ignored, with_ignores
from conv1d_lsp.settings import Settings

HEAD = "import keras\nfrom keras import layers\nx = keras.Input((100, 4))\n"
LONG = "layers.Conv1D(8, 200)(x)"


def checked(text: str) -> Analysis:
    return check(text, "a.py", Settings())


def ignored(body: str, reason: str = "") -> Ignored:
    return with_ignores(HEAD + body, checked(HEAD + body), checked, reason)


IGNORE = "  # conv1d: ignore[window-too-long]"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"y = {LONG}\n", f"y = {LONG}{IGNORE}\n"),
        (f"y = {LONG}", f"y = {LONG}{IGNORE}"),
        (f"y = {LONG}   \r\nz = 1\r\n", f"y = {LONG}{IGNORE}   \r\nz = 1\r\n"),
        (f"y = {LONG}  # type: ignore\n", f"y = {LONG}  # type: ignore{IGNORE}\n"),
        (f"y = {LONG}  # noqa: E501\n", f"y = {LONG}  # noqa: E501{IGNORE}\n"),
        (f"y = (\n    {LONG}\n)\n", f"y = (\n    {LONG}{IGNORE}\n)\n"),
        (
            f"y = {LONG}  # conv1d: ignore[input-rank] why\n",
            f"y = {LONG}  # conv1d: ignore[input-rank, window-too-long] why\n",
        ),
        (
            f"# conv1d: ignore[ input-rank ]\ny = (\n    {LONG}\n)\n",
            f"# conv1d: ignore[ input-rank, window-too-long ]\ny = (\n    {LONG}\n)\n",
        ),
        (f"y = \\\n    {LONG} + \\\n    1\n", f"y = \\\n    {LONG} + \\\n    1{IGNORE}\n"),
        (f'y = [{LONG}, """\n"""]\n', f'y = [{LONG}, """\n"""]{IGNORE}\n'),
        (f'y = f"""\n{{{LONG}}}\n"""\n', f'y = f"""\n{{{LONG}}}\n"""{IGNORE}\n'),
        (f"if {LONG} \\\n        is None:\n    pass\n", f"if {LONG} \\\n        is None:{IGNORE}\n    pass\n"),
        (f"if x is not None: {LONG}\n", f"if x is not None: {LONG}{IGNORE}\n"),
        (f"def f(): return {LONG}\nf()\n", f"def f(): return {LONG}{IGNORE}\nf()\n"),
    ],
)
def test_a_comment_for_a_finding(body: str, expected: str) -> None:
    done = ignored(body)
    assert done.text == HEAD + expected
    assert (done.silenced, "window-too-long" in {each.rule for each in done.analysis.diagnostics}) == (1, False)


def test_rules_share_a_comment_and_a_reason() -> None:
    done = ignored(f"y = [{LONG}, layers.Conv1D(8, 3)(keras.Input((9,)))]\n", "as in the paper")
    assert done.text.endswith("  # conv1d: ignore[window-too-long, input-rank] as in the paper\n")
    assert (done.silenced, done.analysis.diagnostics) == (2, ())


@pytest.mark.parametrize("claim", ["# shape: (None, 9, 4)", "# (None, 9, 4)", "# this should return (None, 9, 4)"])
def test_a_claim_is_silenced_behind_itself(claim: str) -> None:
    for body in (f"y = layers.Conv1D(8, 3)(x)  {claim}\n", f"{claim}\ny = layers.Conv1D(8, 3)(x)\n"):
        if not checked(HEAD + body).diagnostics:
            continue  # what stands above a line is not always taken for its claim
        done = ignored(body)
        assert done.analysis.diagnostics == ()
        assert f"{claim}  # conv1d: ignore[claim-differs]\n" in done.text


def test_what_is_said_of_the_file_or_of_comments_stays() -> None:
    for body in ("y = (\n", "y = 1  # conv1d: ignore[nonsense]\n", "y = 1  # conv1d: ignore\n"):
        done = ignored(body)
        assert (done.text, done.silenced) == (HEAD + body, 0)


def test_behind_a_comment_that_cannot_be_read_nothing_is_written() -> None:
    spoilt = f"{LONG}  # conv1d: ignore[window-too-long\n"
    done = ignored(f"{spoilt}{LONG}\n")
    assert done.text == f"{HEAD}{spoilt}{LONG}{IGNORE}\n"
    assert done.silenced == 1


def test_broken_code_is_left_as_it_is() -> None:
    done = ignored(f"y = {LONG}\nz = (\n")
    assert (done.text, done.silenced) == (f"{HEAD}y = {LONG}\nz = (\n", 0)
