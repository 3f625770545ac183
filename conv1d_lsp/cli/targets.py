"""`FILE` or `FILE:NAME`, as the commands about models take them."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from conv1d_lsp.cli.files import NamedFiles
from conv1d_lsp.cli.screen import complain
from conv1d_lsp.cli.words import PROGRAM
from conv1d_lsp.project.errors import did_you_mean
from conv1d_lsp.project.results import Checked


class _Named(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def variable(self) -> str | None: ...


M = TypeVar("M", bound=_Named)


def split_target(target: str) -> tuple[Path, str | None]:
    """File and name of the model. A file whose own name has a colon is taken for itself, as is a Windows drive."""
    file, colon, name = target.rpartition(":")
    if not colon or not name.isidentifier() or not file or os.path.exists(target):  # noqa: PTH110 - it never raises
        return Path(target), None
    return Path(file), name


def chosen(
    targets: Sequence[str],
    named: NamedFiles,
    models: Callable[[Checked], Sequence[M]],
    all_of: Callable[[Sequence[M]], Sequence[M]] = tuple,
) -> Iterator[tuple[Checked, Sequence[M]]]:
    """The models that `targets` name, file by file. all_of: which of them where none is named."""
    for target in targets:
        file, name = split_target(target)
        for checked in named.each([file]):
            found = models(checked)
            if name is None:
                if not found:
                    complain(f"{PROGRAM}: no model is seen to be made in {checked.shown}")
                yield checked, all_of(found)
            else:
                yield checked, _called(name, found, checked, named)


def _called(name: str, models: Sequence[M], checked: Checked, named: NamedFiles) -> Sequence[M]:
    """The models of that variable, or else of that Keras name."""
    found = tuple(model for model in models if model.variable == name)
    found = found or tuple(model for model in models if model.name == name)
    if not found:
        known = list(dict.fromkeys(model.variable or model.name for model in models))
        has = f"it has {', '.join(known)}" if known else "none is seen to be made there"
        near = did_you_mean(name, known) if len(known) > 1 else ""
        named.fail(f'{checked.shown} has no model "{name}": {has}{near}')
    return found
