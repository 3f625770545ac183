"""The indexes by which a rule or a layer is found without importing the others."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from conv1d_lsp import layers as layers_room
from conv1d_lsp import rules
from conv1d_lsp.layers import declared
from conv1d_lsp.layers.declaration import Layer
from conv1d_lsp.rules.rule import Page, Rule

_RULES = '''"""The rules, and the faults that they speak for. Written by `python -m tests.pages`."""

#: A rule's module is named like it, with "_".
NAMES = '''

_FAULTS = """
#: The rule of each class of faults.
SPEAKERS = """

_LAYERS = '''"""Where the layers are declared. Written by `python -m tests.pages`."""

from conv1d_lsp.settings import Generation

#: The module of `declared`, by the layer's name.
MODULES = '''

_ONLY = """
#: The layers of one generation alone.
ONLY = """


def texts() -> Mapping[Path, str]:
    """What must stand in each file."""
    voices, layers = list(_voices()), list(_layers())
    names = [each.name if isinstance(each, Page) else each.page.name for each in voices]
    faults = {fault.__name__: each.page.name for each in voices if isinstance(each, Rule) for fault in each.faults}
    modules = {name: layer.__module__.rpartition(".")[2] for layer in layers for name in layer.names}
    only = {name: f"Generation.{layer.only.name}" for layer in layers if layer.only for name in layer.names}
    return {
        Path(rules.__file__).with_name("index.py"): f"{_RULES}{_tuple(names)}{_FAULTS}{_table(_quoted(faults))}",
        Path(layers_room.__file__).with_name("index.py"): f"{_LAYERS}{_table(_quoted(modules))}{_ONLY}{_table(only)}",
    }


def write() -> None:
    """Write both."""
    for place, text in texts().items():
        place.write_text(text, encoding="utf-8")


def _tuple(names: Iterable[str]) -> str:
    return "".join(["(\n", *(f'    "{name}",\n' for name in sorted(names)), ")\n"])


def _quoted(table: Mapping[str, str]) -> Mapping[str, str]:
    return {key: f'"{value}"' for key, value in table.items()}


def _table(table: Mapping[str, str]) -> str:
    return "".join(["{\n", *(f'    "{key}": {value},\n' for key, value in sorted(table.items())), "}\n"])


def _voices() -> Iterator[Rule | Page]:
    for module in _modules(rules):
        yield from (each for each in vars(module).values() if isinstance(each, Rule | Page))


def _layers() -> Iterator[type[Layer]]:
    for module in _modules(declared):
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, Layer) and "names" in vars(each):
                yield each


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    return (
        import_module(each.name) for each in iter_modules(package.__path__, f"{package.__name__}.") if not each.ispkg
    )
