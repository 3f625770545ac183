"""Functions of neural networks that are neither windows nor of each number: normalization, losses, blocks."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import LAST, Given, Library, axes_of, function, place, whole
from conv1d_lsp.arrays.demands import differ, of_one_rank, of_one_shape, of_ranks, refused
from conv1d_lsp.arrays.misfits import NotSpreadable, SizesDiffer, Uneven
from conv1d_lsp.shapes import Dim, Open, Shape, Truth, broadcast, dim


def glu(a: Given, axis: Given = LAST) -> Shape | None:
    """(…, 2n, …) -> (…, n, …)."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    index = place(axis, a)
    if index is None:
        return None
    if (a[index] % 2).equals(0) is Truth.NO:
        raise Uneven(a, index, dim(2))
    return a.with_axes({index: a[index] // 2})


def batch_normalization(a: Given, mean: Given, variance: Given, axis: Given) -> Shape | None:
    """The same shape, for vectors as long as the axis."""
    if not isinstance(a, Shape) or not a.ranked:
        return None
    index = place(axis, a)
    if index is None:
        return None
    for name, each in (("mean", mean), ("variance", variance)):
        axes = axes_of(each)
        if axes is not None and (len(axes) != 1 or differ(axes[0], a[index])):
            raise refused(name, each, f"a vector as long as the axis: {a[index]}")
    fits = all(isinstance(each, Shape) and each.equals(Shape((a[index],))) is Truth.YES for each in (mean, variance))
    return a if fits else None


def elementwise_loss(target: Given, output: Given, library: Library) -> Shape | None:
    """A loss for each number, of two arrays of one shape."""
    if library is Library.KERAS:
        of_one_shape(target, output)
    elif isinstance(target, Shape) and isinstance(output, Shape) and broadcast(target, output) is None:
        raise NotSpreadable(target, output)
    return output if _alike(target, output) and isinstance(output, Shape) else None


def loss_of_classes(target: Given, output: Given, axis: Given = LAST, library: Library = Library.KERAS) -> Shape | None:
    """A loss for each distribution over classes, which are the last axis."""
    if library is Library.KERAS:
        of_one_shape(target, output)
    else:
        of_one_rank(target, output)
    if not _alike(target, output) or not isinstance(output, Shape) or whole(axis) != -1:
        return None
    return Shape(output.known_axes[:-1]) if output.known_axes else None


def _alike(target: Given, output: Given) -> bool:
    ranked = isinstance(target, Shape) and isinstance(output, Shape) and target.ranked
    return ranked and isinstance(target, Shape) and isinstance(output, Shape) and target.same(output)


def loss_of_labels(target: Given, output: Given, axis: Given = LAST, library: Library = Library.KERAS) -> Shape | None:
    """The same for labels without the axis of classes."""
    if not isinstance(target, Shape) or not isinstance(output, Shape) or not output.ranked or whole(axis) != -1:
        return None
    rest = Shape(output.known_axes[:-1])
    if not output.known_axes or not target.ranked:
        return None
    given = target.known_axes
    if library is Library.KERAS and len(given) == len(output.known_axes) and given[-1].value == 1:
        given = given[:-1]
    apart = len(given) != len(rest.known_axes) or any(map(differ, given, rest.known_axes))
    if library is Library.KERAS and apart:
        raise refused("target", target, f"labels of shape {rest}")
    return rest if Shape(given).same(rest) else None


def biased(a: Given, bias: Given, data_format: Given = None) -> Shape | None:
    """The same shape, for a vector as long as the last axis."""
    axes, own = axes_of(a), axes_of(bias)
    if axes is None or own is None or len(axes) < 2 or len(own) != 1 or data_format not in (None, "channels_last"):
        return None
    if axes[-1].equals(own[0]) is Truth.NO:
        raise SizesDiffer((Shape(axes), Shape(own)), -1)
    return Shape(axes) if axes[-1].equals(own[0]) is Truth.YES else None


def attended(query: Given, key: Given, value: Given) -> Shape | None:
    """(batch, steps, heads, size) -> the query's shape."""
    four = all(isinstance(each, Shape) and each.rank.value == 4 for each in (query, key, value))
    return query if four and isinstance(query, Shape) else None


def space_to_depth(a: Given, block: Given, data_format: Given = None) -> Shape | None:
    """(batch, n * height, n * width, channels) -> (batch, height, width, n * n * channels)."""
    axes, side = _blocks(a, block, data_format)
    if axes is None or side is None:
        return None
    for index in (1, 2):
        if (axes[index] % side).equals(0) is Truth.NO:
            raise Uneven(Shape(axes), index, dim(side))
    return Shape((axes[0], axes[1] // side, axes[2] // side, axes[3] * (side * side)))


def depth_to_space(a: Given, block: Given, data_format: Given = None) -> Shape | None:
    """The other way round."""
    axes, side = _blocks(a, block, data_format)
    if axes is None or side is None:
        return None
    if (axes[3] % (side * side)).equals(0) is Truth.NO:
        raise Uneven(Shape(axes), 3, dim(side * side))
    return Shape((axes[0], axes[1] * side, axes[2] * side, axes[3] // (side * side)))


def _blocks(a: Given, block: Given, data_format: Given) -> tuple[tuple[Dim, ...] | None, int | None]:
    """The axes of images with channels at the end, and the side of a block."""
    side = whole(block)
    if side is not None and side < 2:
        raise refused("block", block, "an integer of at least 2")
    axes = of_ranks(a, 4)
    return axes if data_format in (None, "channels_last", "NHWC") else None, side


def multi_hot(a: Given, classes: Given, axis: Given = LAST) -> Shape | None:
    """(batch, labels) of labels -> (batch, classes)."""
    axes = axes_of(a)
    if axes is None or not axes or not isinstance(classes, Dim) or isinstance(classes, Open):
        return None
    index = whole(axis)
    if index is not None and not -1 <= index < len(axes):
        raise refused("axis", axis, f"-1, or from 0 to {len(axes) - 1}")
    if index is None:
        return None
    wide = [*axes, classes] if index == -1 else [*axes[:index], classes, *axes[index:]]
    return Shape((wide[-1],)) if len(wide) == 2 else Shape((wide[0], *wide[2:]))


def quality(a: Given, b: Given) -> Shape | None:
    """One number for two arrays of as many axes."""
    of_one_rank(a, b)
    left, right = axes_of(a), axes_of(b)
    return Shape(()) if left is not None and right is not None and len(left) == len(right) else None


def in_top_k(targets: Given, predictions: Given) -> Shape | None:
    """(batch,) of labels and (batch, classes) -> (batch,)."""
    left, right = axes_of(targets), axes_of(predictions)
    fits = left is not None and right is not None and len(left) == 1 and len(right) == 2
    return Shape(left) if fits and left is not None and right is not None and left[0].same(right[0]) else None


def aligned(target: Given, output: Given, target_length: Given, output_length: Given) -> Shape | None:
    """A loss for each sample of the batch, which all four share."""
    shapes = [each if axes_of(each) else None for each in (target, output, target_length, output_length)]
    for one, other in ((0, 1), (2, 0), (3, 1)):
        first, second = shapes[one], shapes[other]
        if isinstance(first, Shape) and isinstance(second, Shape) and differ(first[0], second[0]):
            raise SizesDiffer((first, second), 0)
    return Shape((shapes[0][0],)) if isinstance(shapes[0], Shape) and None not in shapes else None


def batch_aligned(target: Given) -> Shape | None:
    """The same, with an axis behind."""
    axes = axes_of(target)
    return None if not axes else Shape((axes[0], dim(1)))


def with_last_axis_gone(output: Given, axis: Given = LAST) -> Shape | None:
    """What has a distribution along the last axis -> a number for each."""
    axes = axes_of(output)
    return None if not axes or whole(axis) != -1 else Shape(axes[:-1])


def alike(target: Given, output: Given) -> Shape | None:
    """A number for each, of two arrays that have one shape."""
    left, right = axes_of(target), axes_of(output)
    if left is None or right is None or len(left) != len(right):
        return None
    return Shape(left) if all(a.same(b) for a, b in zip(left, right, strict=True)) else None


def normalized(a: Given, mean: Given, variance: Given) -> Shape | None:
    """The same shape, for vectors as long as the last axis."""
    axes = axes_of(a)
    last = None if not axes else Shape(axes[-1:])
    fits = last is not None and all(
        isinstance(each, Shape) and each.equals(last) is Truth.YES for each in (mean, variance)
    )
    return a if fits and isinstance(a, Shape) else None


def backend_normalized(a: Given, mean: Given, variance: Given) -> Shape | None:
    """The same, where images may be normalized otherwise, which takes no arrays."""
    return None if isinstance(a, Shape) and a.rank.value == 4 else normalized(a, mean, variance)


NETWORKS = (
    function(quality, "keras.ops.psnr(x1=a, x2=b, max_val)"),
    function(
        in_top_k,
        "keras.ops.in_top_k(targets, predictions, k)",
        "keras.backend.in_top_k(predictions, targets, k)",
        "tensorflow.math.in_top_k(targets, predictions, k, name)",
    ),
    function(glu, "keras.ops.glu(x=a, axis)"),
    function(batch_normalization, "keras.ops.batch_normalization(x=a, mean, variance, axis)"),
    function(
        elementwise_loss,
        "keras.ops.binary_crossentropy keras.backend.binary_crossentropy(target, output, from_logits)",
    ),
    function(
        loss_of_classes,
        "keras.ops.categorical_crossentropy keras.backend.categorical_crossentropy(target, output, from_logits, axis)",
    ),
    function(
        loss_of_labels,
        "keras.ops.sparse_categorical_crossentropy(target, output, from_logits, axis)",
        "keras.backend.sparse_categorical_crossentropy(target, output, from_logits, axis, ignore_class)",
    ),
    function(
        biased, "tensorflow.nn.bias_add(value=a, bias, data_format)", "keras.backend.bias_add(x=a, bias, data_format)"
    ),
    function(
        attended,
        "keras.ops.dot_product_attention(query, key, value, bias, mask, scale, is_causal, flash_attention, "
        "attn_logits_soft_cap)",
    ),
    function(
        space_to_depth,
        "keras.ops.space_to_depth(x=a, block_size=block, data_format)",
        "tensorflow.nn.space_to_depth(input=a, block_size=block, data_format, name)",
    ),
    function(
        depth_to_space,
        "keras.ops.depth_to_space(x=a, block_size=block, data_format)",
        "tensorflow.nn.depth_to_space(input=a, block_size=block, data_format, name)",
    ),
    function(multi_hot, "keras.ops.multi_hot(inputs=a, num_classes=classes, axis, dtype, sparse)"),
    function(aligned, "keras.ops.ctc_loss(target, output, target_length, output_length, mask_index)"),
    function(batch_aligned, "keras.backend.ctc_batch_cost(y_true=target, y_pred, input_length, label_length)"),
    function(
        with_last_axis_gone,
        "tensorflow.nn.softmax_cross_entropy_with_logits(labels, logits=output, axis, name)",
        "keras.backend.categorical_focal_crossentropy(target, output, alpha, gamma, from_logits, axis)",
    ),
    function(
        alike,
        "tensorflow.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=output, name)",
        "keras.backend.binary_focal_crossentropy(target, output, ...)",
    ),
    function(
        backend_normalized,
        "keras.backend.batch_normalization(x=a, mean, var=variance, beta, gamma, axis, epsilon)",
    ),
    function(
        normalized,
        "tensorflow.nn.batch_normalization(x=a, mean, variance, offset, scale, variance_epsilon, name)",
    ),
)
