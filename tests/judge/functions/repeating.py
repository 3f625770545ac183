"""Functions that say again what is there, pad, or make something from sizes."""

from tests.judge.functions.entry import called
from tests.judge.functions.scene import Drawn, Scene


def tiled(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    count = x.rank if scene.chance(0.85) else scene.random.randint(1, 4)
    times = [scene.size(1, 3) for _ in range(count)]
    return f"{x}, {tuple(times) if scene.chance(0.5) else times}"


def repeated(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    times = scene.size(1, 3)
    return f"{x}, {times}" if scene.chance(0.2) else f"{x}, {times}, axis={scene.axis(x.rank)}"


def repeated_along(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return f"{x}, {scene.size(1, 3)}, {scene.axis(x.rank)}"


def repeated_twice(scene: Scene) -> str:
    return f"{scene.tensor(2, 2, 2, 3)}, {scene.size(1, 5)}"


def widths(scene: Scene, x: Drawn) -> str:
    count = x.rank if scene.chance(0.92) else scene.random.randint(1, 4)
    pairs = [(scene.size(0, 2), scene.size(0, 2)) for _ in range(count)]
    return str(tuple(pairs) if scene.chance(0.6) else [list(each) for each in pairs])


def padded(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3, 4)
    text = f"{x}, {widths(scene, x)}"
    if scene.chance(0.15) and scene.keras.value == 3:
        return f"{x}, {scene.random.choice(['1', '(1, 2)', '((1, 2),)'])}"
    if scene.chance(0.2):
        return f"{text}, mode={scene.random.choice(['constant', 'reflect', 'symmetric'])!r}"
    return text


def padded_in_time(scene: Scene) -> str:
    x = scene.tensor(3)
    return str(x) if scene.chance(0.2) else f"{x}, padding=({scene.size(0, 3)}, {scene.size(0, 3)})"


def padded_in_space(scene: Scene) -> str:
    x = scene.tensor(4)
    pairs = tuple((scene.size(0, 2), scene.size(0, 2)) for _ in "hw")
    return str(x) if scene.chance(0.2) else f"{x}, {pairs}"


def labels(scene: Scene) -> Drawn:
    return scene.tensor(1, 2, 3, dtype="int32")


def one_hot(scene: Scene) -> str:
    x = labels(scene)
    text = f"{x}, {scene.size(2, 7)}"
    return text if scene.keras.value == 2 or scene.chance(0.6) else f"{text}, axis={scene.axis(x.rank, 1)}"


def tf_one_hot(scene: Scene) -> str:
    x = labels(scene)
    text = f"{x}, {scene.size(2, 7)}"
    return text if scene.chance(0.6) else f"{text}, axis={scene.random.randint(-1, x.rank)}"


def triangle(scene: Scene) -> str:
    return str(scene.tensor(2, 2, 3))


def eye(scene: Scene) -> str:
    return f"{scene.size()}" if scene.chance(0.5) else f"{scene.size()}, {scene.size()}"


def shape(scene: Scene) -> str:
    return str(tuple(scene.size() for _ in range(scene.random.randint(1, 3))))


def shape_and_number(scene: Scene) -> str:
    return f"{shape(scene)}, 1.5"


def diag(scene: Scene) -> str:
    x = scene.tensor(1, 1, 2)
    return str(x) if scene.chance(0.6) else f"{x}, {scene.random.randint(-2, 2)}"


def padded_in_volume(scene: Scene) -> str:
    pairs = tuple((scene.size(0, 2), scene.size(0, 2)) for _ in "dhw")
    return f"{scene.tensor(5)}, {pairs}"


def spaced(scene: Scene) -> str:
    x = scene.tensor(1, 2)
    text = f"{x}, {scene.alike(x)}"
    return text if scene.chance(0.3) else f"{text}, {scene.size(2, 9)}"


def powers(scene: Scene) -> str:
    x = scene.tensor(1)
    return str(x) if scene.chance(0.4) else f"{x}, {scene.size(0, 5)}"


def drawn_by(scene: Scene) -> str:
    """Two numbers or arrays, and mostly a size."""
    first = str(scene.tensor(1, 2)) if scene.chance(0.3) else "0.5"
    text = f"{first}, {'1.0' if scene.chance(0.7) else first}"
    return f"{text}, size={shape(scene)}" if first == "0.5" else text


def permuted(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 3)) if scene.chance(0.6) else str(scene.size())


FUNCTIONS = (
    called("np.random.normal np.random.uniform np.random.laplace np.random.lognormal", drawn_by),
    called("np.random.beta np.random.gamma", lambda scene: f"1.5, 2.5, {shape(scene)}"),
    called("np.random.permutation", permuted),
    called("np.random.random np.random.standard_normal", shape),
    called("np.zeros_like np.ones_like np.empty_like", lambda scene: str(scene.tensor(1, 2, 3))),
    called("K.spatial_3d_padding", padded_in_volume),
    called("ops.linspace ops.logspace np.linspace np.logspace", spaced),
    called("ops.tile tf.tile K.tile np.tile", tiled),
    called("ops.repeat tf.repeat np.repeat array.repeat", repeated),
    called("K.repeat_elements", repeated_along),
    called("K.repeat", repeated_twice),
    called("ops.pad tf.pad np.pad", padded),
    called("K.temporal_padding", padded_in_time),
    called("K.spatial_2d_padding", padded_in_space),
    called("ops.one_hot K.one_hot", one_hot),
    called("ops.multi_hot", one_hot),
    called("tf.one_hot", tf_one_hot),
    called("ops.tril ops.triu", triangle),
    called("ops.eye ops.tri tf.eye np.eye", eye),
    called("K.eye ops.identity np.identity", lambda scene: str(scene.size())),
    called("ops.zeros ops.ones ops.empty tf.zeros tf.ones K.zeros K.ones np.zeros np.ones np.empty", shape),
    called("ops.full tf.fill np.full", shape_and_number),
    called("ops.diag ops.diagflat np.diag np.diagflat", diag),
    called("ops.vander", powers),
)
