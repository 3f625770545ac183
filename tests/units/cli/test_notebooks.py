"""Notebooks on the command line, with the real engine."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from conv1d_lsp.__main__ import main

Captured = pytest.CaptureFixture[str]

HEAD = "%matplotlib inline\nimport keras\nfrom keras import layers"
INPUT = "\nx = keras.Input((10, 4))"
FAULTY = "%%time\n%time y = layers.Conv1D(8, 15)(x)"
MISSPELT = "layers.Conv1D(8, kernel_sz=3)(x)"


def tagged(*tags: object) -> dict[str, object]:
    return {"tags": list(tags)}


def write(name: str, *cells: str, metadata: Mapping[str, object] = MappingProxyType({})) -> Path:
    """metadata: of cells, by their sources."""
    described: list[dict[str, object]] = [{"cell_type": "markdown", "metadata": {}, "source": "# Title"}]
    for cell in cells:
        about = metadata.get(cell, {})
        source = cell.splitlines(keepends=True)
        described.append({"cell_type": "code", "metadata": about, "outputs": [], "source": source})
    file = Path(name)
    file.write_text(json.dumps({"cells": described, "metadata": {}, "nbformat": 4}, indent=1) + "\n")
    return file


def test_places_are_cell_and_line(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, FAULTY)
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(
        "a.ipynb:cell 4:2:28: error[window-too-long] the window covers 15 steps, but `x` has only 10: "
        "(None, 10, 4)\n   │\n 2 │ %time y = layers.Conv1D(8, 15)(x)\n   │                            ^^\n"
        "   = a.ipynb:cell 3:2: `x` = Input: (None, 10, 4)\n"
    )


def test_json_has_the_cell(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, FAULTY)
    assert main(["check", "--output-format", "json"]) == 1
    (entry,) = json.loads(capsys.readouterr().out)
    assert [entry[key] for key in ("file", "cell", "line", "column", "end_line")] == ["a.ipynb", 4, 2, 28, 2]
    assert (entry["trail"][0]["cell"], entry["trail"][0]["line"]) == (3, 2)
    edit = entry["fixes"][0]["edits"][0]
    assert (edit["cell"], edit["line"]) == (4, 2)


def test_who_knows_files_alone_gets_the_cell_in_words(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, MISSPELT)
    main(["check", "--output-format", "github"])
    told = capsys.readouterr().out
    assert "file=a.ipynb,line=32,col=23,endColumn=34::cell 4, line 1: Conv1D has no argument" in told
    main(["check", "--output-format", "sarif"])
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["message"]["text"].startswith("cell 4, line 1: ")
    assert "fixes" not in result


def test_fixes_change_the_cell_alone(capsys: Captured) -> None:
    file = write("a.ipynb", HEAD, INPUT, MISSPELT)
    before = file.read_text()
    assert main(["check", "--diff"]) == 1
    out = capsys.readouterr().out
    assert out.startswith(f"--- a.ipynb:cell 4\n+++ a.ipynb:cell 4\n@@ -1 +1 @@\n-{MISSPELT}\n")
    assert file.read_text() == before
    assert main(["check", "--fix", "--show-fixes"]) == 0
    assert "  cell 4, line 1: unknown-argument: Rename it to kernel_size\n" in capsys.readouterr().out
    assert file.read_text() == before.replace("kernel_sz=", "kernel_size=")


def test_ignores_are_written_into_cells(capsys: Captured) -> None:
    file = write("a.ipynb", HEAD, INPUT, FAULTY)
    before = file.read_text()
    assert main(["check", "--add-ignore"]) == 0
    assert file.read_text() == before.replace("(8, 15)(x)", "(8, 15)(x)  # conv1d: ignore[window-too-long]")
    assert main(["check"]) == 0
    assert capsys.readouterr().out.endswith("No shape faults found in 1 file (it uses Keras)\n")


def test_a_baseline_knows_cells() -> None:
    write("a.ipynb", HEAD, INPUT, FAULTY)
    assert main(["check", "--write-baseline", "known.json"]) == 0
    write("a.ipynb", HEAD, "1\n2", INPUT, FAULTY)
    assert main(["check", "--baseline", "known.json"]) == 0


def test_a_broken_cell_does_not_hide_the_others(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, "y = (1,", "s = '''a", FAULTY, "for i in x:\nprint(i)")
    assert main(["check", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[:4] == [
        "a.ipynb:cell 4:1:5: error[syntax-error] '(' was never closed",
        "a.ipynb:cell 5:1:5: error[syntax-error] unterminated triple-quoted string literal (detected at line 1)",
        "a.ipynb:cell 6:2:28: error[window-too-long] the window covers 15 steps, but `x` has only 10: (None, 10, 4)",
        "a.ipynb:cell 7:2:1: error[syntax-error] expected an indented block after 'for' statement on line 1",
    ]


def test_a_broken_cell_leaves_the_others_their_fixes(capsys: Captured) -> None:
    unclosed = "layers.Conv1D(8, kernel_sz=3)(x"
    file = write("a.ipynb", HEAD, INPUT, "s = '''a\nb", MISSPELT, unclosed, f"z = (\n{MISSPELT}")
    before = file.read_text()
    assert main(["check", "--diff"]) == 1
    assert capsys.readouterr().out.startswith(f"--- a.ipynb:cell 5\n+++ a.ipynb:cell 5\n@@ -1 +1 @@\n-{MISSPELT}\n")
    assert main(["check", "--fix"]) == 1
    assert file.read_text() == before.replace(f'"{MISSPELT}"', f'"{MISSPELT}"'.replace("_sz", "_size"), 1)


def test_nothing_is_repaired_where_nobody_knows_what_is_broken(capsys: Captured) -> None:
    Path("a.py").write_text(f"{HEAD[21:]}{INPUT}\n{MISSPELT}\ny = (")
    assert main(["check", "--diff"]) == 0
    assert capsys.readouterr().err == "nothing to repair\n"


def concise(capsys: Captured) -> list[str]:
    main(["check", "--output-format", "concise"])
    return capsys.readouterr().out.splitlines()[:-1]


def test_a_cell_that_may_fail_is_no_fault(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, FAULTY, metadata={FAULTY: tagged("remove-output", "raises-exception")})
    assert concise(capsys) == []
    write("a.ipynb", HEAD, INPUT, FAULTY, metadata={FAULTY: tagged("remove-output", 3)})
    assert len(concise(capsys)) == 1


def test_below_a_cell_that_may_fail_all_goes_on(capsys: Captured) -> None:
    shorter = f"{FAULTY}\nx = keras.Input((5, 4))"
    write("a.ipynb", HEAD, INPUT, shorter, MISSPELT, metadata={shorter: tagged("raises-exception")})
    assert concise(capsys) == [
        "a.ipynb:cell 5:1:18: error[unknown-argument] Conv1D has no argument `kernel_sz`; did you mean `kernel_size`?"
    ]
    open_shape = "layers.Conv1D(8, 8)(x)"  # it fits where the cell above has failed, and not where it has not
    write("a.ipynb", HEAD, INPUT, shorter, open_shape, metadata={shorter: tagged("raises-exception")})
    assert concise(capsys) == []


def test_each_cell_that_may_fail_ends_alone(capsys: Captured) -> None:
    first, second = f"{FAULTY}\nx = keras.Input((5, 4))", "  # indented\n  x = keras.Input((20, 4))"
    may = tagged("raises-exception")
    write("a.ipynb", HEAD, INPUT, first, second, "layers.Conv1D(8, 15)(x)", metadata={first: may, second: may})
    assert concise(capsys) == []


def test_what_such_a_cell_defines_is_followed(capsys: Captured) -> None:
    function = "def f(x):\n    return layers.Conv1D(8, 15)(x)"
    write("a.ipynb", HEAD, INPUT, function, "f(x)", metadata={function: tagged("raises-exception")})
    assert [each[:20] for each in concise(capsys)] == ["a.ipynb:cell 4:2:29:"]


def test_a_broken_cell_may_be_meant(capsys: Captured) -> None:
    may = tagged("raises-exception")
    write("a.ipynb", HEAD, INPUT, "y = (", FAULTY, MISSPELT, metadata={"y = (": may, FAULTY: may})
    assert [each[:15] for each in concise(capsys)] == ["a.ipynb:cell 6:"]
    assert main(["check", "--fix"]) == 0


def test_shapes_stand_beside_each_cell(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, "y = layers.Conv1D(8, 3)(x)")
    assert main(["shapes", "a.ipynb"]) == 0
    assert capsys.readouterr().out.splitlines()[4:] == [
        "cell 3",
        "1 │               │",
        "2 │ (None, 10, 4) │ x = keras.Input((10, 4))",
        "cell 4",
        "1 │ (None, 8, 8) │ y = layers.Conv1D(8, 3)(x)",
    ]


def test_models_have_their_cells(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, "y = layers.Conv1D(8, 3)(x)\nm = keras.Model(x, y)")
    assert main(["summary", "a.ipynb:m"]) == 0
    assert capsys.readouterr().out.startswith("a.ipynb:cell 4:2: m = Functional\n")


def test_modules_beside_a_notebook_are_followed(capsys: Captured) -> None:
    Path("blocks.py").write_text("import keras\n\ndef begin():\n    return keras.Input((10, 4))\n")
    write("a.ipynb", "import blocks", "import blocks\nblocks.keras.layers.Conv1D(8, 15)(blocks.begin())")
    assert main(["check", "a.ipynb", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("a.ipynb:cell 3:2:")


def test_other_languages_are_left_out_with_a_word(capsys: Captured) -> None:
    Path("a.ipynb").write_text('{"cells": [], "metadata": {"kernelspec": {"language": "R"}}}')
    assert main(["check"]) == 0
    assert capsys.readouterr().err.startswith("conv1d-lsp: a.ipynb cannot be read: it is a notebook of R, not of Py")
    assert main(["check", "a.ipynb"]) == 2


def test_merged_reports_keep_the_cells(capsys: Captured) -> None:
    write("a.ipynb", HEAD, INPUT, FAULTY)
    main(["check", "--output-format", "json"])
    told = capsys.readouterr().out
    Path("told.json").write_text(told)
    assert main(["merge", "told.json", "--output-format", "json"]) == 1
    assert capsys.readouterr().out == told
