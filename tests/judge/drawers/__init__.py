"""How each layer is drawn, a file a family. Whoever declares a layer adds its entry to one of them, or a file.

An entry is `"Name": drawer(draw, ...)`, under the layer's first name. `draw` gives settings by name for an input with
so many axes, and the number of axes of the result; `settings.py` has pieces to put it together from, `tensors.py` those
for what a layer is called on. An odd value goes through `odd(random, usual, *unusual)`: seldom in models, more often
where the layer stands alone. A setting that is a layer is `Made("LSTM", {"units": 3})`, an array
`Array([1, 2], "int64")`.

`python -m tests.judge --layers --only Name --count 200` compares a layer with real Keras.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from tests.judge.drawers.drawer import Drawer

#: Declared layers that are not drawn, and why.
NOT_DRAWN: Mapping[str, str] = MappingProxyType(
    {
        "InputLayer": "takes no input; every model begins with one",
        **dict.fromkeys(
            ("DenseFeatures", "FlaxLayer", "JaxLayer", "TFSMLayer", "TorchModuleWrapper"),
            "around what is no layer of Keras, and another library is needed; its result is not known",
        ),
        "Wrapper": "Keras 3 cannot call it, Keras 2 hands on the input; made to be derived from",
        **dict.fromkeys(("CuDNNLSTM", "CuDNNGRU"), "`keras.layers` has none of them any more; they are in a case file"),
        "AbstractRNNCell": "it raises NotImplementedError; made to be derived from",
        "Lambda": "its result is its function's, which the interpreter reads",
    }
)


@cache
def families() -> Mapping[str, Mapping[str, Drawer]]:
    """The entries by family: the name of the file, then the layer's."""
    found = {}
    for module in iter_modules(__path__, f"{__name__}."):
        entries = vars(import_module(module.name)).get("DRAWERS")
        if entries is not None:
            found[module.name.rpartition(".")[2]] = entries
    return MappingProxyType(found)


@cache
def drawers() -> Mapping[str, Drawer]:
    """All entries by the layer's name."""
    return MappingProxyType({name: each for family in families().values() for name, each in family.items()})
