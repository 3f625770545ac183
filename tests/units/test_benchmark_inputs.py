"""What the benchmarks measure is what they say."""

from pathlib import Path

import pytest

from conv1d_lsp.engine import check
from conv1d_lsp.settings import Settings
from tests.benchmarks.inputs import tree
from tests.benchmarks.inputs.large import large

FOLDER = Path(tree.__file__).parent


@pytest.mark.parametrize(
    ("name", "lines", "rule"), [("small", 15, "window-too-long"), ("typical", 150, "branches-differ")]
)
def test_a_script_has_one_fault(name: str, lines: int, rule: str) -> None:
    text = (FOLDER / f"{name}.py").read_text(encoding="utf-8")
    assert [each.rule for each in check(text, name, Settings()).diagnostics] == [rule]
    assert abs(text.count("\n") - lines) <= 2


def test_the_large_file_has_two_thousand_lines_and_no_fault() -> None:
    found = check(large(), "large.py", Settings())
    assert found.is_whole and not found.diagnostics
    assert 1_950 < large().count("\n") <= 2_000
