"""Which paths a pattern means."""

import pytest

from conv1d_lsp.project.patterns import matches


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
    ],
)
def test_it_does_not_mean(pattern: str, path: str) -> None:
    assert not matches(pattern, path)
