"""Specifiers of PEP 440, Poetry and Conda, as far as two generations are told apart."""

import pytest

from conv1d_lsp.project.versions import allowed

BORDER = (2, 16)


@pytest.mark.parametrize(
    "specifier",
    [
        "==2.15.0",
        "<2.16",
        "<=2.15.9",
        "~=2.15.0",
        ">=2.10,<2.16",
        "^1.15",
        "~2.10",
        "=2.15",
        "==2.15.*",
        "2.10.1",
        "<2",
    ],
)
def test_every_allowed_version_comes_before_the_border(specifier: str) -> None:
    assert allowed(specifier).below(BORDER)
    assert not allowed(specifier).from_on(BORDER)


@pytest.mark.parametrize(
    "specifier",
    ["==2.16.1", ">=2.16", ">2.16.1", "~=2.17.0", "^2.18", "~2.19", "=2.21", "==3.*", "2.16rc1"],
)
def test_every_allowed_version_is_the_border_or_later(specifier: str) -> None:
    assert allowed(specifier).from_on(BORDER)
    assert not allowed(specifier).below(BORDER)


@pytest.mark.parametrize("specifier", ["", "*", ">=2.10", "~=2.15", "<3", "^2.10", "==2.*", "<=2.16", "<2 || >3"])
def test_some_versions_lie_on_either_side(specifier: str) -> None:
    assert not allowed(specifier).from_on(BORDER)
    assert not allowed(specifier).below(BORDER)
