"""Run as `python refused_functions.py`: what Keras 3 says to each of some functions on a symbolic tensor.

Takes paths as a JSON array on standard input. Prints for each "refused", or "returned" if it gave something for any of
the arguments tried, or "absent".
"""

import json
import sys
from collections.abc import Iterator
from functools import reduce
from typing import Any

import keras
import numpy as np
import tensorflow as tf

ROOTS = {"tensorflow": tf, "numpy": np, "keras": tf.keras}


def answer(path: str) -> str:
    root, *names = path.split(".")
    try:
        function = reduce(getattr, names, ROOTS[root])
    except AttributeError:
        return "absent"
    return "returned" if any(returns(function, arguments) for arguments in tried()) else "refused"


def tried() -> Iterator[tuple[Any, ...]]:
    """Arguments as such functions take them, each with a symbolic tensor."""
    x, square, numbers = keras.Input((10, 4)), keras.Input((4, 4)), keras.Input((), dtype="int32")
    yield from ((x,), (square,), (x, x), (square, square), ([x, x],), ([x, x], 1), (x, 1), (x, 2, 1), (numbers,))
    yield from (
        (x, [1, 0, 2]),
        (x, (-1, 4)),
        (x, [1, 1, 1]),
        (x, 2, 2, 2),
        ("bij,bjk->bik", square, square),
        (numbers, 3),
    )


def returns(function: Any, arguments: tuple[Any, ...]) -> bool:
    try:
        function(*arguments)
    except Exception:
        return False
    return True


if __name__ == "__main__":
    print(json.dumps({path: answer(path) for path in json.load(sys.stdin)}))
