"""Loops over what is not known: how often their bodies are executed."""

from tests.units.interpreter.reading import facts, reading

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
