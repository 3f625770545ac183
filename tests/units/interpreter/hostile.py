"""Programs that fork, nest or call without end, too long to be written down. The others stand in `hostile.md`."""

IMPORTS = "import os\nimport keras\nfrom keras import layers\nx = keras.Input((64, 4))\n"


def many(count: int, text: str) -> str:
    """The text so often, with `<i>` for its number and `<i+1>` for the next one."""
    return "".join(text.replace("<i>", str(i)).replace("<i+1>", str(i + 1)) for i in range(count))


def nested(depth: int, head: str, body: str) -> str:
    """`head` inside itself, and `body` in the innermost."""
    heads = "".join("    " * i + head.replace("<i>", str(i)) + "\n" for i in range(depth))
    return heads + "    " * depth + body + "\n"


CONV = "x = layers.Conv1D(<i+1>, 3, padding='same')(x)\n"

ELIF = (
    "def f(x, k):\n    for i in range(3):\n        if k == -1:\n            x = x\n"
    + many(50, f"        elif k == <i>:\n            {CONV}")
    + "    return x\n"
)

PROGRAMS = {
    "elif in a loop in a function": ELIF + "for n in range(100):\n    x = f(x, n % 50)\n",
    "elif that is not known": ELIF + "for n in range(100):\n    x = f(x, int(os.environ['K%d' % n]))\n",
    "independent ifs": many(30, f"if os.environ.get('F<i>'):\n    {CONV}") + "y = layers.Flatten()(x)\n",
    "independent ifs in a function": (
        "def f(x, *flags):\n"
        + many(30, f"    if flags[<i>]:\n        {CONV}")
        + "    return x\ny = f(x, *[os.environ.get(str(i)) for i in range(30)])\n"
    ),
    "returns": (
        "def f(x):\n"
        + many(30, "    if os.environ.get('F<i>'):\n        return layers.Conv1D(<i+1>, 3)(x)\n")
        + "    return x\ny = f(f(f(x)))\n"
    ),
    "nested ifs": nested(30, "if os.environ.get('<i>'):", "x = 1"),
    "conditional expressions": (
        "k = 0" + many(40, " + (1 if os.environ.get('<i>') else 2)") + "\ny = layers.Conv1D(k, 3)(x)\n"
    ),
    "choices as arguments": (
        many(12, "a<i> = 1 if os.environ.get('<i>') else 2\n")
        + "y = layers.Conv1D(a0, a1, strides=a2, dilation_rate=a3, groups=a4)(x)\ns = sum([a0, a1, a2, a3, a4, a5])\n"
    ),
    "tries": many(30, f"try:\n    {CONV}except Exception:\n    pass\n"),
    "nested tries": nested(20, "try:", "x = 1")
    + "".join("    " * i + "except Exception:\n" + "    " * (i + 1) + "pass\n" for i in reversed(range(20))),
    "a chain of bases": (
        "class A0:\n    k = 3\n    def f(self):\n        return 1\n"
        + many(500, "class A<i+1>(A<i>):\n    def f(self):\n        return super().f() + 1\n")
        + "a = A500()\ny = a.f()\nk = a.k\n"
    ),
    "diamonds of bases": (
        "class A0:\n    k = 3\n"
        + many(40, "class L<i>(A<i>): pass\nclass R<i>(A<i>): pass\nclass A<i+1>(L<i>, R<i>): pass\n")
        + "k = A40().k\nm = A40().missing\n"
    ),
    "decorators": (
        "def d(f):\n    def w(*a, **k):\n        return f(*a, **k)\n    return w\n"
        + "@d\n" * 300
        + "def g(x):\n    return x\ny = g(x)\n"
    ),
    "cases": "match os.environ.get('x'):\n" + many(300, "    case <i>:\n        y = layers.Dense(<i+1>)(x)\n"),
    "uncalled": many(
        200, "def f<i>(x, n):\n    for k in range(n):\n        x = f<i+1>(layers.Dense(3)(x), k)\n    return x\n"
    ),
    "a long number": "y = " + "9" * 10**5 + "\nz = y * y\n",
    "deep lists": "y = " + "[" * 90 + "]" * 90 + "\nz = y == y\n",
    "lambdas": "f = " + "lambda: " * 80 + "1\ny = f" + "()" * 80 + "\n",
    "attributes": "y = keras" + ".a" * 60 + "\nz = os" + ".a()" * 60 + "\n",
}
