"""What a disagreement looks like: whether it is one of those that an inconsistency of Keras explains."""

from __future__ import annotations

import re
from collections.abc import Callable

from conv1d_lsp.runtime.answers import Built, Refused
from tests.judge.comparison import Disagreement
from tests.judge.values import Settings

MASKING = frozenset({"Masking", "Embedding"})


def raises_when_run(found: Disagreement) -> bool:
    return isinstance(found.real, Built) and isinstance(found.real.ran, Refused)


def fails_with(*parts: str) -> Callable[[Disagreement], bool]:
    """Whether it raises, when called or run, with one of these in the message."""

    def fits(found: Disagreement) -> bool:
        refused = found.real.ran if isinstance(found.real, Built) else found.real
        return isinstance(refused, Refused) and any(part in refused.message for part in parts)

    return fits


def inputs_of(found: Disagreement) -> list[tuple[object, ...]]:
    """The shapes that `Input` has in the model."""
    inputs = [node.settings for node in found.model if node.layer == "Input"]
    return [(each.get("batch_size"), *sizes) for each in inputs if isinstance(sizes := each["shape"], tuple)]


def on_an_empty_axis(found: Disagreement) -> bool:
    return any(0 in shape for shape in inputs_of(found))


def settings_of(found: Disagreement) -> Settings:
    node = found.model[found.node]
    return node.settings if node.again is None else found.model[node.again].settings


def batches_differ(found: Disagreement) -> bool:
    """Whether the inputs state different numbers of samples, or only some of them any."""
    return len({shape[0] for shape in inputs_of(found)}) > 1


def of_other_axes_or_batches(found: Disagreement) -> bool:
    """Whether the inputs have other than three axes, or differ in what they say of the batch."""
    return batches_differ(found) or (raises_when_run(found) and any(len(shape) != 3 for shape in inputs_of(found)))


def in_other_colours(found: Disagreement) -> bool:
    """Whether an image has not three channels at the end, or is none of a batch."""
    last = settings_of(found).get("data_format") != "channels_first"
    return not last or any(shape[-1] != 3 or len(shape) != 4 for shape in inputs_of(found))


def asked_back_from_others(found: Disagreement) -> bool:
    """Whether `reverse` gets other than what the layer makes."""
    node = found.model[found.node]
    width = settings_of(found).get("output_dim")
    return raises_when_run(found) and node.call.get("reverse") is True and inputs_of(found)[0][-1] != width


def speaks_of_masks(found: Disagreement) -> bool:
    """Whether a Softmax, perhaps of a model inside, met a mask."""
    return isinstance(found.real, Refused) and "Softmax" in found.real.message and masked_before(found)


def fails_over_mask(found: Disagreement) -> bool:
    """Whether a Softmax fails over a mask as it runs."""
    ran = found.real.ran if isinstance(found.real, Built) else None
    told = isinstance(ran, Refused) and any(words in ran.message for words in ("The `mask` must be", "[Op:AddV2]"))
    return told and masked_before(found)


def joins_masks(found: Disagreement) -> bool:
    """Whether a Concatenate could not join the masks, of which one was made up."""
    met = isinstance(found.real, Refused) and "T=DT_BOOL" in found.real.message and "concat" in found.real.message
    return met and masked_before(found)


def averages_with_mask(found: Disagreement) -> bool:
    """Whether a mask was multiplied with channels that stand before the steps."""
    first = found.model[found.node].settings.get("data_format") == "channels_first"
    met = isinstance(found.real, Refused) and "mask=tf.Tensor" in found.real.message
    return first and met and masked_before(found)


def joins_batches(found: Disagreement) -> bool:
    """Whether tensors without any axis but the batch were joined along it, of which the symbolic call knows no size."""
    flat = isinstance(found.predicted, Built) and found.predicted.shapes == ((None,),)
    return flat and raises_when_run(found) and any(node.layer == "Concatenate" for node in found.model)


def meets_flat_mask(found: Disagreement) -> bool:
    """Whether a recurrent layer got the mask of a tensor without steps."""
    flat = isinstance(found.real, Refused) and re.search(r"mask=tf.Tensor\(shape=\(\w+,\)", found.real.message)
    return bool(flat) and masked_before(found)


def spreads_the_mask(found: Disagreement) -> bool:
    """Whether a Softmax, perhaps of a model inside, got a mask, which TensorFlow spreads along axes of 1 or None."""
    ours, real = found.predicted, found.real
    if not isinstance(ours, Built) or not isinstance(real, Built) or len(ours.shapes[0]) != len(real.shapes[0]):
        return False
    sizes = zip(ours.shapes[0], real.shapes[0], strict=True)
    return all(size in (each, 1, None) or each is None for size, each in sizes) and masked_before(found)


def masked_before(found: Disagreement) -> bool:
    """Whether a layer that makes masks leads to the one that was found."""
    todo, seen = [found.node], set[int]()
    while todo:
        index = todo.pop()
        if index not in seen:
            seen.add(index)
            todo += found.model[index].needs
    return any(each.layer in MASKING for index in seen for each in (found.model[index], *found.model[index].body))


def without_its_half(found: Disagreement) -> bool:
    """Whether padding as `same` with `output_padding` says a length that TensorFlow's kernel cannot come from."""
    settings = settings_of(found)
    return raises_when_run(found) and settings.get("padding") == "same" and settings.get("output_padding") is not None


def unrolled_alone(found: Disagreement) -> bool:
    """Whether the states of a single stacked cell were taken for one state."""
    return settings_of(found).get("unroll") is True and fails_with("list index out of range")(found)


def of_one_axis(found: Disagreement) -> bool:
    """Whether the batch is taken for the only axis."""
    return any(len(shape) == 1 for shape in inputs_of(found))


def as_high_as_the_batch(found: Disagreement) -> bool:
    """Whether the samples of a batch, of which none are known, are taken for the rows of one image."""
    return raises_when_run(found) and any(len(shape) == 3 and shape[0] is None for shape in inputs_of(found))


def distributed_over_batch(found: Disagreement) -> bool:
    """Whether a layer in it is called at each of an open number of steps, of a batch of a known size."""
    inside = "TimeDistributed" in repr(settings_of(found).get("layers"))
    return inside and any(shape[0] is not None and None in shape[1:2] for shape in inputs_of(found))
