"""What an error says of Keras 2 where nothing decides, wherever the error is reached from."""

import pytest

from conv1d_lsp.engine import analyze
from conv1d_lsp.settings import Settings

_HEAD = "from tensorflow.keras import Input, layers\n"
_ASIDE = "(Keras 2 would run this line)"

#: A line that only Keras 3 refuses, and one that both do.
_NEW, _BOTH = "layers.Conv1D(32, 1)(Input((50, 3, 2)))", "layers.Conv1D(64, 30)(Input((10, 8)))"

_PLACES = {
    "at the top": "{}\nn = 1\n",
    "at the top, of a name that comes later": "def build():\n    return {}\n\n\nbuild()\n",
    "in a function that nobody calls": "def build():\n    return helper()\n\n\ndef helper():\n    return {}\n",
    "in a function under an if": "import sys\nif len(sys.argv) > 1:\n    def build():\n        return {}\n",
    "in a method that nobody calls": "class Builder:\n    def build(self):\n        return {}\n",
    "in a class body": "class Builder:\n    made = {}\n",
    "in a default": "def build(x={}):\n    return x\n",
    "in a loop": "for _ in range(3):\n    {}\n",
}


@pytest.mark.parametrize("place", _PLACES)
def test_what_keras_2_does_is_told_wherever_the_line_stands(place: str) -> None:
    for line, aside in ((_NEW, True), (_BOTH, False)):
        found = analyze(_HEAD + _PLACES[place].format(line), "a.py", Settings()).diagnostics
        assert [each.message.endswith(_ASIDE) for each in found] == [aside]


def test_one_error_hides_nothing_of_another() -> None:
    text = f"{_HEAD}def first():\n    return {_NEW}\n\n\ndef second():\n    return {_BOTH}\n\n\n{_NEW}\n"
    found = analyze(text, "a.py", Settings()).diagnostics
    assert [(each.place.line, each.message.endswith(_ASIDE)) for each in found] == [(3, True), (7, False), (10, True)]
