"""IPython's magics: Python of as many lines and of the same columns, and back again."""

import ast

import pytest

from conv1d_lsp.source.magics import with_magics, without_magics

T = "~%~"


@pytest.mark.parametrize(
    ("cell", "program"),
    [
        ("%matplotlib inline", "pass  #~%~%matplotlib inline~%~"),
        ("if x:\n    !ls\n", "if x:\n    pass  #~%~!ls~%~\n"),
        ("!pip install a \\\n   b\nx = 1", "pass  #~%~!pip install a \\~%~\n   #~%~b~%~\nx = 1"),
        ("%time x = f(1)", "0    ;x = f(1)  #~%~>%time ~%~"),
        ("%timeit -n 10 -r3 f()", "0                ;f()  #~%~>%timeit -n 10 -r3 ~%~"),
        ("%time for i in x: f()", "pass  #~%~%time for i in x: f()~%~"),
        ("files = !ls *.csv", "files = ...  #~%~!ls *.csv~%~"),
        ("a, b = %magic it's", "a, b = ...  #~%~%magic it's~%~"),
        ("layers.Conv1D?", "pass  #~%~layers.Conv1D?~%~"),
        ("??layers\nx = 1\n", "pass  #~%~??layers~%~\nx = 1\n"),
        ("pip install keras", "pass  #~%~pip install keras~%~"),
        ("ls", "ls"),
        ("cd = 2\n!x", "cd = 2\npass  #~%~!x~%~"),
        ("%%time\nx = 1\n%cd ..", "pass  #~%~%%time~%~\nx = 1\npass  #~%~%cd ..~%~"),
        ("%%bash\n\necho 'it\n", "pass  #~%~%%bash~%~\n\npass  #~%~echo 'it~%~\n"),
        ("# mine\n%%html\n<b>", "pass  #~%~# mine~%~\npass  #~%~%%html~%~\npass  #~%~<b>~%~"),
        ("x = 1\r%time f()\r", "x = 1\r0    ;f()  #~%~>%time ~%~\r"),
        ("%cd a\r\nx = 1\r\n", "pass  #~%~%cd a~%~\r\nx = 1\r\n"),
    ],
)
def test_magics_go_and_come_back(cell: str, program: str) -> None:
    assert without_magics(cell, T) == program
    ast.parse(program)
    assert with_magics(program, T) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "x = (a\n% b)",
        "s = '''\n%time x\n!ls\n'''",
        "x = a \\\n  % b",
        "await f()",
        "",
        "print('why?')",
    ],
)
def test_python_stays_as_it_is(cell: str) -> None:
    assert without_magics(cell, T) == cell


def test_a_string_beside_a_magic_is_left_alone() -> None:
    cell = "%cd x\ns = '''\n!ls\n'''\nx = (a\n% b)\n"
    assert without_magics(cell, T) == cell.replace("%cd x", "pass  #~%~%cd x~%~")


def test_a_program_that_was_edited_has_its_magics() -> None:
    program = without_magics("%time x = f(1)", T).replace("f(1)", "g(1, 2)") + "  # conv1d: ignore[input-rank]"
    assert with_magics(program, T) == "%time x = g(1, 2)  # conv1d: ignore[input-rank]"
