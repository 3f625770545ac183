"""Keras's losses and metrics: what each makes of the shapes of an output and its target, in both generations.

`find_loss(name, keras)` and its like give a `Measure`; its `outcome` takes both shapes, with the axis of samples,
and gives `Right`, `Raises`, `Silent` (it runs, and is not what was meant) or `Unsure`. Pure: it knows sizes and
settings, neither layers nor arrays nor Python source.
"""

from conv1d_lsp.losses.catalogue import find_loss, find_metric, find_metric_called
from conv1d_lsp.losses.measure import Measure
from conv1d_lsp.losses.outcomes import (
    AcrossSamples,
    ClassesDiffer,
    Constant,
    NoSuchAxis,
    NotTaken,
    NumbersDiffer,
    OtherClasses,
    Outcome,
    Raises,
    RanksDiffer,
    RankWanted,
    Refusal,
    Right,
    Silence,
    Silent,
    SizesDiffer,
    Spread,
    Unsure,
)
from conv1d_lsp.losses.reading import Ending, Facts, Setting, Way

__all__ = [
    "AcrossSamples",
    "ClassesDiffer",
    "Constant",
    "Ending",
    "Facts",
    "Measure",
    "NoSuchAxis",
    "NotTaken",
    "NumbersDiffer",
    "OtherClasses",
    "Outcome",
    "Raises",
    "RankWanted",
    "RanksDiffer",
    "Refusal",
    "Right",
    "Setting",
    "Silence",
    "Silent",
    "SizesDiffer",
    "Spread",
    "Unsure",
    "Way",
    "find_loss",
    "find_metric",
    "find_metric_called",
]
