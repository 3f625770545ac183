"""Products of matrices and their kin."""

from tests.judge.functions.entry import called, written
from tests.judge.functions.scene import Scene


def matrices(scene: Scene) -> tuple[str, str]:
    rank = scene.random.choice([2, 3, 3, 4])
    first = scene.sized([scene.size(1, 4) for _ in range(rank)])
    batch = list(first.sizes[:-2])
    if scene.chance(0.15) and batch:
        batch[0] = scene.random.choice([1, None, 2])
    if scene.chance(0.15) and batch:
        batch.pop(0)
    rows = first.sizes[-1] if scene.chance(0.85) else scene.size(1, 4)
    sizes = [*batch, rows, scene.size(1, 4)]
    if scene.chance(0.06):
        sizes = sizes[-1:]
    return str(first), str(scene.exactly(sizes))


def product(scene: Scene) -> str:
    return ", ".join(matrices(scene))


def turned_product(scene: Scene) -> str:
    text = product(scene)
    if scene.chance(0.7):
        return text
    x = scene.tensor(3)
    other = [*x.sizes[:-1], x.sizes[-1] if scene.chance(0.9) else 7]
    if len(other) > 1:
        other[-2] = scene.size()
    return f"{x}, {scene.exactly(other)}, transpose_b=True"


def dotted(scene: Scene) -> str:
    first = scene.tensor(1, 2, 2, 3)
    sizes = [scene.size(1, 4) for _ in range(scene.random.randint(1, 3))]
    sizes[-2 if len(sizes) > 1 else -1] = (first.sizes[-1] if scene.chance(0.85) else 7) or 3
    return f"{first}, {scene.exactly(sizes)}"


def batch_dot(scene: Scene) -> str:
    first = scene.tensor(2, 3, 3)
    sizes = [first.sizes[0], *(scene.size(1, 4) for _ in range(scene.random.randint(1, 2)))]
    a, b = scene.random.randint(1, max(first.rank - 1, 1)), scene.random.randint(1, len(sizes) - 1)
    if first.rank > a and scene.chance(0.9):
        sizes[b] = first.sizes[a]
    second = scene.exactly(sizes)
    if scene.chance(0.15):
        return f"{first}, {second}"
    axes = f"({a}, {b})" if a != b or scene.chance(0.5) else str(a)
    return f"{first}, {second}, axes={axes}"


def inner(scene: Scene) -> str:
    first = scene.tensor(1, 2)
    return f"{first}, {scene.exactly([scene.size(), first.sizes[-1] if scene.chance(0.9) else 7])}"


def any_two(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, 3)}, {scene.tensor(1, 2, 3)}"


def same_rank(scene: Scene) -> str:
    first = scene.tensor(1, 2)
    return f"{first}, {scene.sized([scene.size() for _ in first.sizes])}"


def tensordot(scene: Scene) -> str:
    first = scene.tensor(2, 3)
    if scene.chance(0.6) and first.rank > 1:
        count = scene.random.randint(0, min(2, first.rank))
        tail = list(first.sizes[first.rank - count :])
        if tail and scene.chance(0.1):
            tail[0] = 7
        return f"{first}, {scene.exactly([*tail, scene.size()])}, axes={count}"
    axis = scene.random.randint(0, first.rank - 1)
    second = scene.exactly([scene.size(), first.sizes[axis] if scene.chance(0.9) else 7, scene.size()])
    return f"{first}, {second}, axes={scene.random.choice([f'([{axis}], [1])', f'[[{axis}], [1]]', f'({axis}, 1)'])}"


EQUATIONS = (
    "ij,jk->ik",
    "bij,bjk->bik",
    "bij,bkj->bik",
    "bij->bji",
    "bij->b",
    "bi,bi->b",
    "ij,jk",
    "...ij,jk->...ik",
    "...ij,...jk->...ik",
    "bij,jkl->bikl",
    "bqhd,bkhd->bhqk",
    "bij->ij",
    "ii->i",
    "b i j -> b j i",
    "BIJ->BJI",
    "BIJ,JK->BIK",
)


def einsum(scene: Scene) -> str:
    equation = scene.random.choice(EQUATIONS)
    left = equation.replace(" ", "").partition("->")[0]
    lengths = {letter: scene.size(1, 4) for letter in "bijklqhdBIJK"}
    tensors = []
    batch = scene.chance(0.5)
    for term in left.split(","):
        more = [2] * scene.random.randint(0, 1) if "..." in term else []
        sizes = [*more, *(lengths[letter] for letter in term.replace("...", ""))]
        if scene.chance(0.08):
            sizes[-1] += 1
        if scene.chance(0.04):
            sizes.append(2)
        opened = [None if index == 0 and batch and term[0] == "b" else size for index, size in enumerate(sizes)]
        tensors.append(str(scene.exactly(opened)))
    return f"{equation!r}, {', '.join(tensors)}"


def square(scene: Scene) -> str:
    side = scene.size(1, 4)
    sizes = [*(scene.size() for _ in range(scene.random.choice([0, 1, 1]))), side, side]
    if scene.chance(0.1):
        sizes[-1] += 1
    return str(scene.sized(sizes) if len(sizes) > 2 else scene.exactly(sizes))


def matrix(scene: Scene) -> str:
    return str(scene.tensor(2, 3, 3))


def solved(scene: Scene) -> str:
    side = scene.size(1, 4)
    left = [2, side, side + scene.odd()]
    right = [2, side + scene.chance(0.1), 3]
    if scene.chance(0.2):
        right.pop()
    return f"{scene.sized(left[scene.chance(0.3) :])}, {scene.sized(right[scene.chance(0.3) :])}"


def nearest(scene: Scene) -> str:
    left = scene.sized([scene.size(), scene.size()] if scene.chance(0.9) else [2, 2, 2], openness=0.05)
    right = [left.sizes[0] if scene.chance(0.9) else 7, scene.size(), 2]
    return f"{left}, {scene.exactly(right[: scene.random.choice([1, 2, 2, 2, 3])])}"


def distances(scene: Scene) -> str:
    x = scene.tensor(2, 3, 3)
    y = [*x.sizes[:-2], scene.size(), x.sizes[-1] if scene.chance(0.9) else 7]
    return f"{x}, {scene.exactly(y[scene.chance(0.1) :])}"


def crossed(scene: Scene) -> str:
    first = scene.sized([scene.size() for _ in range(scene.random.randint(0, 2))] + [3])
    return f"{first}, {scene.alike(first)}"


def by_vector(scene: Scene) -> str:
    x = scene.tensor(2, 3)
    return f"{x}, {scene.exactly([*x.sizes[:-2], x.sizes[-1] if scene.chance(0.9) else 7])}"


FUNCTIONS = (
    called("tf.linalg.matvec", by_vector),
    called("tf.linalg.diag tf.linalg.trace tf.linalg.adjoint tf.linalg.pinv", matrix),
    called("tf.linalg.band_part", lambda scene: f"{matrix(scene)}, -1, 0"),
    called("tf.linalg.eigvalsh", square),
    written("x @ y", lambda scene: " @ ".join(matrices(scene))),
    called("ops.matmul tf.matmul np.matmul", product),
    called("tf.linalg.matmul", turned_product),
    called("ops.dot K.dot np.dot array.dot", dotted),
    called("K.batch_dot", batch_dot),
    called("ops.inner np.inner", inner),
    called("ops.outer np.outer", any_two),
    called("ops.kron np.kron", same_rank),
    called("ops.vdot np.vdot", any_two),
    called("ops.tensordot tf.tensordot np.tensordot", tensordot),
    called("ops.einsum tf.einsum np.einsum", einsum),
    called("ops.det ops.inv ops.cholesky ops.eigh ops.eig tf.linalg.det tf.linalg.inv ops.logdet ops.slogdet", square),
    called("ops.qr ops.svd ops.pinv ops.matrix_rank", matrix),
    called("ops.qr", lambda scene: f"{matrix(scene)}, {scene.random.choice(['reduced', 'complete'])!r}"),
    called("ops.svd", lambda scene: f"{matrix(scene)}, {scene.chance(0.5)}, {scene.chance(0.7)}"),
    called("ops.cholesky_inverse tf.linalg.eigh", square),
    called("ops.solve ops.solve_triangular", solved),
    called("ops.lstsq", nearest),
    called("ops.cdist", distances),
    called("ops.lu_factor", matrix),
    called("tf.linalg.cholesky", square),
    called("ops.cross np.cross", crossed),
    called("tf.linalg.diag_part tf.linalg.matrix_transpose", matrix),
)
