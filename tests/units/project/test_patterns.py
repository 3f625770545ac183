"""Which paths a pattern means."""

import pytest

from conv1d_lsp.project.patterns import complaint, matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("tests/**", "tests/a.py"),
        ("tests/**", "tests/deep/er/a.py"),
        ("tests", "tests/a.py"),
        ("tests/", "src/tests/a.py"),
        ("tests", "src/tests/deep/a.py"),
        ("*_old.py", "a/b/train_old.py"),
        ("train.py", "a/train.py"),
        ("a/*.py", "a/b.py"),
        ("./a/b.py", "a/b.py"),
        ("/a.py", "a.py"),
        ("**/models/*.py", "models/a.py"),
        ("**/models/*.py", "x/y/models/a.py"),
        ("a/**/b.py", "a/b.py"),
        ("a/**/b.py", "a/x/y/b.py"),
        ("a/?.py", "a/b.py"),
        ("**", "a/b.py"),
        ("*", "a.py"),
        ("a+(b)/**", "a+(b)/c.py"),
        ("run[0-9].py", "run7.py"),
        ("[!a-c]x.py", "dx.py"),
        ("[^a]x.py", "bx.py"),
        ("[]a].py", "].py"),
        ("[a\\].py", "\\.py"),
        ("[", "["),
        ("a[b.py", "a[b.py"),
    ],
)
def test_it_means(pattern: str, path: str) -> None:
    assert matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("tests/**", "src/tests/a.py"),
        ("tests/**", "tests"),
        ("a.py/", "a.py"),
        ("tests", "tests.py"),
        ("/a.py", "b/a.py"),
        ("a/*.py", "a/b/c.py"),
        ("a?b.py", "a/b.py"),
        ("a.py", "aapy"),
        ("", "a.py"),
        ("/", "a.py"),
        ("run[0-9].py", "runa.py"),
        ("[!a-c]x.py", "ax.py"),
        ("[z-a].py", "b.py"),
        ("a[!b]c", "a/c"),
    ],
)
def test_it_does_not_mean(pattern: str, path: str) -> None:
    assert not matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "wrong"),
    [
        ("/", "names nothing"),
        ("", "names nothing"),
        ("!a.py", 'begins with "!", which takes nothing back here'),
        ("a!b", None),
    ],
)
def test_what_can_mean_nothing(pattern: str, wrong: str | None) -> None:
    assert complaint(pattern) == wrong
