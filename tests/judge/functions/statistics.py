"""NumPy's functions of statistics, of curves, and of linear algebra."""

from __future__ import annotations

from tests.judge.functions.entry import called, on_arrays
from tests.judge.functions.scene import Scene


def correlated(scene: Scene) -> str:
    x = scene.tensor(1, 2, 2)
    text = f"{x}, {scene.exactly(x.sizes)}" if scene.chance(0.3) else str(x)
    return f"{text}, rowvar={scene.chance(0.4)}" if scene.chance(0.4) else text


def histogram(scene: Scene) -> str:
    bins = scene.random.choice(["", ", 5", ", bins=7", ", [0, 1, 2]", ", np.linspace(0, 1, 4)", ", 0"])
    return f"np.histogram({scene.tensor(1, 2)}{bins})[{scene.random.randint(0, 1)}]"


def edges(scene: Scene) -> str:
    return f"{scene.tensor(1, 2)}{scene.random.choice(['', ', 5', ', bins=7', ', [0, 1, 2]'])}"


def histogram_of_pairs(scene: Scene) -> str:
    x = scene.exactly([scene.size()])
    bins = scene.random.choice(["", ", 5", ", bins=7"])
    return f"np.histogram2d({x}, {x}{bins})[{scene.random.randint(0, 2)}]"


def fitted(scene: Scene) -> str:
    count = scene.size(5, 8)
    values = scene.exactly([count + scene.odd()] if scene.chance(0.7) else [count, 2])
    return f"np.arange({count}), {values}, {scene.size(0, 3)}"


def valued(scene: Scene) -> str:
    coefficients = scene.random.choice(["[1, 2]", str(scene.exactly([3]))])
    return f"{coefficients}, {scene.random.choice(['2', '[1, 2]', str(scene.tensor(1, 2))])}"


def slopes(scene: Scene) -> str:
    x = scene.tensor(1, 1, 2, 3, low=1)
    by = scene.random.choice(["", "", ", 0.5"])
    if x.rank == 1 and scene.chance(0.7):
        return f"np.gradient({x}{by})"
    if scene.chance(0.5):
        return f"np.gradient({x}{by}, axis={scene.axis(x.rank)})"
    return f"np.gradient({x}{by})" + (f"[{scene.random.randrange(x.rank)}]" if x.rank > 1 else "")


def areas(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return str(x) if scene.chance(0.4) else f"{x}, {'dx=0.5, ' if scene.chance(0.3) else ''}axis={scene.axis(x.rank)}"


def between(scene: Scene) -> str:
    known = scene.exactly([scene.size()])
    values = scene.exactly([(known.sizes[0] or 1) + scene.odd()])
    return f"{scene.random.choice(['0.5', '[1, 2]', str(scene.tensor(1, 2))])}, {known}, {values}"


def binned(scene: Scene) -> str:
    return f"{scene.tensor(1, 2)}, {scene.random.choice(['[0.0, 1.0]', 'np.linspace(0, 1, 5)'])}"


def of_square(scene: Scene) -> str:
    n = scene.size(1, 4)
    return f"np.random.rand({'2, ' if scene.chance(0.3) else ''}{n}, {n + scene.odd()})"


def of_matrix(scene: Scene) -> str:
    return f"np.random.rand({'2, ' if scene.chance(0.3) else ''}{scene.size()}, {scene.size()})"


def eigen(scene: Scene) -> str:
    return f"np.linalg.{scene.random.choice(['eig', 'eigh'])}({of_square(scene)})[{scene.random.randint(0, 1)}]"


def singular(scene: Scene) -> str:
    text = f"np.linalg.svd({of_matrix(scene)}{', full_matrices=False' if scene.chance(0.5) else ''}"
    return f"{text}, compute_uv=False)" if scene.chance(0.2) else f"{text})[{scene.random.randint(0, 2)}]"


def triangles(scene: Scene) -> str:
    mode = scene.random.choice(["", "", ", mode='complete'", ", 'r'"])
    return f"np.linalg.qr({of_matrix(scene)}{mode})" + ("" if mode == ", 'r'" else f"[{scene.random.randint(0, 1)}]")


def solved(scene: Scene) -> str:
    n = scene.size(1, 4)
    right = scene.random.choice([f"({n},)", f"({n}, 2)"])
    return (
        f"np.random.rand({n}, {n}), np.zeros({right})" if not scene.odd() else f"np.random.rand({n}, {n}), np.zeros(9)"
    )


def nearest(scene: Scene) -> str:
    n = scene.size(2, 5)
    right = scene.random.choice([f"({n + scene.odd()},)", f"({n}, 2)"])
    return (
        f"np.linalg.lstsq(np.random.rand({n}, {scene.size(1, 3)}), np.zeros({right}))[{scene.random.choice([0, 0, 3])}]"
    )


def norm(scene: Scene) -> str:
    x = scene.tensor(1, 2, 2, 3)
    chance = scene.random.random()
    if chance < 0.25:
        return str(x)
    if chance < 0.4 and x.rank < 3:
        return f"{x}, {scene.random.choice(['1', '2', 'np.inf'])}"
    order = scene.random.choice(["", "", "ord=2, ", "ord=1, "])
    axes = "(0, 1)" if x.rank > 1 and scene.chance(0.15) else str(scene.axis(x.rank))
    return f"{x}, {order}axis={axes}" + (", keepdims=True" if scene.chance(0.3) else "")


def parted(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return f"{x}, 0" if scene.chance(0.4) else f"{x}, 0, axis={scene.random.choice([0, -1, None])}"


FUNCTIONS = (
    called("np.corrcoef np.cov", correlated),
    on_arrays("np.histogram", histogram),
    called("np.histogram_bin_edges", edges),
    on_arrays("np.histogram2d", histogram_of_pairs),
    called("np.polyfit", fitted),
    called("np.polyval", valued),
    called("np.roots", lambda scene: str(scene.exactly([scene.size()]))),
    on_arrays("np.gradient", slopes),
    called("np.trapezoid", areas),
    called("np.ediff1d", lambda scene: str(scene.exactly([scene.size()]))),
    called("np.interp", between),
    called("np.digitize", binned),
    called("np.linalg.inv np.linalg.det np.linalg.eigvals np.linalg.eigvalsh", of_square),
    called("np.linalg.matrix_power", lambda scene: f"{of_square(scene)}, 2"),
    called("np.linalg.pinv np.linalg.cond np.matrix_transpose", of_matrix),
    on_arrays(
        "np.linalg.slogdet", lambda scene: f"np.linalg.slogdet({of_square(scene)})[{scene.random.randint(0, 1)}]"
    ),
    on_arrays("np.linalg.eig", eigen),
    on_arrays("np.linalg.svd", singular),
    on_arrays("np.linalg.qr", triangles),
    called("np.linalg.solve", solved),
    on_arrays("np.linalg.lstsq", nearest),
    called("np.linalg.norm", norm),
    called("np.argpartition np.partition array.argpartition", parted),
    called("np.lexsort", lambda scene: f"({scene.exactly([4])}, {scene.exactly([4])})"),
)
