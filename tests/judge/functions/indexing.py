"""Items, slices, and functions that take a part."""

from tests.judge.functions.entry import called, written
from tests.judge.functions.scene import Scene, Size


def bound(scene: Scene, size: Size) -> str:
    limit = size or 5
    return "" if scene.chance(0.4) else str(scene.random.randint(-limit - 1, limit + 1))


def sliced(scene: Scene, size: Size) -> str:
    text = f"{bound(scene, size)}:{bound(scene, size)}"
    if scene.chance(0.3):
        text += f":{scene.random.choice([1, 2, 3, -1, -2])}"
    return text


def number(scene: Scene, size: Size) -> str:
    limit = size or 3
    return str(scene.random.randint(-limit, limit - 1) + (10 if scene.chance(0.05) else 0))


def item(scene: Scene) -> str:
    x = scene.tensor(2, 3, 3, 4)
    count = scene.random.randint(1, x.rank + (1 if scene.chance(0.06) else 0))
    parts: list[str] = []
    for size in (*x.sizes, 3)[:count]:
        if scene.chance(0.12):
            parts.append(scene.random.choice(["None", "None", "np.newaxis"]))
        parts.append(number(scene, size) if scene.chance(0.3) else ":" if scene.chance(0.3) else sliced(scene, size))
    if scene.chance(0.25) and count < x.rank:
        parts.insert(scene.random.choice([0, len(parts)]), "...")
    return f"{x}[{', '.join(parts)}]"


def last(scene: Scene) -> str:
    x = scene.tensor(3)
    return f"{x}[:, {number(scene, x.sizes[1] if x.rank > 1 else 1)}]"


def alone(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    part = sliced(scene, x.sizes[0]) if scene.chance(0.7) else scene.random.choice(["...", "None", "0"])
    return f"{x}[{part}]"


def by_truth(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}[{x} > 0]"


def taken(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    text = f"{x}, {indices(scene)}"
    return text if scene.chance(0.15) else f"{text}, axis={scene.axis(x.rank)}"


def indices(scene: Scene) -> str:
    chance = scene.random.random()
    if chance < 0.3:
        return scene.random.choice(["0", "[0, 1]", "[0]", "[[0, 1], [0, 0]]"])
    return str(scene.tensor(1, 2, dtype="int32"))


def gathered(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    text = f"{x}, {indices(scene)}"
    if scene.chance(0.3):
        return f"{text}, axis={scene.axis(x.rank)}"
    if scene.chance(0.4):
        by = scene.exactly((x.sizes[0], scene.size()), "int32")
        return f"{x}, {by}, batch_dims=1" + ("" if scene.chance(0.5) else ", axis=1")
    return text


def gathered_rows(scene: Scene) -> str:
    return f"{scene.tensor(2, 3)}, {scene.tensor(1, 2, dtype='int32')}"


def along(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    axis = scene.axis(x.rank)
    sizes = list(x.sizes)
    if -x.rank <= axis < x.rank:
        sizes[axis] = scene.size()
    if scene.chance(0.1):
        sizes[0] = 1
    return f"{x}, {scene.exactly(sizes, 'int32')}, axis={axis}"


def part(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    starts = [scene.random.randint(0, (size or 2) - 1) for size in x.sizes]
    lengths = [scene.random.randint(1, (size or 2) - start) for size, start in zip(x.sizes, starts, strict=True)]
    if scene.chance(0.5):
        lengths = [-1 if scene.chance(0.5) else length for length in lengths]
    if scene.chance(0.1):
        lengths[-1] = 9
    if scene.chance(0.05):
        starts.pop()
    form = tuple if scene.chance(0.5) else list
    return f"{x}, {form(starts)}, {form(lengths)}"


def updated(scene: Scene) -> str:
    x = scene.exactly([scene.size(2, 5) for _ in range(2)])
    return f"{x}, (0, 0), {scene.exactly((1, 1))}"


def masked(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    mask = scene.exactly(x.sizes[: scene.random.randint(1, x.rank)], "bool")
    return f"{x}, {mask}"


def searched(scene: Scene) -> str:
    return f"{scene.tensor(1)}, {scene.tensor(1, 2)}"


def binned(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, 3)}, {'[0.0, 1.0]' if scene.chance(0.2) else scene.array([3])}"


def phases(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.exactly(x.sizes)}"


def gathered_nd(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.exactly([scene.size(), scene.size(1, x.rank + scene.odd())], 'int32')}"


def scattered(scene: Scene) -> str:
    return f"{scene.exactly((3, 1), 'int32')}, {scene.exactly((3,))}, ({scene.size(4, 9)},)"


def scatter_updated(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.exactly((2, x.rank), 'int32')}, {scene.exactly((2,))}"


def selected(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    other = scene.exactly(x.sizes)
    return f"[{x} > 0, {other} > 1], [{x}, {other}]" if scene.chance(0.9) else "[], []"


def unravelled(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, dtype='int32')}, (3, {scene.size()}, 4)"


def lengths(scene: Scene) -> str:
    x = scene.tensor(1, 2, dtype="int32")
    return str(x) if scene.chance(0.3) else f"{x}, {scene.size()}"


def table(scene: Scene) -> str:
    return f"{scene.exactly((9, 3))}, {scene.tensor(1, 2, dtype='int32')}"


def ensured(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    sizes = [None if scene.chance(0.3) else size or scene.size() for size in x.sizes]
    if scene.chance(0.1):
        sizes.append(2)
    if scene.chance(0.1):
        sizes[0] = 7
    return f"{x}, {tuple(sizes)}"


FUNCTIONS = (
    called("tf.gather_nd", gathered_nd),
    called("ops.scatter tf.scatter_nd", scattered),
    called("ops.scatter_update tf.tensor_scatter_nd_update", scatter_updated),
    called("ops.select", selected),
    called("ops.unravel_index", unravelled),
    called("tf.sequence_mask", lengths),
    called("tf.nn.embedding_lookup", table),
    called("tf.ensure_shape", ensured),
    written("x[...]", item),
    written("x[:, n]", last),
    written("x[x > 0]", by_truth),
    written("x[1:]", alone),
    called("ops.take np.take", taken),
    called("tf.gather", gathered),
    called("K.gather", gathered_rows),
    called("ops.take_along_axis np.take_along_axis", along),
    called("ops.slice tf.slice", part),
    called("ops.slice_update", updated),
    called("tf.boolean_mask", masked),
    called("ops.searchsorted", searched),
    called("tf.searchsorted", searched),
    called("ops.digitize np.digitize", binned),
    called("K.in_train_phase K.in_test_phase", phases),
    called("ops.isin", lambda scene: f"{scene.tensor(1, 2)}, {scene.tensor(1, 2)}"),
)
