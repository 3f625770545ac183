"""NumPy's indexing by arrays and lists, comparisons, and assignments to what an index chooses."""

from __future__ import annotations

from tests.judge.functions.entry import on_arrays
from tests.judge.functions.indexing import number, sliced
from tests.judge.functions.scene import Scene


def places(scene: Scene, size: int) -> str:
    """An array or list of places along an axis."""
    length = scene.size(1, 3)
    chance = scene.random.random()
    if chance < 0.3:
        numbers = [scene.random.randint(-size, size - 1) for _ in range(length)]
        return str(numbers)
    if chance < 0.5:
        return f"np.random.randint(0, {size}, {(length,) if scene.chance(0.6) else (2, length)})"
    if chance < 0.6:
        return f"np.arange({size})"
    if chance < 0.7:
        return f"np.argsort({scene.exactly([size])})"
    if chance < 0.75:
        return f"range({size})"
    if chance < 0.8:
        return "[[0], [0]]"
    if chance < 0.9:
        return f"np.zeros(({length}, 1), dtype=int)"
    return str(scene.exactly([length], "int32"))


def listed(scene: Scene, size: int) -> str:
    """A list of places, at times one that is not there: the analyzer looks into lists, and not into arrays."""
    numbers = [scene.random.randint(-size, size - 1) for _ in range(scene.size(1, 3))]
    if scene.odd():
        numbers[-1] = size
    return str(numbers)


def mask(scene: Scene, sizes: tuple[int, ...]) -> str:
    """Truths, mostly of these sizes."""
    x = scene.exactly(sizes)
    if scene.odd():
        x = scene.exactly([size + 1 for size in sizes])
    forms = [f"{x} > 0", f"{x} == 0", f"~({x} != 0)", f"np.isnan({x})", f"({x} >= 0) & ({x} < 1)"]
    forms += [f"np.logical_or({x} > 0, {x} < 0)", f"{x}.astype(bool)", f"np.ones({sizes}, dtype=bool)"]
    return scene.random.choice(forms)


def parts(scene: Scene, sizes: tuple[int, ...]) -> list[str]:
    """Something for each of these axes."""
    found: list[str] = []
    axis = 0
    while axis < len(sizes):
        size, chance = sizes[axis], scene.random.random()
        if chance < 0.1:
            found.append(scene.random.choice(["None", "np.newaxis"]))
            continue
        covered = 1
        if chance < 0.4:
            found.append(places(scene, size) if scene.chance(0.7) else listed(scene, size))
        elif chance < 0.55:
            covered = min(scene.random.choice([1, 1, 2]), len(sizes) - axis)
            found.append(mask(scene, sizes[axis : axis + covered]))
        elif chance < 0.7:
            found.append(number(scene, size))
        else:
            found.append(sliced(scene, size) if scene.chance(0.5) else ":")
        axis += covered
    return found


def chosen(scene: Scene) -> str:
    x = scene.tensor(1, 2, 2, 3, 3, 4)
    sizes = tuple(size or 1 for size in x.sizes)
    front = scene.random.randint(1, x.rank)
    back = scene.random.randint(front, x.rank)
    found = parts(scene, sizes[:front])
    if scene.chance(0.4):
        found += ["...", *parts(scene, sizes[back:])]
    if scene.chance(0.03):
        found += ["0"] * x.rank
    return f"{x}[{', '.join(found)}]"


def one(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    first = x.sizes[0] or 1
    index = scene.random.choice([places(scene, first), listed(scene, first), mask(scene, (first,))])
    return f"{x}[{index}]"


def pairs(scene: Scene) -> str:
    x = scene.tensor(2, 2, 3)
    first, second = (size or 1 for size in (*x.sizes, 1)[:2])
    if scene.chance(0.3):
        rows, columns = places(scene, first), places(scene, second)
        return f"{x}[np.asarray({rows})[:, None], {columns}]"
    return f"{x}[{places(scene, first)}, {places(scene, second)}]"


def compared(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    operator = scene.random.choice(["==", "!=", "<", "<=", ">", ">="])
    other = scene.random.choice(["0", "1.5", "True", str(scene.alike(x)), str(scene.alike(x)), "[1]"])
    if operator in ("==", "!=") and scene.chance(0.1):
        other = scene.random.choice(["'a'", "None"])
    return f"{other} {operator} {x}" if scene.chance(0.2) else f"{x} {operator} {other}"


def combined(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    operator = scene.random.choice(["&", "|", "^"])
    return f"({x} > 0) {operator} ({scene.alike(x)} < 1)"


def counted(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    name = scene.random.choice(["sum", "all", "any", "mean"])
    return f"({x} > 0).{name}({scene.axes(x.rank) if scene.chance(0.7) else ''})"


FUNCTIONS = (
    on_arrays("x[array]", one),
    on_arrays("x[array, ...]", chosen),
    on_arrays("x[rows, columns]", pairs),
    on_arrays("x == y", compared),
    on_arrays("(x > 0) & (y < 1)", combined),
    on_arrays("(x > 0).sum()", counted),
)
