"""Convolutions, pooling, normalization, losses."""

from tests.judge.functions.entry import Draw, called
from tests.judge.functions.scene import Drawn, Scene


def images(scene: Scene, axes: int, channels: int | None = None) -> Drawn:
    sizes = [scene.size(), *(scene.size(2, 12) for _ in range(axes)), channels or scene.size(1, 4)]
    if scene.odd():
        sizes.pop()
    return scene.sized(sizes, openness=0.06)


def channels_of(x: Drawn) -> int:
    return (x.sizes[-1] if scene_has_channels(x) else None) or 3


def scene_has_channels(x: Drawn) -> bool:
    return bool(x.sizes)


def kernel(scene: Scene, sizes: list[int]) -> str:
    if scene.chance(0.12):
        sizes[-2] += 1
    if scene.chance(0.3):
        return str(scene.exactly(sizes))
    return scene.array(sizes) if scene.keras.value == 3 else f"tf.constant({scene.array(sizes)})"


def per_axis(scene: Scene, axes: int, high: int) -> str:
    number = scene.size(1, high)
    return str(number) if scene.chance(0.6) else str(tuple(scene.size(1, high) for _ in range(axes)))


def settings(scene: Scene, axes: int) -> str:
    text = ""
    if scene.chance(0.4):
        text += f", strides={per_axis(scene, axes, 3)}"
    elif scene.chance(0.2):
        text += f", dilation_rate={per_axis(scene, axes, 2)}"
    if scene.chance(0.7):
        text += f", padding={scene.random.choice(['valid', 'same'] if scene.chance(0.95) else ['full'])!r}"
    return text


def conv(scene: Scene) -> str:
    axes = scene.random.choice([1, 1, 2, 3])
    x = images(scene, axes)
    window = [scene.size(1, 3) for _ in range(axes)]
    return f"{x}, {kernel(scene, [*window, channels_of(x), scene.size(1, 4)])}{settings(scene, axes)}"


def depthwise(scene: Scene) -> str:
    axes = scene.random.choice([1, 2])
    x = images(scene, axes)
    window = [scene.size(1, 3) for _ in range(axes)]
    return f"{x}, {kernel(scene, [*window, channels_of(x), scene.size(1, 2)])}{settings(scene, axes)}"


def separable(scene: Scene) -> str:
    axes = scene.random.choice([1, 2])
    x = images(scene, axes)
    times = scene.size(1, 2)
    window = [scene.size(1, 3) for _ in range(axes)]
    first = scene.array([*window, channels_of(x), times])
    second = scene.array([*[1] * axes, channels_of(x) * times, scene.size(1, 4)])
    return f"{x}, {first}, {second}{settings(scene, axes)}"


def transposed(scene: Scene) -> str:
    axes = scene.random.choice([1, 2])
    x = images(scene, axes)
    window = [scene.size(1, 3) for _ in range(axes)]
    return f"{x}, {kernel(scene, [*window, scene.size(1, 4), channels_of(x)])}{settings(scene, axes)}"


def fixed_conv(axes: int) -> Draw:
    def draw(scene: Scene) -> str:
        x = images(scene, axes)
        window = [scene.size(1, 3) for _ in range(axes)]
        return f"{x}, {kernel(scene, [*window, channels_of(x), scene.size(1, 4)])}{settings(scene, axes)}"

    return draw


def tf_conv(axes: int) -> Draw:
    def draw(scene: Scene) -> str:
        x = images(scene, axes)
        window = [scene.size(1, 3) for _ in range(axes)]
        text = f"{x}, {kernel(scene, [*window, channels_of(x), scene.size(1, 4)])}"
        stride = scene.size(1, 3)
        return f"{text}, {stride}, {scene.random.choice(['VALID', 'SAME'])!r}"

    return draw


def pooled(scene: Scene) -> str:
    axes = scene.random.choice([1, 1, 2])
    text = f"{images(scene, axes)}, {per_axis(scene, axes, 4)}"
    if scene.chance(0.5):
        text += f", strides={per_axis(scene, axes, 3)}"
    return text + (f", padding={scene.random.choice(['valid', 'same'])!r}" if scene.chance(0.6) else "")


def pool2d(scene: Scene) -> str:
    text = f"{images(scene, 2)}, ({scene.size(1, 3)}, {scene.size(1, 3)})"
    if scene.chance(0.5):
        text += f", strides=({scene.size(1, 3)}, {scene.size(1, 3)})"
    return text + (f", padding={scene.random.choice(['valid', 'same'])!r}" if scene.chance(0.6) else "")


def tf_pooled(axes: int) -> Draw:
    def draw(scene: Scene) -> str:
        sizes = f"{scene.size(1, 3)}, {scene.size(1, 3)}"
        return f"{images(scene, axes)}, {sizes}, {scene.random.choice(['VALID', 'SAME'])!r}"

    return draw


def adaptive(scene: Scene) -> str:
    axes = scene.random.choice([1, 2])
    return f"{images(scene, axes)}, {per_axis(scene, axes, 3)}"


def along(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return str(x) if scene.chance(0.4) else f"{x}, axis={scene.axis(x.rank)}"


def halves(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, axis={scene.axis(x.rank)}" if scene.chance(0.5) else str(x)


def batch_normalization(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    size = x.sizes[-1] or 3
    return f"{x}, {scene.array([size])}, {scene.array([size])}, axis=-1"


def losses(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return f"{x}, {scene.exactly(x.sizes) if scene.chance(0.85) else scene.alike(x)}"


def sparse_losses(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{scene.exactly(x.sizes[:-1], 'int32')}, {x}"


def biased(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.array([(x.sizes[-1] or 3) + (scene.chance(0.1))])}"


def attention(scene: Scene) -> str:
    q = scene.exactly([None, scene.size(), scene.size(1, 3), scene.size(1, 4)])
    k = scene.exactly([None, scene.size(), q.sizes[2], q.sizes[3]])
    return f"{q}, {k}, {k}"


def blocks(scene: Scene) -> str:
    block = scene.size(1, 3)
    sizes = [None, *(block * scene.size(1, 3) + (scene.chance(0.08)) for _ in "hw"), scene.size(1, 3)]
    return f"{scene.exactly(sizes)}, {block}"


def deep(scene: Scene) -> str:
    block = scene.size(1, 2)
    return f"{scene.exactly([None, scene.size(), scene.size(), block * block * scene.size(1, 3)])}, {block}"


def dropped(scene: Scene) -> str:
    return f"{scene.tensor(2, 3)}, 0.5"


def labels_and_classes(scene: Scene) -> str:
    x = scene.tensor(2)
    labels = scene.exactly(x.sizes[:1], "int32")
    return f"{labels}, {x}, {scene.size(1, 3)}"


def tf_listed(scene: Scene) -> str:
    x = images(scene, 2)
    one = scene.size(1, 3)
    window = [scene.size(1, 3) for _ in range(2)]
    text = f"{x}, {kernel(scene, [*window, channels_of(x), scene.size(1, 4)])}"
    return f"{text}, [1, {one}, {one}, 1], {scene.random.choice(['VALID', 'SAME'])!r}"


def tf_pool_listed(scene: Scene) -> str:
    one = scene.size(1, 3)
    sizes = f"[1, {scene.size(1, 3)}, {scene.size(1, 3)}, 1], [1, {one}, {one}, 1]"
    if scene.chance(0.4):
        sizes = f"{scene.size(1, 3)}, {one}"
    return f"{images(scene, 2)}, {sizes}, {scene.random.choice(['VALID', 'SAME'])!r}"


def classes(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{scene.exactly(x.sizes)}, {x}"


def aligned(scene: Scene) -> str:
    batch = None if scene.chance(0.5) else scene.size()
    sizes = [batch if scene.chance(0.95) else 7 for _ in range(4)]
    first = f"{scene.exactly((sizes[0], 4), 'int32')}, {scene.exactly((sizes[1], 9, 5))}"
    return f"{first}, {scene.exactly((sizes[2],), 'int32')}, {scene.exactly((sizes[3],), 'int32')}"


def costs(scene: Scene) -> str:
    first = f"{scene.exactly((None, 4), 'int32')}, {scene.exactly((None, 9, 5))}"
    return f"{first}, {scene.exactly((None, 1), 'int32')}, {scene.exactly((None, 1), 'int32')}"


def normalized(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    vector = scene.array([x.sizes[-1] or 3])
    return f"{x}, {', '.join([vector] * 4)}"


FUNCTIONS = (
    called("tf.nn.conv2d tf.nn.depthwise_conv2d", tf_listed),
    called("tf.nn.max_pool tf.nn.avg_pool tf.nn.max_pool2d", tf_pool_listed),
    called("tf.nn.softmax_cross_entropy_with_logits tf.nn.sigmoid_cross_entropy_with_logits", classes),
    called("K.binary_focal_crossentropy K.categorical_focal_crossentropy", classes),
    called("ops.ctc_loss", aligned),
    called("K.ctc_batch_cost", costs),
    called("K.batch_normalization", normalized),
    called("tf.nn.batch_normalization", lambda scene: f"{normalized(scene)}, 0.001"),
    called("ops.polar", lambda scene: f"{scene.tensor(2)}, {scene.tensor(2)}"),
    called("ops.in_top_k tf.math.in_top_k", labels_and_classes),
    called("ops.psnr", lambda scene: f"{losses(scene)}, 1.0"),
    called("ops.conv", conv),
    called("ops.depthwise_conv", depthwise),
    called("ops.separable_conv", separable),
    called("ops.conv_transpose", transposed),
    called("K.conv1d", fixed_conv(1)),
    called("K.conv2d", fixed_conv(2)),
    called("tf.nn.conv1d", tf_conv(1)),
    called("tf.nn.conv2d", tf_conv(2)),
    called("ops.max_pool ops.average_pool", pooled),
    called("K.pool2d", pool2d),
    called("tf.nn.max_pool1d tf.nn.avg_pool1d", tf_pooled(1)),
    called("tf.nn.max_pool2d tf.nn.avg_pool2d", tf_pooled(2)),
    called("ops.adaptive_average_pool ops.adaptive_max_pool", adaptive),
    called("ops.softmax ops.log_softmax ops.normalize ops.sparsemax tf.nn.softmax K.softmax", along),
    called("tf.nn.l2_normalize tf.math.l2_normalize K.l2_normalize", along),
    called("ops.rms_normalization ops.layer_normalization", lambda scene: str(scene.tensor(2, 3))),
    called("ops.glu", halves),
    called("ops.batch_normalization", batch_normalization),
    called("ops.binary_crossentropy ops.categorical_crossentropy", losses),
    called("K.binary_crossentropy K.categorical_crossentropy", losses),
    called("ops.sparse_categorical_crossentropy K.sparse_categorical_crossentropy", sparse_losses),
    called("tf.nn.bias_add K.bias_add", biased),
    called("ops.dot_product_attention", attention),
    called("ops.space_to_depth tf.nn.space_to_depth", blocks),
    called("ops.depth_to_space tf.nn.depth_to_space", deep),
    called("tf.nn.dropout K.dropout", dropped),
)
