"""Which comments are claims about a shape, and what they say."""

from time import perf_counter

import pytest

from conv1d_lsp.interpreter.claim_texts import claim_in, claims_in


@pytest.mark.parametrize(
    ("comment", "written", "subject", "sure"),
    [
        ("# (None, 98, 64)", "(None, 98, 64)", "", True),
        ("#(N,14,14,16)", "(N,14,14,16)", "", True),
        ("# should be 64x50x32", "64x50x32", "", True),
        ("# -> (batch, 49, 32)", "(batch, 49, 32)", "", True),
        ("# 98 x 64", "98 x 64", "", False),
        ("# (98, 64)", "(98, 64)", "", False),
        ("# x.shape == (32, 3)", "(32, 3)", "x", True),
        ("# self.x has the shape (32, 3)", "(32, 3)", "self.x", True),
        ("# the shape of x is (32, 3)", "(32, 3)", "x", True),
        ("# after pooling: (None, 49, 64)", "(None, 49, 64)", "", True),
        ("# (batch, 100, 1) => (batch, 98, 64)", "(batch, 98, 64)", "", True),
        ("# ->> outputs: [B, T * scale, C * 1, 1]", "[B, T * scale, C * 1, 1]", "", True),
        ("# [batch x 1 x channels]", "[batch x 1 x channels]", "", True),
        ("# TensorShape([None, 1, 22, 1125])", "[None, 1, 22, 1125]", "", True),
        ("# (None, 98, 64) after the convolution", "(None, 98, 64)", "", True),
        ("# None, 98, 64", "None, 98, 64", "", True),
    ],
)
def test_claims(comment: str, written: str, subject: str, sure: bool) -> None:
    claim = claim_in(comment)
    assert claim is not None
    assert (comment[claim.start : claim.end], claim.subject, claim.sure) == (written, subject, sure)


@pytest.mark.parametrize(
    "comment",
    [
        "# (3, 3) kernel",
        "# normalize to [-1, 1]",
        "# (None, 98, 64), was (None, 100, 1)",
        "# (None, 98, 64) before the padding",
        "# (None, 98, 64) -> flatten",
        "# expected shape (32, 10), got (32, 9)",
        "# 2 x 64 = 128",
        "# e.g. (32, 10)",
        "# mixed 1: 35 x 35 x 288",
        "# x = Permute((2, 1))(x)",
        "# Dense(64)",
        "# (64)",
        "# TODO",
        "#",
    ],
)
def test_prose(comment: str) -> None:
    assert claim_in(comment) is None


def test_several() -> None:
    claims = claims_in("# (718, 150, 150, 3) (718,)")
    assert [str(claim.shape) for claim in claims] == ["(718, 150, 150, 3)", "(718,)"]
    assert claims_in("# (718, 150), which is (718,)") == ()


@pytest.mark.parametrize(
    "comment", ["# " + "(,," * 60, "# " + ":" * 190, "# the " * 32 + "!", "#" + "((1,2)" * 30, "# " + "1x" * 90]
)
def test_hostile_comments_take_no_time(comment: str) -> None:
    begun = perf_counter()
    claims_in(comment)
    assert perf_counter() - begun < 0.5
