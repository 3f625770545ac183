"""`Input((channels, steps))` before a layer that goes along steps: seen by the names of the two sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from conv1d_lsp.interpreter.faults import AxesSwapped
from conv1d_lsp.interpreter.findings import Finding, Promise, TensorEvent
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.values import GraphNode, LayerObject
from conv1d_lsp.interpreter.written_inputs import name_of, taken_directly, written_shape

#: Layers that go along the steps, the axis behind that of the samples.
_ALONG_STEPS = frozenset(
    "Conv1D SeparableConv1D DepthwiseConv1D Conv1DTranspose LSTM GRU SimpleRNN MaxPooling1D AveragePooling1D".split()
)

#: Words in names of sizes.
_CHANNELS = frozenset("channel channels chan chans feature features feat feats sensor sensors lead leads".split())
_STEPS = frozenset(
    "step steps timestep timesteps time times window windows length len seq sequence samples points".split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def suspect_swapped_axes(m: Machine) -> None:
    """Report each Input whose sizes have names that say so."""
    seen: set[int] = set()
    for event in list(m.notes.tensors):
        for graph in _inputs_of(event):
            if id(graph.site.node) in seen:
                continue
            seen.add(id(graph.site.node))
            names = written_names(graph.site.node)
            if names is None or not are_swapped(*names):
                continue
            m.notes.findings.append(Finding(AxesSwapped(*names, event.label), graph.site, Promise.RUNS))


def are_swapped(first: str, second: str) -> bool:
    """Whether the first is a name of channels alone, and the second one of steps alone."""
    before, behind = _words(first), _words(second)
    channels_first = bool(before & _CHANNELS) and not before & _STEPS
    return channels_first and bool(behind & _STEPS) and not behind & _CHANNELS


def _words(name: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(name)}


def _inputs_of(event: TensorEvent) -> Iterator[GraphNode]:
    """The Inputs of three axes that a layer along steps takes directly, where channels are its last axis."""
    layer = event.layer
    if event.label not in _ALONG_STEPS or not isinstance(layer, LayerObject) or not goes_along_steps(layer):
        return
    for graph in taken_directly(layer):
        if graph.outputs[0].rank.value == 3:
            yield graph


def goes_along_steps(layer: LayerObject) -> bool:
    """Whether it takes (samples, steps, channels)."""
    if layer.label not in _ALONG_STEPS or layer.configured is None:
        return False
    return layer.configured.settings.get("data_format", "channels_last") == "channels_last"


def written_names(node: cst.CSTNode) -> tuple[str, str] | None:
    """What the two sizes of one sample are called where an Input or an `input_shape` is written."""
    sizes, with_batch = written_shape(node) or (None, False)
    if not isinstance(sizes, cst.Tuple | cst.List) or len(sizes.elements) != (3 if with_batch else 2):
        return None
    names = [name_of(each.value) for each in sizes.elements[-2:]]
    return names[0], names[1]
