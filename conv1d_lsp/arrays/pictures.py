"""Functions on images: (batch, height, width, channels), or one without the batch."""

from __future__ import annotations

from conv1d_lsp.arrays.declaration import Given, axes_of, function, sizes, unchanged
from conv1d_lsp.arrays.demands import at_least, differ, of_one_shape, of_ranks, refused
from conv1d_lsp.settings import Release
from conv1d_lsp.shapes import OPEN, Dim, Open, Shape, Truth, dim


def _picture(a: Given, data_format: Given = None) -> Shape | None:
    axes = of_ranks(a, 3, 4)
    return Shape(axes) if axes is not None and data_format in (None, "channels_last") else None


def resize(a: Given, size: Given, data_format: Given = None, keeps_ratio: Given = False) -> Shape | None:
    """To another height and width."""
    picture, wanted = _picture(a, data_format), sizes(size)
    if picture is None or wanted is None or len(wanted) != 2 or keeps_ratio is not False:
        return None
    known = all((each >= 1) is Truth.YES for each in wanted)
    return picture.with_axes({-3: wanted[0], -2: wanted[1]}) if known else None


def enlarge(a: Given, height: Given, width: Given, data_format: Given) -> Shape | None:
    """So many times as high and as wide; where one is open, both are."""
    picture = _picture(a, data_format)
    if picture is None or picture.rank.value != 4 or not isinstance(height, Dim) or not isinstance(width, Dim):
        return None
    made = (picture[1] * height, picture[2] * width)
    opened = any(isinstance(size, Open) for size in made)
    return picture.with_axes({1: OPEN, 2: OPEN} if opened else {1: made[0], 2: made[1]})


def pad(
    a: Given,
    top: Given = None,
    left: Given = None,
    bottom: Given = None,
    right: Given = None,
    height: Given = None,
    width: Given = None,
    data_format: Given = None,
) -> Shape | None:
    """Around the image, or up to a height and width."""
    picture = _picture(a, data_format)
    if picture is None:
        return None
    rows = _changed(picture[-3], top, bottom, height, 1, "height")
    columns = _changed(picture[-2], left, right, width, 1, "width")
    return None if rows is None or columns is None else picture.with_axes({-3: rows, -2: columns})


def crop(
    a: Given,
    top: Given = None,
    left: Given = None,
    bottom: Given = None,
    right: Given = None,
    height: Given = None,
    width: Given = None,
    data_format: Given = None,
) -> Shape | None:
    """Away from the borders, or down to a height and width."""
    picture = _picture(a, data_format)
    if picture is None:
        return None
    for size, name, target in ((picture[-3], "height", height), (picture[-2], "width", width)):
        if isinstance(size, Open) and target is None:
            raise refused("a", a, f"of a known {name} where `target_{name}` is not given", since=(3, 4))
    rows = _changed(picture[-3], top, bottom, height, -1, "height")
    columns = _changed(picture[-2], left, right, width, -1, "width")
    return None if rows is None or columns is None else picture.with_axes({-3: rows, -2: columns})


def _changed(size: Dim, before: Given, after: Given, target: Given, sign: int, name: str) -> Dim | None:
    """Of before, after and target two are given. name: the declaration's name of the target."""
    given = [each for each in (before, after, target) if each is not None]
    numbers = [each for each in given if isinstance(each, Dim) and (each >= 0) is Truth.YES]
    if len(given) != 2 or len(numbers) != 2:
        return None
    if target is None:
        changed = size + (numbers[0] + numbers[1]) * sign
        return changed if isinstance(size, Open) or (changed >= (1 if sign < 0 else 0)) is Truth.YES else None
    other, goal = numbers
    if isinstance(size, Open):
        return goal
    rest = (goal - size) * sign - other
    if rest.zero is Truth.NO and (rest >= 0) is Truth.NO:
        raise refused(name, goal, f"{'at least' if sign > 0 else 'at most'} {size + other * sign}", since=(3, 15))
    return goal if (rest >= 0) is Truth.YES and (goal >= 1) is Truth.YES else None


def gray(a: Given, data_format: Given = None) -> Shape | None:
    picture = _picture(a, data_format)
    if picture is None:
        return None
    _require_channels(picture, (3, 15), 1, 3)
    return picture.with_axes({-1: 1})


def tf_gray(a: Given) -> Shape | None:
    axes = axes_of(a)
    if axes is None or len(axes) < 2:
        return None
    if not any(isinstance(size, Open) for size in axes):  # else TensorFlow does not look
        _require_channels(Shape(axes), None, 3)
    return Shape((*axes[:-1], dim(1))) if axes[-1].value == 3 else None


def _require_channels(picture: Shape, since: Release | None, *counts: int) -> None:
    if all(picture[-1].equals(count) is Truth.NO for count in counts):
        raise refused("a", picture, f"images of {' or '.join(map(str, counts))} channels", since)


def colours(a: Given, data_format: Given = None) -> Shape | None:
    """Of three channels, the same shape."""
    picture = _picture(a, data_format)
    if picture is not None:
        _require_channels(picture, (3, 14), 3)
    return picture


def same(a: Given, data_format: Given = None) -> Shape | None:
    return _picture(a, data_format)


def edges(a: Given) -> Shape | None:
    """With an axis of 2 behind."""
    axes = of_ranks(a, 4)
    return None if axes is None else Shape((*axes, dim(2)))


def pairs_of_images(a: Given, b: Given) -> Shape | None:
    """A number for each pair."""
    left, right = of_ranks(a, 3, 4), axes_of(b)
    if left is None or right is None:
        return None
    if len(right) not in (3, 4):
        raise refused("b", b, "an array of 3 or 4 axes")
    return Shape(left[:-3])


def moved(a: Given, transform: Given) -> Shape | None:
    """The same shape."""
    axes, own = of_ranks(a, 3, 4), axes_of(transform)
    if own is not None and len(own) not in (1, 2):
        raise refused("transform", transform, "an array of 1 or 2 axes")
    return None if axes is None or own is None else Shape(axes)


def bent(a: Given, start: Given, end: Given) -> Shape | None:
    """The same shape, for four points of the images and where they go."""
    axes = of_ranks(a, 3, 4)
    for name, points in (("start", start), ("end", end)):
        own = axes_of(points)
        if own is not None and (len(own) not in (2, 3) or differ(own[-2], dim(4)) or differ(own[-1], dim(2))):
            raise refused(name, points, "of shape (4, 2), or (batch, 4, 2)")
    of_one_shape(start, end)
    known = all(isinstance(points, Shape) and points.ranked for points in (start, end))
    return Shape(axes) if axes is not None and known else None


def looked_up(a: Given, coordinates: Given) -> Shape | None:
    """A number for each place, which has as many coordinates as the array has axes."""
    axes, own = axes_of(a), axes_of(coordinates)
    if axes is None or not own:
        return None
    if len(own) < 2 or differ(own[0], dim(len(axes))):
        raise refused("coordinates", coordinates, f"{len(axes)} arrays of coordinates, one for each axis")
    return Shape(own[1:])


def tf_same(a: Given) -> Shape | None:
    """The same shape, of images."""
    axes = at_least(a, 3)
    return None if axes is None else Shape(axes)


def coloured(a: Given) -> Shape | None:
    """One channel becomes three."""
    axes = axes_of(a)
    if axes is None or len(axes) < 2:
        return None
    if axes[-1].equals(1) is Truth.NO:
        raise refused("a", a, "images of 1 channel")
    return Shape((*axes[:-1], dim(3))) if axes[-1].value == 1 else None


_BORDERS = "top_{0}=top, left_{0}=left, bottom_{0}=bottom, right_{0}=right, target_height=height, target_width=width"

PICTURES = (
    function(
        resize,
        "keras.ops.image.resize(images=a, size, interpolation, antialias, crop_to_aspect_ratio, pad_to_aspect_ratio, "
        "fill_mode, fill_value, data_format)",
        "tensorflow.image.resize(images=a, size, method, preserve_aspect_ratio=keeps_ratio, antialias, name)",
    ),
    function(
        enlarge,
        "keras.backend.resize_images(x=a, height_factor=height, width_factor=width, data_format, interpolation)",
    ),
    function(
        pairs_of_images,
        "keras.ops.image.ssim(image1=a, image2=b, max_val, filter_size, filter_sigma, k1, k2, data_format)",
    ),
    function(moved, "keras.ops.image.affine_transform(images=a, transform, ...)"),
    function(bent, "keras.ops.image.perspective_transform(images=a, start_points=start, end_points=end, ...)"),
    function(looked_up, "keras.ops.image.map_coordinates(inputs=a, coordinates, order, fill_mode, fill_value)"),
    function(
        tf_same,
        "tensorflow.image.flip_left_right tensorflow.image.flip_up_down(image=a)",
        "tensorflow.image.random_flip_left_right tensorflow.image.random_flip_up_down(image=a, seed)",
        "tensorflow.image.per_image_standardization(image=a)",
    ),
    function(
        unchanged,
        "tensorflow.image.adjust_brightness(image=a, delta)",
        "tensorflow.image.adjust_contrast(images=a, contrast_factor)",
        "tensorflow.image.adjust_gamma(image=a, gamma, gain)",
        "tensorflow.image.random_brightness(image=a, max_delta, seed)",
        "tensorflow.image.random_contrast(image=a, lower, upper, seed)",
    ),
    function(coloured, "tensorflow.image.grayscale_to_rgb(images=a, name)"),
    function(pad, f"keras.ops.image.pad_images(images=a, {_BORDERS.format('padding')}, data_format)"),
    function(crop, f"keras.ops.image.crop_images(images=a, {_BORDERS.format('cropping')}, data_format)"),
    function(gray, "keras.ops.image.rgb_to_grayscale(images=a, data_format)"),
    function(tf_gray, "tensorflow.image.rgb_to_grayscale(images=a, name)"),
    function(colours, "keras.ops.image.rgb_to_hsv keras.ops.image.hsv_to_rgb(images=a, data_format)"),
    function(
        same,
        "keras.ops.image.gaussian_blur(images=a, kernel_size, sigma, data_format)",
        "keras.ops.image.elastic_transform(images=a, alpha, sigma, interpolation, fill_mode, fill_value, seed, "
        "data_format)",
    ),
    function(edges, "keras.ops.image.sobel_edges(images=a, data_format)"),
)
