# ruff: noqa: E501
"""Sources that are hard to place, to parse or to survive; the tests of this folder share them."""

import os
import random
from pathlib import Path

#: Each parses under LibCST.
NASTY = {
    "empty": "",
    "newline only": "\n",
    "comment only": "# a",
    "blanks only": "  \n\n   ",
    "header and footer": "# a\n\n\n# b\nx = 1\n# c\n\n#d",
    "no newline at the end": "x = 1\ny = 2",
    "crlf": "x = 1\r\nif x:\r\n    y = '''a\r\nb'''\r\n\r\n# z\r\n",
    "lone cr": "x = 1\rif x:\r    y = '''a\rb'''\r",
    "mixed newlines": "x = 1\r\ny = 2\rz = 3\n\r\n\rw = 4",
    "form feed": "x = 1\n\f\ndef f():\n\f    return 1\n\f\n",
    "tabs": "if a:\n\tif b:\n\t\tx\t=\t1\t\n\ty = 2\n",
    "unicode": "é = 'ü😀'; 名前 = '\u2028'  # 😀\nx = 名前 + é\n",
    "semicolons": "a = 1; b = 2 ;\nif a: b; c ;\n",
    "continuation lines": "x = 1 + \\\n    2\nassert x, \\\n  'y'\nx = 1;\\\n\ny = 2\nif a \\\n   and b:\n    pass\n",
    "decorators": "@a\n# c\n\n@b(1,\n   2)\n\n# d\nclass K(A, metaclass=M):\n    @p\n    def f(self): pass\n\n    # end\n\nx = 1\n",
    "decorator below its sign": "x = 1\n@(\n  a\n)\ndef f(): ...\ny = 2\n",
    "f-strings": "x = f'{a!r:>{w}}' f'b{c=}' 'd' f'''{\n  e\n}\n'''\ny = (f'{a}'\n     'b')\n",
    "newer f-strings": "x = f'{f'{1}'} {'a' 'b'}'\ny = 1\n",
    "match": "match x:\n    case [1, *_] | {'a': b, **c}: pass\n    case K(a, b=1) as d if d: pass\n    case _:\n        y\n",
    "type parameters": "type X[T: int, *Ts, **P] = list[T]\n\n\ndef f[T = int](a: T, *b: *Ts) -> T: ...\nclass K[T]: ...\n",
    "star subscript": "x[*a, 1:2, ::3, ...]\ntry:\n    pass\nexcept* E as e:\n    pass\n",
    "parentheses": "x = ( (a) )\n(y) = ((1, ), [ ], {}, {1: 2, **z}, { *a })\ndel (a), b\nfor (i) in (j): pass\nwith (a as b, c): pass\n",
    "elif chain": "if a:\n    1\nelif b:\n    2\n# c\nelif (c):\n    3\nelse:\n    4\n  # odd\n\nwhile a: b\nelse: c\n",
    "try": "try:\n    a\nexcept (A, B) as e: b\nexcept C:\n    c\nelse:\n    d\nfinally:\n    e\n",
    "imports": "from . import a\nfrom ..b import (c as d,\n    e)\nimport f.g as h, i\nfrom j import *\n",
    "lambda and comprehensions": "f = lambda a, /, b=1, *c, d, **e: [x async for x in y if x if not x]\ng = (i for j in k)\n{a: b for a in c}\n",
    "operators": "x = a if b else not c and - d ** ~e @ f // g\nx @= 1 < 2 != 3 is not 4 not in 5\nawait_ = (yield_ := 1)\n",
    "async": "async def f():\n    async with a as b, c: await d\n    async for e in g: yield\n    return [x async for x in y]\n",
    "trailing blanks": "x = 1   \nif x :  # c   \n    y   \n   \n",
    "annotations": "def f(a: int = 1, *, b: 'c') -> None: ...\nx: int\ny: int = 1\nglobal_ = 1\n\n\ndef g():\n    global x, y\n    nonlocal_ = 1\n",
    "backslash at the top": "\\\nx = 1\n",
}

#: No tree, or none that is worth its price; and what is said, if Python says it in every version.
HOSTILE = {
    "nested brackets": "x = " + "[" * 500 + "]" * 500 + "\n",
    "ten thousand terms": "x = " + " + ".join(["a"] * 10_000) + "\n",
    "ten thousand and": "x = " + " and ".join(["a"] * 10_000) + "\n",
    "terms over lines": "x = (a\n" + "    + a\n" * 10_000 + ")\n",
    "many calls": "x = a" + "(1)" * 5_000 + "\n",
    "many attributes": "x = a" + ".b" * 20_000 + "\n",
    "many minus": "x = " + "-" * 50_000 + "1\n",
    "many elif": "if a:\n    pass\n" + "elif b:\n    pass\n" * 3_000,
    "deep blocks": "".join(" " * i + "if a:\n" for i in range(300)) + " " * 300 + "pass\n",
    "many lambdas": "x = " + "lambda: " * 3_000 + "1\n",
    "many strings": "x = (" + "'a' " * 10_000 + ")\n",
    "open brackets": "(" * 3_000,
    "null byte": "x = 1\ny\0 = 2\n",
    "half a character": "x = 1\ny = '\ud800'\n",
    "python 2": "import sys\nprint 'a'\n",
    "binary": "\x7fELF\x02\x01\x01\x00\x00\x1a\x00\n",
    "prose": "This is not Python.\nNot at all!\n",
    "json": '{"cells": [{"a": true, "b": null},\n]',
    "backslash at the end": "x = 1\n\\",
    "unterminated": "x = '''abc\ny = 1\n",
}

#: A script as a beginner writes it.
SCRIPT = '''"""A classifier of sequences."""
import numpy as np
import keras
from keras import layers

steps, channels = 100, 3
classes = 4


def block(x, filters, size=3):
    """Two convolutions and a pooling."""
    x = layers.Conv1D(filters, size, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = layers.Conv1D(
        filters,
        size,
        activation="relu",
    )(x)
    return layers.MaxPooling1D(2)(x)


inputs = keras.Input(shape=(steps, channels))
x = block(inputs, 16)
for filters in (32, 64):
    x = block(x, filters)
    x = layers.Dropout(0.2)(x)
x = layers.Flatten()(x)
outputs = layers.Dense(classes, activation="softmax")(x)
model = keras.Model(inputs, outputs)
model.summary()

head = keras.Sequential([
    keras.Input((20, 8)),
    layers.Conv1D(8, 3),
    layers.GlobalAveragePooling1D(),
])
data = np.zeros((32, steps, channels))
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(data, np.zeros((32, classes)), epochs=2)
'''


def library_files(count: int, seed: int, largest: int) -> list[Path]:
    """Some files of the standard library, small enough for LibCST's own provider to be quick."""
    root = Path(os.__file__).parent
    files = [path for path in sorted(root.rglob("*.py")) if not {"site-packages", "lib2to3"} & set(path.parts)]
    random.Random(seed).shuffle(files)
    return [path for path in files if path.stat().st_size <= largest][:count]
