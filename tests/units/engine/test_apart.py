"""Which statements an edit can reach, by the lines where they begin."""

from textwrap import dedent

import pytest

from conv1d_lsp.engine.apart import Apart

HEAD = "import keras\nfrom keras import layers\n"


def reached(program: str, edited: int) -> set[int] | None:
    """The lines of `program` that an edit of its line `edited` touches."""
    text = dedent(program).strip("\n") + "\n"
    above = HEAD.count("\n")
    apart = Apart.of(HEAD + text)
    assert apart is not None
    reach = apart.reach(apart.at(edited + above))
    if reach is None:
        return None
    return {line for line in range(1, text.count("\n") + 1) if apart.at(line + above) <= reach.touched}


def test_what_uses_no_common_value_is_apart() -> None:
    program = """
        a = keras.Input((8, 1))
        b = keras.Input((9, 1))
        x = layers.Conv1D(4, 3)(a)
        y = layers.Conv1D(4, 3)(b)
    """
    assert reached(program, 1) == reached(program, 3) == {1, 3}
    assert reached(program, 2) == {2, 4}


def test_a_name_that_is_set_anew_is_another_value() -> None:
    program = """
        x = keras.Input((8, 1))
        y = layers.Conv1D(4, 3)(x)
        x = keras.Input((9, 1))
        y = layers.Conv1D(4, 3)(x)
        y = y + 1
    """
    assert reached(program, 1) == {1, 2}
    assert reached(program, 3) == {3, 4, 5}


def test_a_function_reaches_those_who_use_what_it_gives() -> None:
    program = """
        def build(steps):
            return keras.Input((steps, 1))
        WIDTH = 4
        a = build(8)
        b = build(9)
        c = WIDTH
        def main():
            first = build(3)
            second = keras.Input((2, 2))
        main()
    """
    assert reached(program, 2) == {1, 2, 4, 5, 8}
    assert reached(program, 3) == {3, 6}
    assert reached(program, 4) == {4}
    assert reached(program, 9) == {9}


def test_what_a_function_changes_joins_its_users() -> None:
    program = """
        models = []
        def keep(model):
            models.append(model)
        keep(1)
        other = 3
        keep(2)
    """
    assert reached(program, 4) == {1, 2, 3, 4, 6}
    assert reached(program, 5) == {5}


def test_what_may_end_a_program_is_felt_by_what_comes_after() -> None:
    program = """
        a = 1 + len("a")
        b = 2 + len("b")
        if a > 3:
            raise ValueError
        c = 4 + len("c")
    """
    assert reached(program, 1) == {1, 3, 4, 5}
    assert reached(program, 2) == {2}
    assert reached(program, 5) == {5}


def test_a_method_keeps_its_own_names() -> None:
    program = """
        class Net(keras.Model):
            def call(self, x):
                return x
        x = keras.Input((8, 1))
        net = Net()
    """
    assert reached(program, 4) == {4}
    assert reached(program, 3) == {1, 2, 3, 5}


def test_an_import_reaches_everything() -> None:
    assert reached("a = 1\n", 0) is None


@pytest.mark.parametrize(
    "program",
    [
        "x = 1\ndef f():\n    global x\n    x = 2\n",
        "exec('x = 1')\n",
        "layers.Conv1D = layers.Conv2D\n",
        "def f():\n    pass\nf.calls = 1\n",
        "x = (\n",
    ],
)
def test_names_do_not_always_tell(program: str) -> None:
    assert Apart.of(HEAD + program) is None
