"""NumPy's functions that find places and values, and those that take places out or put numbers in."""

from __future__ import annotations

from tests.judge.functions.entry import called, on_arrays
from tests.judge.functions.scene import Drawn, Scene


def one(scene: Scene) -> str:
    return str(scene.tensor(1, 1, 2, 3))


def vector(scene: Scene) -> str:
    return str(scene.tensor(1, dtype="int32"))


def truths(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, 3)} > 0"


def conditions(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    if scene.chance(0.3):
        return f"{x} > 0"
    return f"{x} > 0, {scene.random.choice([str(x), '1', str(scene.alike(x))])}, {scene.random.choice(['0.0', str(x)])}"


def distinct(scene: Scene) -> str:
    x = scene.tensor(1, 1, 2)
    flags = [f"return_{name}=True" for name in ("index", "inverse", "counts") if scene.chance(0.3)]
    text = f"np.unique({', '.join([str(x), *flags, *_axis(scene, x, 0.2)])})"
    return f"{text}[{scene.random.randint(0, len(flags))}]" if flags else text


def _axis(scene: Scene, x: Drawn, share: float) -> list[str]:
    return [f"axis={scene.axis(x.rank)}"] if scene.chance(share) else []


def two(scene: Scene) -> str:
    return f"{scene.tensor(1, 2)}, {scene.tensor(1, 2)}"


def searched(scene: Scene) -> str:
    return f"{scene.tensor(1)}, {scene.random.choice(['3', '[1, 2]', str(scene.tensor(1, 2))])}"


def compressed(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    axis = scene.random.randrange(x.rank)
    return f"{scene.exactly([x.sizes[axis]])} > 0, {x}, {axis}"


def compressed_method(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    axis = scene.random.randrange(x.rank)
    return f"{x}, {scene.exactly([x.sizes[axis]])} > 0, axis={axis}"


def triangle(scene: Scene) -> str:
    name = scene.random.choice(["triu", "tril"])
    text = f"np.{name}_indices({scene.size(0, 5)}"
    text += f", {scene.random.choice(['', 'k='])}{scene.random.randint(-3, 3)}" if scene.chance(0.6) else ""
    return f"{text}{f', m={scene.size(1, 5)}' if scene.chance(0.4) else ''})[{scene.random.randint(0, 1)}]"


def spread(scene: Scene) -> str:
    x = scene.exactly([scene.size(2, 5), scene.size(2, 5), 3])
    parts = [scene.random.choice(["[0, 1]", "range(2)", "[1, 0, 1]", "np.arange(2)"]) for _ in range(scene.size(1, 3))]
    return f"{x}[np.ix_({', '.join(parts)})]"


def chosen_places(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    return f"{x}[{scene.random.choice(['np.where', 'np.nonzero'])}({x} > 0)]"


def unravelled(scene: Scene) -> str:
    return (
        f"np.unravel_index({scene.tensor(1, 2, dtype='int32')}, (3, {scene.size()}, 4))[{scene.random.randint(0, 2)}]"
    )


def deleted(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    along = scene.axis(x.rank)
    size = (x.sizes[along] if -x.rank <= along < x.rank else 2) or 1
    one_place = scene.random.randint(-size, size - 1) + (10 if scene.odd() else 0)
    some = [scene.random.randint(-size, size - 1) for _ in range(scene.size(1, 3))]
    where = scene.random.choice([str(one_place), str(some), f"np.where({scene.exactly([size])} > 0)", "slice(0, 1)"])
    return f"{x}, {where}, axis={along}" if scene.chance(0.8) else f"{x}, 0"


def inserted(scene: Scene) -> str:
    x = scene.tensor(1, 1, 2, 3)
    along = scene.axis(x.rank)
    size = (x.sizes[along] if -x.rank <= along < x.rank else 2) or 1
    where = scene.random.choice(["0", str(size), "-1", "[0, 1]" if size > 1 else "[0, 0]"])
    value = scene.random.choice(["0", "1.5"]) if x.rank > 1 or where.startswith("[") else "[1, 2]"
    return f"{x}, {where}, {value}, axis={along}" if scene.chance(0.7) else f"{x}, 0, 5"


def appended(scene: Scene) -> str:
    x = scene.tensor(1, 2, 3)
    if scene.chance(0.5):
        return f"{x}, {scene.random.choice(['5', '[1, 2]', str(scene.tensor(1, 2))])}"
    axis = scene.axis(x.rank)
    other = scene.alike(x, kept=[index for index in range(x.rank) if index != axis % x.rank])
    return f"{x}, {other}, axis={axis}"


def resized(scene: Scene) -> str:
    return f"{scene.tensor(1, 2)}, {scene.random.choice([str(scene.size()), str((scene.size(), scene.size()))])}"


def joined(scene: Scene) -> str:
    name = scene.random.choice(["r_", "c_"])
    first = scene.exactly([scene.size()]) if name == "r_" else scene.exactly([3])
    others = ["0:3", str(first), str(scene.exactly([3]))] + (["5", "1, 2"] if name == "r_" else [])
    return f"np.{name}[{first}, {scene.random.choice(others)}]"


def grid(scene: Scene) -> str:
    parts = [
        scene.random.choice([f"0:{scene.size()}", "0:1:5j", "0:6:2", f"1:{scene.size(1, 4)}:0.5"]) for _ in range(2)
    ]
    if scene.chance(0.3):
        return f"np.{scene.random.choice(['mgrid', 'ogrid'])}[{parts[0]}]"
    ending = scene.random.choice(["[0]", "[1]"])
    return f"np.{scene.random.choice(['mgrid', 'ogrid'])}[{', '.join(parts)}]{ending}"


def selected(scene: Scene) -> str:
    x = scene.tensor(1, 2)
    return f"[{x} > 0, {x} < 1], [{x}, {scene.random.choice([str(x), '0', str(scene.alike(x))])}]"


FUNCTIONS = (
    called("np.where", conditions),
    called("np.argwhere np.flatnonzero np.count_nonzero", truths),
    on_arrays("np.unique", distinct),
    on_arrays("np.triu_indices", triangle),
    on_arrays("x[np.ix_(...)]", spread),
    on_arrays("x[np.where(x > 0)]", chosen_places),
    on_arrays("np.unravel_index", unravelled),
    on_arrays("np.r_ np.c_", joined),
    on_arrays("np.mgrid", grid),
    called("np.setdiff1d np.union1d np.intersect1d np.setxor1d np.isin", two),
    called("np.bincount np.trim_zeros", vector),
    called("np.searchsorted array.searchsorted", searched),
    called("np.compress", compressed),
    called("array.compress", compressed_method),
    called("np.extract", lambda scene: f"{scene.tensor(1)} > 0, {scene.tensor(1)}"),
    called("np.delete", deleted),
    called("np.insert", inserted),
    called("np.append", appended),
    called("np.resize", resized),
    called("np.select", selected),
    called("np.indices", lambda scene: str((scene.size(), scene.size())[: scene.size(1, 2)])),
    called("np.lib.stride_tricks.as_strided", lambda scene: f"{scene.tensor(1)}, (1, 1)"),
)
