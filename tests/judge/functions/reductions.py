"""Functions that take axes away, or run along one."""

from tests.judge.functions.entry import called
from tests.judge.functions.scene import Scene


def reduced(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3, 3, 4)
    text = str(x)
    if scene.chance(0.85):
        text += f", {'axis=' if scene.chance(0.7) else ''}{scene.axes(x.rank)}"
    return text + (f", keepdims={scene.chance(0.7)}" if scene.chance(0.4) else "")


def of_truth(scene: Scene) -> str:
    x = scene.tensor(2, 3, dtype="bool")
    return f"{x}, axis={scene.axes(x.rank)}"


def largest(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3, 3)
    text = str(x) if scene.chance(0.2) else f"{x}, axis={scene.axis(x.rank)}"
    return text + (", keepdims=True" if scene.keras.value == 3 and scene.chance(0.2) else "")


def along(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return str(x) if scene.chance(0.2) else f"{x}, axis={scene.axis(x.rank)}"


def along_one(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return f"{x}, axis={scene.axis(x.rank)}"


def moments(scene: Scene) -> str:
    x = scene.tensor(2, 3, 4)
    return f"{x}, axes={scene.axes(x.rank)}" + (", keepdims=True" if scene.chance(0.3) else "")


def counted(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return str(x) if scene.chance(0.2) else f"{x}, axis={scene.axes(x.rank)}"


def ranked(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    q = scene.random.choice(["0.5", "[0.1, 0.9]", "50" if scene.chance(0.1) else "0.2", "[0.25, 0.5]"])
    return f"{x}, {q}, axis={scene.axes(x.rank)}" + (", keepdims=True" if scene.chance(0.3) else "")


def top(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3, high=8)
    k = scene.size(1, 4) if x.sizes and x.sizes[-1] is None else scene.size(1, min((x.sizes or (1,))[-1] or 1, 4))
    return f"{x}, {'k=' if scene.chance(0.5) else ''}{k + (5 if scene.odd() else 0)}"


def differences(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    text = str(x) if scene.chance(0.2) else f"{x}, n={scene.size(0, 2)}"
    return text if scene.chance(0.3) else f"{text}, axis={scene.axis(x.rank)}"


def whole(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 3))


def diagonal(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    if x.rank < 2 or scene.chance(0.5):
        return str(x)
    first, second = scene.random.sample(range(x.rank), 2)
    return f"{x}, {scene.random.randint(-1, 1)}, {first}, {second}"


_NAMES = "sum mean max min prod std var any all".split()


def areas(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return str(x) if scene.chance(0.5) else f"{x}, axis={scene.axis(x.rank)}"


def bins(scene: Scene) -> str:
    x = scene.tensor(1, 2)
    return str(x) if scene.chance(0.3) else f"{x}, {scene.random.choice(['5', '12', '5', '-1', '2.5'])}"


def parted(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return f"{x}, 1" if scene.chance(0.4) else f"{x}, 1, {scene.random.choice([0, -1, None])}"


FUNCTIONS = (
    called("ops.trapezoid", areas),
    called("ops.histogram", bins),
    called("ops.argpartition", parted),
    called("ops.allclose", lambda scene: f"{scene.tensor(1, 2)}, {scene.tensor(1, 2)}"),
    called("ops.corrcoef ops.view ops.view_as_complex ops.view_as_real", lambda scene: str(scene.tensor(1, 2, 3))),
    called("tf.math.rint tf.math.asinh", lambda scene: str(scene.tensor(1, 2, 3))),
    called(" ".join(f"ops.{name}" for name in (*_NAMES, "amax", "amin", "logsumexp", "median", "ptp")), reduced),
    called(" ".join(f"np.{name}" for name in (*_NAMES, "amax", "amin", "median", "ptp")), reduced),
    called(" ".join(f"np.nan{name}" for name in "max mean min prod std sum var median".split()), reduced),
    called(" ".join(f"array.{name}" for name in _NAMES), reduced),
    called(" ".join(f"tf.reduce_{name}" for name in "sum mean max min prod logsumexp".split()), reduced),
    called("tf.math.reduce_sum tf.math.reduce_mean tf.math.reduce_std tf.math.reduce_variance", reduced),
    called(" ".join(f"K.{name}" for name in _NAMES[:7]), reduced),
    called("tf.reduce_any tf.reduce_all K.any K.all", of_truth),
    called(" ".join(f"ops.nan{name}" for name in "max mean min prod std sum var median".split()), reduced),
    called(
        "ops.argmax ops.argmin tf.argmax tf.argmin K.argmax K.argmin ops.nanargmax ops.nanargmin "
        "np.argmax np.argmin np.nanargmax np.nanargmin array.argmax array.argmin",
        largest,
    ),
    called(
        "ops.cumsum ops.cumprod ops.nancumsum ops.nancumprod ops.sort ops.argsort "
        "np.cumsum np.cumprod np.nancumsum np.nancumprod np.sort np.argsort array.argsort array.cumsum array.cumprod",
        along,
    ),
    called("tf.cumsum tf.math.cumsum tf.math.cumprod K.cumsum K.cumprod tf.sort tf.argsort", along),
    called("ops.moments tf.nn.moments", moments),
    called("ops.count_nonzero tf.math.count_nonzero np.count_nonzero", counted),
    called(
        "ops.quantile ops.nanquantile ops.percentile ops.nanpercentile "
        "np.quantile np.percentile np.nanquantile np.nanpercentile",
        ranked,
    ),
    called("ops.top_k tf.math.top_k tf.nn.top_k", top),
    called("ops.diff np.diff", differences),
    called("ops.average ops.norm tf.norm", reduced),
    called("ops.trace ops.diagonal np.trace np.diagonal", diagonal),
    called("ops.size tf.size", whole),
)
