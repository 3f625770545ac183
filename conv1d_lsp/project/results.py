"""What became of each file of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis


class Checked(NamedTuple):
    """A file that was analysed; `text` is what the places of `analysis` refer to.

    obsolete: how many findings the baseline knows of that are not there any more.
    """

    shown: str
    text: str
    analysis: Analysis
    obsolete: int = 0


class WithoutKeras(NamedTuple):
    """A file that mentions neither Keras nor TensorFlow, nor imports one that does: nothing was asked of it."""

    shown: str


class Unchecked(NamedTuple):
    """A file or folder that could not be read. `named` if it stands among the paths that the user named."""

    shown: str
    reason: str
    named: bool


class Misconfigured(NamedTuple):
    """A file that was not analysed, because the settings around it cannot be followed; `reason` is a sentence."""

    shown: str
    reason: str


class Lost(NamedTuple):
    """A file whose analysis ended twice without an answer, as the process was killed; `reason` is a sentence."""

    shown: str
    reason: str


FileResult = Checked | WithoutKeras | Unchecked | Misconfigured | Lost
