"""Functions and operators of two or three tensors, element by element, and those of one."""

from tests.judge.functions.entry import Draw, called, written
from tests.judge.functions.scene import Scene


def operand(scene: Scene, first: object) -> str:
    chance = scene.random.random()
    if chance < 0.12:
        return scene.random.choice(["2", "0.5", "3.0"])
    sizes = getattr(first, "sizes", ())
    if chance < 0.2 and all(sizes[1:]):
        return scene.array([scene.random.choice([1, size]) for size in sizes[1:]])
    return str(scene.alike(first))  # type: ignore[arg-type]


def pair(scene: Scene) -> str:
    first = scene.tensor(1, 2, 3, 3, 4)
    second = operand(scene, first)
    return f"{first}, {second}" if scene.chance(0.8) else f"{second}, {first}"


def tensors(scene: Scene) -> str:
    first = scene.tensor(1, 2, 3)
    return f"{first}, {scene.alike(first)}"


def whole_numbers(scene: Scene) -> str:
    first = scene.tensor(1, 2, 3, dtype="int32")
    return f"{first}, {scene.size(1, 3) if scene.chance(0.3) else first}"


def truths(scene: Scene) -> str:
    sizes = scene.tensor(1, 2, 3, dtype="bool")
    return f"{sizes}, {scene.exactly(sizes.sizes, 'bool')}"


def operator(sign: str) -> Draw:
    def draw(scene: Scene) -> str:
        first = scene.tensor(1, 2, 3, 3, 4)
        second = operand(scene, first)
        swap = scene.chance(0.3) and not second.startswith("np.")
        return f"{second} {sign} {first}" if swap else f"{first} {sign} {second}"

    return draw


def comparison(scene: Scene) -> str:
    first = scene.tensor(1, 2, 3)
    return f"{first} {scene.random.choice(['<', '<=', '>', '>='])} {operand(scene, first)}"


def one(scene: Scene) -> str:
    return str(scene.tensor(0, 1, 2, 3, 4))


def one_of_truth(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 3, dtype="bool"))


def one_of_whole(scene: Scene) -> str:
    return str(scene.tensor(1, 2, 3, dtype="int32"))


def chosen(scene: Scene) -> str:
    condition = scene.tensor(1, 2, 3, dtype="bool")
    first = scene.alike(condition)
    second = "0.0" if scene.chance(0.3) else str(scene.alike(condition))
    return f"{condition}, {first}, {second}"


def clipped(scene: Scene) -> str:
    return f"{scene.tensor(1, 2, 3)}, 0.0, 1.0"


def casted(scene: Scene) -> str:
    kind = scene.random.choice(["'float32'", "'int32'", "'bool'", "'float16'"])
    return f"{scene.tensor(1, 2, 3)}, {kind}"


_ONE = (
    "abs absolute arccos arccosh arcsin arcsinh arctan arctanh ceil cos cosh deg2rad erf erfc exp exp2 expm1 fabs "
    "floor i0 isfinite isinf isnan log log10 log1p log2 nan_to_num negative ones_like rad2deg reciprocal real round "
    "rsqrt sigmoid sign signbit sin sinc sinh sqrt square stop_gradient tan tanh trunc zeros_like relu relu6 elu selu "
    "gelu silu swish softplus softsign softmax log_softmax log_sigmoid leaky_relu hard_sigmoid hard_silu "
    "hard_swish hard_tanh celu tanh_shrink hard_shrink soft_shrink sparse_plus squareplus sparsemax sparse_sigmoid "
    "conj copy cbrt angle imag isreal isneginf isposinf empty_like erfinv view"
).split()
_TF = "abs acos asin atan cos cosh sin sinh tan tanh exp floor negative ones_like zeros_like round sigmoid sign".split()
_TF += "sqrt square identity stop_gradient".split()
_MATH = "abs ceil cos erf exp expm1 floor log log1p log_sigmoid negative reciprocal rsqrt sigmoid sign sin sinh".split()
_MATH += "softplus sqrt square tan tanh lgamma digamma is_nan is_inf is_finite xlogy_".split()[:-1]
_NN = "elu gelu leaky_relu log_softmax relu relu6 selu sigmoid silu softmax softplus softsign swish tanh".split()
_K = "abs cos elu exp hard_sigmoid log relu round sigmoid sign sin softmax softplus softsign sqrt square tanh".split()
_K += "stop_gradient ones_like zeros_like l2_normalize cast_to_floatx".split()
_PAIRS = (
    "add arctan2 divide divide_no_nan equal floor_divide fmax fmin fmod greater greater_equal heaviside hypot".split()
)
_PAIRS += "isclose less less_equal logaddexp logaddexp2 maximum minimum mod multiply nextafter not_equal power".split()
_PAIRS += "subtract true_divide".split()
_TF_PAIRS = (
    "add subtract multiply divide maximum minimum equal not_equal less less_equal greater greater_equal pow".split()
)
_MATH_PAIRS = (
    "add subtract multiply divide maximum minimum squared_difference floordiv floormod divide_no_nan atan2".split()
)

FUNCTIONS = (
    *(written(f"x {sign} y", operator(sign)) for sign in ("+", "-", "*", "/", "**", "//", "%")),
    written("x < y", comparison),
    written("-x", lambda scene: f"-{one(scene)}"),
    written("abs(x)", lambda scene: f"abs({one(scene)})"),
    called(" ".join(f"ops.{name}" for name in _PAIRS), pair),
    called(" ".join(f"np.{name}" for name in _PAIRS if name != "divide_no_nan"), pair),
    called("ops.where tf.where np.where", chosen),
    called(" ".join(f"tf.{name}" for name in _TF_PAIRS), pair),
    called(" ".join(f"tf.math.{name}" for name in _MATH_PAIRS), pair),
    called("K.maximum K.minimum K.equal K.not_equal K.less K.less_equal K.greater K.greater_equal", tensors),
    called("K.pow", lambda scene: f"{scene.tensor(2, 3)}, 2"),
    called("ops.logical_and ops.logical_or ops.logical_xor tf.logical_and tf.logical_or tf.math.logical_and", truths),
    called("ops.bitwise_and ops.bitwise_or ops.bitwise_xor ops.gcd ops.lcm", whole_numbers),
    called("ops.bitwise_left_shift ops.bitwise_right_shift ops.left_shift ops.right_shift", whole_numbers),
    called("ops.bitwise_invert ops.bitwise_not", one_of_whole),
    called("ops.logical_not tf.logical_not tf.math.logical_not", one_of_truth),
    called("ops.clip K.clip tf.clip_by_value np.clip", clipped),
    called("ops.cast tf.cast K.cast ops.saturate_cast", casted),
    called("ops.ldexp ops.full_like", lambda scene: f"{scene.tensor(1, 2)}, 2"),
    called("ops.threshold", lambda scene: f"{scene.tensor(1, 2)}, 0.5, 0.0"),
    called(" ".join(f"ops.{name}" for name in _ONE), one),
    called("np.isnan np.isfinite np.nan_to_num np.log10 np.rint np.arctan array.round", one),
    called(" ".join(f"tf.{name}" for name in _TF), one),
    called(" ".join(f"tf.math.{name}" for name in _MATH), one),
    called(" ".join(f"tf.nn.{name}" for name in _NN), one),
    called(" ".join(f"K.{name}" for name in _K), one),
)
