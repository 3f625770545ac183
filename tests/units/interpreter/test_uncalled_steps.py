"""What nobody calls may take only so many steps for each line of the file."""

from conv1d_lsp.interpreter.interpret import Reading, read
from conv1d_lsp.settings import Generation
from tests.units.interpreter.reading import statements

#: Builders of the same deep stack, which nobody calls: few lines, and many steps.
PROGRAM = """\
import keras
from keras import layers

def stack(x, filters):
    for _ in range(40):
        x = layers.Conv1D(filters, 3, padding="same")(x)
        x = layers.BatchNormalization()(x)
    return x

""" + "".join(f"def builder_{n}(filters):\n    return stack(keras.Input((100, 3)), filters)\n\n" for n in range(40))


def taken(lines: int | None) -> Reading:
    return read(statements(PROGRAM), Generation.KERAS_3, 500_000, lines=lines)


def test_steps_go_by_the_lines() -> None:
    short, free = taken(PROGRAM.count("\n")), taken(None)
    assert short.machine.counters.steps < 10_000 < free.machine.counters.steps
    assert short.machine.cut_short and not free.machine.cut_short


def test_the_last_one_is_followed_first() -> None:
    shapes = [str(event.shape) for event in taken(PROGRAM.count("\n")).interpretation.notes.tensors]
    assert "(None, 100, filters)" in shapes


_LAYER = """\
from keras import layers

class Block(layers.Layer):
    def __init__(self, filters{more}):
        super().__init__({handed})
        self.convolution = layers.Conv1D(filters, {size})

    def call(self, x):
        return self.convolution(x)
"""


def steps(more: str, handed: str = "", size: str = "3") -> int:
    program = _LAYER.format(more=more, handed=handed, size=size)
    return read(statements(program), Generation.KERAS_3, 500_000, lines=9).machine.counters.steps


def test_what_is_only_handed_on_to_keras_is_not_tried_without() -> None:
    plain, handed, used = steps(""), steps(", **others", "**others"), steps(", **others", size='others["size"]')
    assert handed < 1.2 * plain < 1.4 * plain < used
