"""NumPy's functions that make arrays: of a size, of numbers, at random."""

from __future__ import annotations

from tests.judge.functions.entry import Draw, called, on_arrays
from tests.judge.functions.scene import Scene


def shape(scene: Scene) -> str:
    sizes = [scene.size(0, 5) for _ in range(scene.size(1, 3))]
    return str(sizes[0]) if scene.chance(0.3) else str(sizes) if scene.chance(0.3) else str(tuple(sizes))


def typed(scene: Scene) -> str:
    return shape(scene) + scene.random.choice(["", ", dtype=int", ", 'float32'", ", dtype=np.float32", ", bool"])


def like(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, 3)}" + scene.random.choice(["", ", dtype=int", f", shape={shape(scene)}"])


def filled(scene: Scene) -> str:
    return f"{shape(scene)}, {scene.random.choice(['0', '1.5', 'np.nan', 'True'])}"


def ranged(scene: Scene) -> str:
    chance = scene.random.random()
    if chance < 0.4:
        return str(scene.random.randint(-2, 9))
    if chance < 0.7:
        return f"{scene.random.randint(-2, 5)}, {scene.random.randint(-2, 9)}"
    return f"0, {scene.random.choice(['10', '1', '1.0', '-5'])}, {scene.random.choice(['2', '3', '0.1', '-1', '0.25'])}"


def spaced(scene: Scene) -> str:
    ends = scene.random.choice(["0, 1", "1.0, 5.0", f"{scene.exactly([2])}, 1"])
    more = scene.random.choice(["", ", 7", ", num=9", f", {scene.size(0, 4)}", ", num=5, endpoint=False"])
    return f"{ends}{more}"


def spaced_apart(scene: Scene) -> str:
    return scene.random.choice(["1, 10", "1, 10, 7", "1.0, 100.0, num=9"])


def listed(scene: Scene) -> str:
    x = scene.tensor(1, 2)
    forms = [
        "[1, 2, 3]",
        "[[1, 2], [3, 4]]",
        "(1.5, 2)",
        "5",
        f"[{x}, {x}]",
        str(x),
        "[[True], [False]]",
        "[]",
        "range(4)",
    ]
    return scene.random.choice(forms)


def square(scene: Scene) -> str:
    n = scene.size(0, 5)
    return f"{n}, {scene.size()}" if scene.chance(0.4) else f"{n}, k=1" if scene.chance(0.3) else str(n)


def drawn(scene: Scene) -> str:
    chance = scene.random.random()
    return "" if chance < 0.1 else f"size={shape(scene)}" if chance < 0.5 else shape(scene)


def drawn_by(numbers: str) -> Draw:
    def draw(scene: Scene) -> str:
        chance = scene.random.random()
        if chance < 0.2:
            return numbers
        return f"{numbers}, {'size=' if chance < 0.6 else ''}{shape(scene)}"

    return draw


def whole(scene: Scene) -> str:
    low, high = scene.random.choice([("0", "5"), ("2", "9")])
    return scene.random.choice(["5", f"{low}, {high}", f"{low}, {high}, {shape(scene)}", f"5, size={shape(scene)}"])


def chosen(scene: Scene) -> str:
    what = scene.random.choice(["10", str(scene.exactly([scene.size()])), "[1, 2, 3]", "['a', 'b']"])
    how = scene.random.choice(["", f", {scene.size()}", f", size={shape(scene)}", ", size=1, replace=False"])
    return f"{what}{how}"


def chosen_along(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    text = f"{x}, {scene.random.choice(['2', '(2, 3)', str(scene.size())])}"
    return (
        f"np.random.default_rng(0).choice({text}, axis={scene.axis(x.rank)})"
        if scene.chance(0.6)
        else (f"np.random.default_rng(0).choice({text})")
    )


def generator(scene: Scene) -> str:
    names = [f"normal(size={shape(scene)})", f"random({shape(scene)})", f"integers(0, 5, {shape(scene)})"]
    names += [
        f"uniform(0, 1, {shape(scene)})",
        f"standard_normal({shape(scene)})",
        f"permutation({scene.tensor(1, 2)})",
    ]
    names += [f"poisson(3, {shape(scene)})", f"exponential(2.0, {shape(scene)})", f"binomial(3, 0.5, {shape(scene)})"]
    names += [
        f"beta(1.0, 2.0, {shape(scene)})",
        f"gamma(1.0, 2.0, {shape(scene)})",
        f"multivariate_normal([0, 0], np.eye(2), {scene.size()})",
    ]
    maker = scene.random.choice(["default_rng(0)", "default_rng()"])
    return f"np.random.{maker}.{scene.random.choice(names)}"


def rows(scene: Scene) -> str:
    size = scene.random.choice(["", f", {shape(scene)}", f", size={shape(scene)}"])
    return scene.random.choice(
        [
            f"multinomial(5, [0.5, 0.5]{size})",
            f"dirichlet([1.0, 2.0, 3.0]{size})",
            f"multivariate_normal([0, 0], np.eye(2){size})",
        ]
    )


def block(scene: Scene) -> str:
    a, b = scene.exactly([2, 3]), scene.exactly([2, scene.size()])
    return f"[[{a}, {b}], [{a}, {b}]]" if scene.chance(0.5) else f"[{a}, {b}]"


def alike(scene: Scene) -> str:
    x = scene.tensor(1, 2)
    return f"np.broadcast_arrays({x}, {scene.alike(x)})[{scene.random.randint(0, 1)}]"


def deep(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 3))


def rolled(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.axis(x.rank)}" + (f", {scene.random.randint(-x.rank, x.rank)}" if scene.chance(0.6) else "")


def bounded(scene: Scene) -> str:
    x = scene.tensor(1, 2)
    return f"{x}, {scene.random.choice(['0, 1', '0.5, None', 'None, 2', f'{scene.alike(x)}, 1', 'a_min=0, a_max=1'])}"


def bounded_method(scene: Scene) -> str:
    return f"{scene.tensor(1, 2)}, {scene.random.choice(['0, 1', '0.5, None', '0', 'min=0, max=1', 'max=2'])}"


def converted(scene: Scene) -> str:
    return scene.random.choice([str(scene.tensor(1, 2)), "[1, 2]", "[[1], [2]]"])


FUNCTIONS = (
    called("np.zeros np.ones np.empty", typed),
    called("np.zeros_like np.ones_like np.empty_like", like),
    called("np.full", filled),
    called("np.arange", ranged),
    called("np.linspace", spaced),
    called("np.logspace np.geomspace", spaced_apart),
    called("np.array np.asarray np.asanyarray np.ascontiguousarray", listed),
    called("np.eye np.tri", square),
    called("np.identity", lambda scene: str(scene.size(0, 4))),
    called(
        "np.fromiter", lambda scene: scene.random.choice(["[1, 2, 3], dtype=int", "range(5), float", "[1, 2], int, 1"])
    ),
    called("np.frombuffer", lambda scene: "b'abcdefgh', dtype=np.uint8"),
    called("np.vander", lambda scene: f"{scene.exactly([scene.size()])}{scene.random.choice(['', ', 3'])}"),
    called(
        "np.random.rand np.random.randn",
        lambda scene: ", ".join(str(scene.size(0, 4)) for _ in range(scene.size(0, 3))),
    ),
    called("np.random.random np.random.random_sample np.random.standard_normal np.random.standard_exponential", drawn),
    called(
        "np.random.normal np.random.uniform np.random.laplace np.random.gumbel np.random.logistic", drawn_by("0.0, 1.0")
    ),
    called("np.random.beta np.random.gamma np.random.lognormal np.random.vonmises", drawn_by("1.0, 2.0")),
    called("np.random.poisson np.random.exponential np.random.rayleigh np.random.chisquare", drawn_by("2.0")),
    called("np.random.binomial", drawn_by("3, 0.5")),
    called("np.random.randint", whole),
    called("np.random.choice", chosen),
    called("np.random.permutation", lambda scene: scene.random.choice(["7", "[1, 2, 3]", str(scene.tensor(1, 2, 3))])),
    on_arrays("np.random.default_rng", generator),
    on_arrays("np.random.Generator.choice", chosen_along),
    on_arrays("np.random.multinomial", lambda scene: f"np.random.{rows(scene)}"),
    called("np.block", block),
    on_arrays("np.broadcast_arrays", alike),
    called("np.atleast_1d np.atleast_2d np.atleast_3d np.flipud np.fix np.unwrap np.angle np.real np.imag", deep),
    called("np.rollaxis", rolled),
    called("np.clip", bounded),
    called("array.clip", bounded_method),
    called("np.float32 np.int32 np.float64 np.uint8", converted),
    called("np.copysign np.float_power np.remainder", lambda scene: f"{(x := scene.tensor(1, 2))}, {scene.alike(x)}"),
)
