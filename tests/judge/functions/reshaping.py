"""Functions that arrange the same numbers otherwise."""

from math import prod

from tests.judge.functions.entry import Draw, called
from tests.judge.functions.scene import Drawn, Scene


def target(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    return f"{x}, {sizes_for(scene, x)}"


def sizes_for(scene: Scene, x: Drawn) -> str:
    """Sizes that mostly have room for the tensor's numbers."""
    sizes = [size or 2 for size in x.sizes]
    random = scene.random
    random.shuffle(sizes)
    while len(sizes) > 1 and scene.chance(0.4):
        sizes[:2] = [prod(sizes[:2])]
    if scene.chance(0.7) or None in x.sizes:
        sizes[random.randrange(len(sizes))] = -1
    if scene.chance(0.15):
        sizes[random.randrange(len(sizes))] += random.choice([1, -1, 2])
    if scene.chance(0.04):
        sizes = [-1, -1, *sizes]
    return str(tuple(sizes) if scene.chance(0.7) else sizes)


def one_axis(extra: int = 0) -> Draw:
    def draw(scene: Scene) -> str:
        x = scene.tensor(1, 2, 3, 3, 4)
        return f"{x}, {scene.axis(x.rank, extra)}"

    return draw


def squeezed(scene: Scene) -> str:
    rank = scene.random.randint(2, 4)
    sizes = [scene.random.choice([1, 1, scene.size(), None]) for _ in range(rank)]
    x = scene.exactly(sizes)
    ones = [index for index, size in enumerate(sizes) if size == 1]
    if ones and scene.chance(0.7):
        axis = scene.random.choice(ones)
        return f"{x}, {axis - rank if scene.chance(0.4) else axis}"
    return f"{x}, {scene.axis(rank)}"


def squeezed_maybe(scene: Scene) -> str:
    return squeezed(scene).partition(",")[0] if scene.chance(0.3) else squeezed(scene)


def order(scene: Scene) -> str:
    x = scene.tensor(2, 3, 3, 4)
    axes = list(range(x.rank))
    scene.random.shuffle(axes)
    if scene.chance(0.2):
        axes = [axis - x.rank if scene.chance(0.3) else axis for axis in axes]
    if scene.chance(0.08):
        axes[0] = scene.axis(x.rank)
    if scene.chance(0.05):
        axes.pop()
    return f"{x}, {tuple(axes) if scene.chance(0.6) else axes}"


def order_maybe(scene: Scene) -> str:
    text = order(scene)
    return text.partition(",")[0] if scene.chance(0.15) else text


def two_axes(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    return f"{x}, {scene.axis(x.rank)}, {scene.axis(x.rank)}"


def moved(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    if scene.chance(0.7) or x.rank < 2:
        return f"{x}, {scene.axis(x.rank)}, {scene.axis(x.rank)}"
    first, second = (tuple(scene.random.sample(range(x.rank), 2)) for _ in "ab")
    return f"{x}, {first}, {second}"


def alone(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 3, 4))


def flipped(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    return str(x) if scene.chance(0.3) else f"{x}, {scene.axis(x.rank)}"


def reversed_(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    return f"{x}, [{scene.axis(x.rank)}]"


def rolled(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.random.randint(-2, 3)}, {scene.random.randint(-x.rank, x.rank - 1)}"


def spread(scene: Scene) -> str:
    x = scene.sized([scene.random.choice([1, scene.size()]) for _ in range(scene.random.randint(1, 3))])
    sizes = [scene.size() if size in (1, None) else size for size in x.sizes]
    if scene.chance(0.1):
        sizes[-1] += 1
    return f"{x}, {tuple([2] * scene.random.randint(0, 2) + sizes)}"


def turned(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    if x.rank < 2 or scene.chance(0.4):
        return f"{x}, k={scene.random.randint(-2, 5)}"
    return f"{x}, {scene.random.randint(0, 4)}, {tuple(scene.random.sample(range(x.rank), 2))}"


PATTERNS = (
    ("b h w c -> b c h w", 4),
    ("b (h w) c -> b h w c", 3),
    ("b h w -> (b h) w", 3),
    ("b t f -> t b f", 3),
    ("b t f -> b (t f)", 3),
    ("b t -> b t x", 2),
    ("b (h w) -> b w h", 2),
)


def rearranged(scene: Scene) -> str:
    pattern, rank = scene.random.choice(PATTERNS)
    x = scene.sized([scene.size(2, 4) * 2 for _ in range(rank)], openness=0.05)
    if scene.chance(0.7):
        x = scene.exactly([size or 4 for size in x.sizes])
    lengths = f", h={scene.size(1, 2)}" if "(h w) " in pattern and scene.chance(0.9) else ""
    return f"{x}, {pattern!r}{lengths}"


FUNCTIONS = (
    called("ops.rearrange", rearranged),
    called("ops.reshape tf.reshape K.reshape np.reshape array.reshape", target),
    called("ops.expand_dims tf.expand_dims K.expand_dims np.expand_dims", one_axis(1)),
    called("ops.squeeze tf.squeeze np.squeeze array.squeeze", squeezed_maybe),
    called("K.squeeze", squeezed),
    called("ops.transpose tf.transpose np.transpose array.transpose", order_maybe),
    called("K.permute_dimensions", order),
    called("ops.swapaxes np.swapaxes array.swapaxes", two_axes),
    called("ops.moveaxis np.moveaxis", moved),
    called(
        "ops.ravel K.flatten K.batch_flatten K.transpose ops.fliplr ops.flipud "
        "np.fliplr np.tril np.triu np.atleast_1d np.atleast_2d np.ravel array.ravel array.flatten",
        alone,
    ),
    called("ops.flip np.flip", flipped),
    called("tf.reverse K.reverse", reversed_),
    called("ops.roll tf.roll np.roll", rolled),
    called("ops.broadcast_to tf.broadcast_to np.broadcast_to", spread),
    called("ops.rot90 np.rot90", turned),
)
