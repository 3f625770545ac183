"""Functions that make arrays of a given size."""

from __future__ import annotations

import math
from collections.abc import Sequence

from conv1d_lsp.arrays.declaration import ONE, ZERO, Alike, Given, axes_of, function, place, sizes, whole
from conv1d_lsp.arrays.demands import refused
from conv1d_lsp.shapes import Dim, Number, Open, Shape, Truth, Unclear, broadcast, dim, steps_between


def made(shape: Given) -> Shape | None:
    axes = sizes(shape)
    return None if axes is None else Shape(axes)


def filled(shape: Given, dtype: Given = None) -> Shape | None:
    """NumPy's, where the type of the numbers comes second: `np.zeros(10, 20)`. Raises NotTaken."""
    if isinstance(dtype, Number | bool):
        raise refused("dtype", dtype, "a type of numbers (sizes go together in a tuple)")
    return made(shape)


def by_sizes(axes: Given = ()) -> Shape | None:
    """`np.random.rand(32, 100, 1)`. Raises NotTaken."""
    for each in axes if isinstance(axes, tuple) else ():
        if isinstance(each, tuple | float | str):
            raise refused("axes", each, "integers one by one, without brackets")
    return made(axes)


def random(size: Given = None, low: Given = ONE, high: Given = ONE) -> Shape | None:
    """Without a size, a number for each of those that it is drawn by."""
    if size is not None:
        return made(size)
    numbers = (each is None or isinstance(each, Number | float) for each in (low, high))
    left, right = (Shape(()) if number else each for number, each in zip(numbers, (low, high), strict=True))
    return broadcast(left, right) if isinstance(left, Shape) and isinstance(right, Shape) else None


def chosen(a: Given, size: Given = None) -> Shape | None:
    """Of a vector, or of the numbers below one."""
    of_vector = isinstance(a, Number | tuple) or (isinstance(a, Shape) and a.rank.value == 1)
    return random(size) if of_vector else None


def chosen_along(a: Given, size: Given = None, axis: Given = ZERO) -> Shape | None:
    """Of an axis of an array: as many places as are asked for."""
    along = place(axis, a) if isinstance(a, Shape) and a.ranked and a.known_axes else None
    if not isinstance(a, Shape) or not a.ranked or len(a.known_axes) < 2:
        return chosen(a, size)
    drawn = Shape(()) if size is None else made(size)
    if along is None or drawn is None:
        return None
    return Shape((*a.known_axes[:along], *drawn.known_axes, *a.known_axes[along + 1 :]))


def drawn_rows(parts: Given, size: Given = None) -> Shape | None:
    """A row of numbers, as long as the probabilities or means are; so often as is asked for."""
    row, front = axes_of(same(parts)), Shape(()) if size is None else made(size)
    return None if row is None or len(row) != 1 or front is None else Shape((*front.known_axes, *row))


def read(items: Given, count: Given = None) -> Shape | None:
    """A vector of what comes one by one."""
    if isinstance(count, Dim) and count.value != -1:
        return Shape((count,))
    if isinstance(items, tuple):
        return Shape((dim(len(items)),))
    return Shape((Unclear("how many numbers are read"),))


def permuted(a: Given, axis: Given = None) -> Shape | None:
    """An array in another order; the numbers below one."""
    if isinstance(a, Number):
        return Shape((a,))
    return a if isinstance(a, Shape) and a.ranked and a.known_axes else None


def like(a: Given, shape: Given = None) -> Shape | None:
    """As large as another array, if no other shape is said."""
    return made(shape) if shape is not None else a if isinstance(a, Shape) else None


def ranged(start: Given, stop: Given = None, step: Given = None) -> Shape | None:
    """How many numbers there are from `start` to before `stop`."""
    first, last = (dim(0), start) if stop is None else (start, stop)
    if any(isinstance(each, float) for each in (first, last, step)):
        return _float_range(first, last, dim(1) if step is None else step)
    low, high, by = whole(first), whole(last), 1 if step is None else whole(step)
    if low is not None and high is not None and by:
        return Shape.of((steps_between(low, high, by),))
    if low == 0 and by == 1 and isinstance(last, Dim) and (isinstance(last, Open) or (last >= 0) is Truth.YES):
        return Shape((last,))
    return None


def _float_range(start: Given, stop: Given, step: Given) -> Shape | None:
    first, last, by = (each if isinstance(each, float) else whole(each) for each in (start, stop, step))
    if first is None or last is None or not by:
        return None
    try:
        return Shape.of((max(math.ceil((last - first) / by), 0),))
    except (OverflowError, ValueError):  # an infinite number, or one that no float is large enough for
        return None


def spaced(start: Given, stop: Given, num: Given = None) -> Shape | None:
    """So many numbers between two numbers, 50 if nothing is said; between arrays, in front of their axes."""
    ends = [each if isinstance(each, Shape) else Shape(()) for each in (start, stop)]
    together = broadcast(*ends)
    count = dim(50) if num is None else num
    if together is None or not together.ranked or not isinstance(count, Dim):
        return None
    return Shape((count, *together.known_axes))


def square(rows: Given, columns: Given = None, batch: Given = ()) -> Shape | None:
    """A matrix; or many, in axes of so many."""
    front = sizes(batch)
    return None if front is None else made((*front, rows, rows if columns is None else columns))


def same(a: Given) -> Shape | None:
    """An array of what is given: of an array, of a number or a text, of nested lists of these."""
    if isinstance(a, tuple):
        return _nested(a)
    if isinstance(a, Alike):
        inner = same(a.item)
        return None if inner is None or not inner.ranked else Shape((a.count, *inner.known_axes))
    return (
        a if isinstance(a, Shape) else Shape(()) if isinstance(a, float | bool | str) or whole(a) is not None else None
    )


def listed(a: Given) -> Given:
    """A list of numbers or arrays by the shape that it has as an array; all else as it is."""
    return same(a) if isinstance(a, tuple | Alike) else a


def with_axes(a: Given, ndmin: Given = ZERO) -> Shape | None:
    """An array with so many axes at least, where new ones are in front."""
    array, least = same(a), whole(ndmin)
    if array is None or not array.ranked or least is None:
        return None
    return Shape((*[dim(1)] * (least - len(array.known_axes)), *array.known_axes))


def _nested(items: tuple[Given, ...]) -> Shape | None:
    """The shape of nested lists of numbers or of arrays."""
    return of_equal([same(item) for item in items])


def uneven(a: Given) -> tuple[Shape, Shape] | None:
    """The shapes of two items, of one list, that certainly differ; None where all may be alike."""
    if not isinstance(a, tuple):
        return None
    for item in a:
        if (inside := uneven(item)) is not None:
            return inside
    known = [shape for shape in map(same, a) if shape is not None and shape.ranked]
    return next(((known[0], other) for other in known if _differ(known[0], other)), None)


def _differ(a: Shape, b: Shape) -> bool:
    return len(a.known_axes) != len(b.known_axes) or a.equals(b) is Truth.NO


def of_equal(inner: Sequence[Shape | None]) -> Shape | None:
    """The shape of a list of things that certainly have one shape; None where they may not."""
    first = inner[0] if inner else Shape(())
    if first is None or not first.ranked:
        return None
    if any(each is None or each.equals(first) is not Truth.YES for each in inner):
        return None
    return Shape((dim(len(inner)), *first.known_axes))


def at_least_a_vector(a: Given) -> Shape | None:
    """The same; of a number a vector."""
    array = same(a)
    return Shape((dim(1),)) if array is not None and array.rank.value == 0 else array


def counted(a: Given) -> Shape | None:
    """A single number about an array, such as its size."""
    return Shape(()) if isinstance(a, Shape) else None


def classes(x: Given, num_classes: Given = None) -> Shape | None:
    """(…) of labels -> (…, classes); a last axis of 1 goes."""
    labels = same(x)
    if labels is None or not labels.ranked:
        return None
    axes = labels.known_axes
    if len(axes) > 1 and (axes[-1].value == 1 or not isinstance(axes[-1], Number)):
        axes = axes[:-1]
        if labels.known_axes[-1].value != 1:
            return None  # it goes or stays
    count = num_classes if isinstance(num_classes, Dim) and num_classes.value != 0 else _largest(x)
    return Shape((*axes, count))


def _largest(labels: Given) -> Dim:
    """As many classes as the largest of some labels says."""
    known = [whole(each) for each in labels] if isinstance(labels, tuple) else []
    numbers = [each for each in known if each is not None]
    return dim(max(numbers) + 1) if numbers and len(numbers) == len(known) else Unclear("the largest label")


def _behind(sequence: Given) -> tuple[Dim, ...] | None:
    """The axes behind that of the steps, in which sequences that are made equally long are alike."""
    if isinstance(sequence, Shape):
        return sequence.known_axes[1:] if sequence.ranked and sequence.known_axes else None
    if isinstance(sequence, Alike):
        return axes_of(same(sequence.item))
    if not isinstance(sequence, tuple):
        return None
    inner = of_equal([same(each) for each in sequence])
    return None if inner is None else inner.known_axes[1:]


def _alike_in(found: Sequence[tuple[Dim, ...] | None]) -> tuple[Dim, ...] | None:
    """None where they may differ."""
    if not found:
        return ()
    shapes = [Shape(each) for each in found if each is not None]
    alike = len(shapes) == len(found) and all(each.equals(shapes[0]) is Truth.YES for each in shapes)
    return found[0] if alike else None


def pad_sequences(sequences: Given, maxlen: Given = None) -> Shape | None:
    """Lists of different lengths -> (lists, maxlen)."""
    count = dim(len(sequences)) if isinstance(sequences, tuple) else None
    further: tuple[Dim, ...] | None = () if isinstance(sequences, Shape) else None
    if isinstance(sequences, tuple):
        further = _alike_in([_behind(each) for each in sequences])
    elif isinstance(sequences, Alike):
        count, further = sequences.count, _behind(sequences.item)
    longest: Dim = Unclear("the longest sequence")
    if isinstance(sequences, Shape) and sequences.ranked and sequences.known_axes:
        count, further = sequences.known_axes[0], sequences.known_axes[2:]
        longest = (*sequences.known_axes, longest)[1]
    if count is None:
        count = Unclear("how many sequences there are")
    if further is None:
        return None
    return Shape((count, maxlen if isinstance(maxlen, Dim) else longest, *further))


def normalized(x: Given) -> Shape | None:
    """Each row divided by its length. Keras makes a matrix of an array of one axis."""
    return x if isinstance(x, Shape) and x.ranked and len(x.known_axes) > 1 else None


_RANDOM = ("normal", "uniform", "truncated_normal")
_RANDOM_BACKEND = ("random_normal", "random_uniform", "truncated_normal", "random_bernoulli", "random_binomial")


def _each(names: str) -> str:
    """Functions of the module; those that a generator has, too."""
    return " ".join(f"numpy.random.{name}" for name in names.split())


_SPACES = "keras.ops.linspace keras.ops.logspace keras.ops.geomspace"

MAKING = (
    function(
        made,
        "keras.ops.zeros keras.ops.ones keras.ops.empty(shape, dtype)",
        "tensorflow.zeros tensorflow.ones(shape, dtype, name)",
        "keras.backend.zeros keras.backend.ones(shape, dtype, name)",
        "keras.ops.full(shape, fill_value, dtype)",
        "tensorflow.fill(dims=shape, value, name)",
        f"{' '.join(f'{root}.random.{name}' for root in ('tensorflow', 'keras') for name in _RANDOM)}(shape, ...)",
        f"{' '.join(f'keras.backend.{name}' for name in _RANDOM_BACKEND)}(shape, ...)",
    ),
    function(
        filled,
        "numpy.zeros numpy.ones numpy.empty(shape, dtype, order)",
        "numpy.full(shape, fill_value, dtype)",
    ),
    function(by_sizes, "numpy.random.rand numpy.random.randn(*axes)"),
    function(
        random,
        "numpy.random.random numpy.random.random_sample numpy.random.sample numpy.random.ranf "
        "numpy.random.standard_normal(size)",
        "numpy.random.normal numpy.random.laplace(loc=low, scale=high, size)",
        "numpy.random.lognormal(mean=low, sigma=high, size)",
        "numpy.random.uniform(low, high, size)",
        "numpy.random.randint(low, high, size, dtype)",
        "numpy.random.poisson(lam=low, size)",
        "numpy.random.exponential(scale=low, size)",
        "numpy.random.binomial(n=low, p=high, size)",
        "numpy.random.beta(a=low, b=high, size)",
        "numpy.random.gamma(shape=low, scale=high, size)",
        "numpy.random.Generator.random numpy.random.Generator.standard_normal(size, dtype, out)",
        "numpy.random.Generator.normal numpy.random.Generator.laplace(loc=low, scale=high, size)",
        "numpy.random.Generator.uniform(low, high, size)",
        "numpy.random.Generator.integers(low, high, size, dtype, endpoint)",
        "numpy.random.Generator.poisson(lam=low, size)",
        "numpy.random.Generator.exponential(scale=low, size)",
    ),
    function(
        random,
        f"{_each('standard_exponential standard_cauchy')}(size)",
        f"{_each('gumbel logistic')}(loc=low, scale=high, size)",
        f"{_each('vonmises')}(mu=low, kappa=high, size)",
        f"{_each('rayleigh')}(scale=low, size)",
        f"{_each('weibull pareto power')}(a=low, size)",
        f"{_each('geometric')}(p=low, size)",
        f"{_each('chisquare standard_t')}(df=low, size)",
        f"{_each('negative_binomial')}(n=low, p=high, size)",
        "numpy.random.Generator.lognormal(mean=low, sigma=high, size)",
        "numpy.random.Generator.binomial(n=low, p=high, size)",
        "numpy.random.Generator.beta(a=low, b=high, size)",
        "numpy.random.Generator.gamma(shape=low, scale=high, size)",
        "numpy.random.Generator.standard_exponential(size, dtype, method, out)",
    ),
    function(
        drawn_rows,
        "numpy.random.multinomial(n, pvals=parts, size)",
        "numpy.random.dirichlet numpy.random.Generator.dirichlet(alpha=parts, size)",
        "numpy.random.multivariate_normal(mean=parts, cov, size, ...)",
        "numpy.random.Generator.multivariate_normal(mean=parts, cov, size, ...)",
    ),
    function(chosen, "numpy.random.choice(a, size, replace, p)"),
    function(chosen_along, "numpy.random.Generator.choice(a, size, replace, p, axis, shuffle)"),
    function(
        read, "numpy.fromiter(iter=items, dtype, count)", "numpy.frombuffer(buffer=items, dtype, count, offset, ...)"
    ),
    function(
        read, "numpy.fromstring(string=items, dtype, count, ...)", "numpy.fromfile(file=items, dtype, count, ...)"
    ),
    function(permuted, "numpy.random.permutation(x=a)", "numpy.random.Generator.permutation(x=a, axis)"),
    function(
        like,
        "numpy.zeros_like numpy.ones_like(a, dtype, order, subok, shape, ...)",
        "numpy.empty_like(prototype=a, dtype, order, subok, shape, ...)",
        "numpy.full_like(a, fill_value, dtype, order, subok, shape, ...)",
    ),
    function(
        ranged,
        "keras.ops.arange keras.backend.arange numpy.arange(start, stop, step, dtype)",
        "tensorflow.range(start, limit=stop, delta=step, dtype, name)",
    ),
    function(
        spaced,
        "numpy.linspace(start, stop, num, endpoint, retstep, dtype)",
        "numpy.logspace(start, stop, num, endpoint, base, dtype)",
        "numpy.geomspace(start, stop, num, endpoint, dtype)",
        f"{_SPACES}(start, stop, num, endpoint)",
    ),
    function(
        square,
        "numpy.eye numpy.tri keras.ops.eye keras.ops.tri(N=rows, M=columns, k, dtype, ...)",
        "tensorflow.eye(num_rows=rows, num_columns=columns, batch_shape=batch, dtype, name)",
        "keras.ops.identity numpy.identity(n=rows, dtype)",
        "keras.backend.eye(size=rows, dtype, name)",
    ),
    function(counted, "keras.ops.size(x=a)", "tensorflow.size(input=a, out_type, name)"),
    function(classes, "keras.utils.to_categorical(x, num_classes, ...)"),
    function(normalized, "keras.utils.normalize(x, axis, order)"),
    function(pad_sequences, "keras.utils.pad_sequences(sequences, maxlen, dtype, padding, truncating, value)"),
    function(with_axes, "numpy.array(object=a, dtype, copy, order, subok, ndmin, ...)"),
    function(at_least_a_vector, "numpy.ascontiguousarray(*)"),
    function(
        same,
        "numpy.asarray numpy.copy numpy.asanyarray numpy.asfortranarray(*)",
        "numpy.require numpy.float16 numpy.float32 numpy.float64 numpy.int8 numpy.int16 numpy.int32 numpy.int64(*)",
        "numpy.uint8 numpy.uint16 numpy.uint32 numpy.uint64 numpy.int_ numpy.bool_(*)",
        "tensorflow.constant tensorflow.convert_to_tensor(*)",
        "keras.ops.convert_to_tensor keras.ops.array keras.ops.cast keras.ops.saturate_cast(*)",
        "tensorflow.cast keras.backend.cast keras.backend.constant(*)",
        ".astype .copy .numpy(*)",
    ),
)
