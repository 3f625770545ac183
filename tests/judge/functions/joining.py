"""Functions that put several tensors together, or take one apart."""

from tests.judge.functions.entry import called
from tests.judge.functions.scene import Drawn, Scene


def several(scene: Scene, kept: list[int] | None = None) -> list[Drawn]:
    first = scene.tensor(2, 3, 3, 4)
    count = 1 if scene.chance(0.05) else scene.random.choice([2, 2, 3])
    return [first, *(scene.alike(first, kept or ()) for _ in range(count - 1))]


def listed(tensors: list[Drawn], scene: Scene) -> str:
    text = ", ".join(map(str, tensors))
    return f"[{text}]" if scene.chance(0.8) else f"({text},)"


def joined(scene: Scene) -> str:
    first = scene.tensor(2, 3, 3, 4)
    axis = scene.axis(first.rank)
    others = [other for other in range(first.rank) if other not in (axis, axis + first.rank)]
    count = 1 if scene.chance(0.05) else scene.random.choice([2, 2, 3])
    tensors = [first, *(scene.alike(first, others or [9]) for _ in range(count - 1))]
    text = f"{listed(tensors, scene)}, "
    return text + (f"axis={axis}" if scene.chance(0.5) else str(axis))


def joined_maybe(scene: Scene) -> str:
    return listed(several(scene), scene) if scene.chance(0.15) else joined(scene)


def stacked(scene: Scene) -> str:
    tensors = several(scene)
    if scene.chance(0.15):
        return listed(tensors, scene)
    return f"{listed(tensors, scene)}, axis={scene.axis(tensors[0].rank, 1)}"


def all_of_them(scene: Scene) -> str:
    return listed(several(scene), scene)


def same(scene: Scene) -> str:
    """Tensors that mostly have the very same sizes."""
    first = scene.tensor(1, 2, 3)
    others = [scene.alike(first) if scene.chance(0.2) else scene.exactly(first.sizes) for _ in range(2)]
    return listed([first, *others], scene)


def two(scene: Scene) -> str:
    first = scene.tensor(2, 3)
    axis = scene.axis(first.rank)
    kept = [index for index in range(first.rank) if index != axis % first.rank] or [9]
    return f"{first}, {scene.alike(first, kept)}" + ("" if scene.chance(0.2) else f", {axis}")


def split(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4, high=9)
    axis = scene.axis(x.rank)
    size = x.sizes[axis] if -x.rank <= axis < x.rank else 4
    return f"{x}, {parts(scene, size)}, axis={axis}"


def parts(scene: Scene, size: int | None) -> str:
    known = size or 6
    divisors = [number for number in range(1, known + 1) if known % number == 0]
    if scene.chance(0.7):
        return str(scene.random.choice(divisors) if scene.chance(0.8) else scene.size(1, 5))
    if scene.keras.value == 2:
        first = scene.random.randint(0, known)
        return str([first, known - first + (scene.chance(0.15))])
    return str(sorted(scene.random.randint(0, known + 1) for _ in range(scene.size(1, 3))))


def split_evenly(scene: Scene) -> str:
    x = scene.tensor(2, 3, high=9)
    return f"{x}, {scene.size(1, 4)}, axis={scene.axis(x.rank)}"


def parts_alone(scene: Scene) -> str:
    x = scene.tensor(2, 3, high=6)
    return f"{x}, {scene.size(1, 3)}"


def unstacked(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    axis = scene.axis(x.rank)
    known = x.sizes[axis] if -x.rank <= axis < x.rank else 2
    number = known if scene.chance(0.9) else 2
    return f"{x}, axis={axis}" if scene.chance(0.6) else f"{x}, {number}, {axis}"


def grids(scene: Scene) -> str:
    tensors = [scene.tensor(1) for _ in range(scene.random.randint(1, 3))]
    text = ", ".join(map(str, tensors))
    return text if scene.chance(0.6) else f"{text}, indexing={scene.random.choice(['xy', 'ij'])!r}"


def with_an_array(scene: Scene) -> str:
    first = scene.exactly([2, scene.size(), scene.size()])
    sizes = [size if size and scene.chance(0.8) else scene.size() for size in first.sizes]
    tensors = [str(first), scene.array(sizes)]
    scene.random.shuffle(tensors)
    return f"[{', '.join(tensors)}], axis={scene.random.randint(0, 2)}"


FUNCTIONS = (
    called("ops.concatenate ops.stack tf.concat tf.stack", with_an_array),
    called("ops.concatenate K.concatenate np.concatenate", joined_maybe),
    called("tf.concat", joined),
    called("ops.stack tf.stack K.stack np.stack", stacked),
    called("ops.hstack ops.vstack ops.dstack np.hstack np.vstack np.dstack np.column_stack", all_of_them),
    called("tf.add_n", same),
    called("ops.append np.append", two),
    called("ops.split tf.split np.split", split),
    called("ops.array_split np.array_split", split_evenly),
    called("ops.hsplit ops.vsplit ops.dsplit np.hsplit np.vsplit np.dsplit", parts_alone),
    called("ops.unstack tf.unstack", unstacked),
    called("ops.meshgrid tf.meshgrid np.meshgrid", grids),
)
