"""Readings of programs of several files."""

import random
from collections.abc import Mapping
from textwrap import dedent

import pytest

from conv1d_lsp.interpreter.interpret import Reading, read
from conv1d_lsp.interpreter.loading import Itself, LoadedModule, Refused
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.parse import Parsed, parse
from tests.units.interpreter.reading import BUDGET, facts, statements

FILES = {
    "sizes": "WINDOW = 40\nkernels = [3, 5]\n",
    "blocks": """
        from keras import layers
        import sizes
        made = []
        def block(x, filters=8):
            for k in sizes.kernels:
                x = layers.Conv1D(filters, k)(x)
            made.append(x)
            return x
        class Net:
            def __init__(self):
                self.conv = layers.Conv1D(4, 3)
    """,
    "nets": """
        from blocks import *
        from blocks import made
        from sizes import WINDOW
        from keras import Input
        first = block(Input((WINDOW, 1)))
    """,
}

PROGRAM = """
import keras
from keras import layers
import sizes
from blocks import block, Net
inputs = keras.Input((sizes.WINDOW, 2))
x = block(inputs)
sizes.kernels.append(7)
import nets
y = block(x, 16)
net = Net()
z = net.conv(y)
sizes.WINDOW = 12
def later():
    from nets import first, made
    return layers.Add()([first, made[0]])
w = later()
b = block(keras.Input((sizes.WINDOW, 1)))
"""

EDITS = """
sizes.WINDOW = 5
sizes.kernels = [80]
import blocks
blocks.made.clear()
from nets import *
import absent
from absent import *
x = block(keras.Input((sizes.WINDOW, 1)))
Net.width = 3
del sizes
import refused
import main
"""


class Library:
    """Modules in memory."""

    package = ""
    file = "main.py"

    def __init__(self, files: Mapping[str, str]) -> None:
        self._known = {name: self._module(name, text) for name, text in files.items()}

    def _module(self, name: str, text: str) -> LoadedModule:
        parsed = parse(dedent(text))
        assert isinstance(parsed, Parsed)
        return LoadedModule(name, f"{name}.py", parsed)

    def hides(self, library: str) -> bool:
        return False

    def find(self, name: str) -> LoadedModule | Itself | Refused | None:
        if name == "refused":
            return Refused("it is refused")
        return Itself() if name == "main" else self._known.get(name)

    def data_file(self, name: str) -> None:
        """There are none."""


LIBRARY = Library(FILES)


def reading(nodes: list, keras: Generation, earlier: Reading | None = None) -> Reading:  # type: ignore[type-arg]
    return read(nodes, keras, BUDGET, earlier, LIBRARY)


@pytest.mark.parametrize("keras", list(Generation))
@pytest.mark.parametrize("seed", range(6))
def test_a_resumed_reading_equals_a_fresh_one(seed: int, keras: Generation) -> None:
    choose = random.Random(seed)
    nodes = statements(PROGRAM)
    earlier = reading(nodes, keras)
    for _ in range(10):
        position = choose.randrange(len(nodes) + 1)
        new = statements(choose.choice(dedent(EDITS).strip().split("\n")))
        kept = choose.choice((0, 1))
        nodes = [*nodes[:position], *choose.choice((new, [])), *nodes[position + kept :]] or statements(PROGRAM)
        resumed, fresh = reading(nodes, keras, earlier), reading(nodes, keras)
        assert facts(resumed) == facts(fresh)
        assert resumed.machine.counters == fresh.machine.counters
        assert [each.name for each in resumed.machine.modules.values()] == [
            each.name for each in fresh.machine.modules.values()
        ]
        earlier = resumed


def test_sites_know_their_module() -> None:
    result = reading(statements("import nets\nfrom blocks import block\nblock(nets.first, 1)\n"), Generation.KERAS_3)
    names = {number: module.name for number, module in result.interpretation.modules.items()}
    assert sorted(names.values()) == ["blocks", "nets", "sizes"]
    inputs, *convolutions = result.interpretation.notes.tensors
    assert names[inputs.site.module] == "nets" and inputs.site.own is not None
    assert {names[event.site.module] for event in convolutions} == {"blocks"}
    assert {event.site.own for event in convolutions[:2]} != {None}
