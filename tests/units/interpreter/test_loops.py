"""Loops over what is not known: how often their bodies are executed."""

from tests.units.interpreter.reading import facts, faults, reading, shapes

NESTED = """
def work(paths, other):
    found = []
    for path in paths:
        for line in open(path):
            fields = line.split()
            for field in fields:
                last = None
                for letter in field:
                    if letter == other:
                        last = [letter]
                    for more in other(last):
                        found.append(more)
                        count = len(found)
"""


def test_five_loops_inside_each_other_end() -> None:
    result = reading(NESTED)
    assert result.interpretation.complete
    assert result.machine.counters.steps < 6_000


def test_what_the_last_round_binds_is_known_after_the_loop() -> None:
    result = reading(
        """
        import random
        for _ in range(random.randint(1, 3)):
            width = 3
        y = layers.Conv1D(4, width)(keras.Input((10, 1)))
        """
    )
    assert any(text.startswith("Conv1D (None, 8, 4)") for text in facts(result)[1])


TRAINING = """
from keras import Input, layers

def build(size):
    x = Input((100, size))
    return layers.Conv1D(8, 3)(x)

def train(sizes, folds, rates):
    size, best, shown = 4, None, ""
    for fold in folds:
        for rate in rates:
            for size in sizes:
                shown = f"{fold} {rate} {size}"
                best = build(size)
"""


def test_rounds_that_write_before_they_read_are_executed_once() -> None:
    assert len(shapes(reading(TRAINING), "x")) == 1
    assert reading(TRAINING).machine.counters.steps < 250


def test_the_layer_of_an_earlier_round_is_not_the_one_before_the_loop() -> None:
    result = reading(
        """
        x = keras.Input((100, 8))
        former = layers.Conv2D(4, 3)
        for item in open("sizes"):
            y = former(x)
            former = layers.Conv1D(4, 3)
        """
    )
    assert not faults(result)


def test_what_only_a_later_round_has_is_looked_at() -> None:
    result = reading(
        """
        x = keras.Input((100, 8))
        for item in open("sizes"):
            if item:
                y = layers.Conv1D(former, 3)(x)
            former = 5
        """
    )
    assert any(text.startswith("Conv1D (None, 98, 5)") for text in facts(result)[1])


def test_a_function_reads_for_the_loop_that_calls_it() -> None:
    result = reading(
        """
        x = keras.Input((100, 8))
        filters = 3

        def block():
            return layers.Conv1D(filters, 3)(x)

        for item in open("sizes"):
            y = block()
            filters = 99
        """
    )
    assert shapes(result, "y")[-1] != "(None, 98, 3)"


def test_a_loop_that_makes_models_is_unrolled_for_a_while_only() -> None:
    result = reading(
        """
        for size in range(8, 500):
            x = keras.Input((100, size))
            model = keras.Model(x, layers.Conv1D(4, 3)(x))
        """
    )
    assert result.interpretation.complete
    assert result.machine.counters.steps < 7_500


def test_a_method_that_takes_long_for_nothing_is_not_followed_again() -> None:
    program = """
        class Trainer:
            def __init__(self, window=20):
                self.window = window

            def network(self):
                return layers.Conv1D(4, 3)(keras.Input((self.window, 1)))

            def evaluate(self, rounds=3):
                for number in range({}):
                    total = number * 2 + rounds
        """
    short, long = reading(program.format(1)), reading(program.format(200))
    assert facts(short)[1] == facts(long)[1]
    assert long.machine.counters.steps < 2_000
