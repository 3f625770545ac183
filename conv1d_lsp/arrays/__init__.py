"""Shape-making functions of array libraries, each declared once with its names in NumPy, `keras.ops`, `tf` and `K`.

`find(path)` gives a declaration; its `call` takes settings and the shapes of arrays and gives a shape or several, None
where the result can't be told, and raises a `Misfit` where the library certainly raises. Knows neither Keras's layers
nor Python source.
"""

from conv1d_lsp.arrays import kinds, selecting
from conv1d_lsp.arrays.declaration import Alike, ArrayFunction, Given, Library, Listed, Pack, Result
from conv1d_lsp.arrays.elementwise import ELEMENTWISE
from conv1d_lsp.arrays.functions import declared, find, find_method, names_in, usual_name
from conv1d_lsp.arrays.making import of_equal, uneven
from conv1d_lsp.arrays.making import same as as_array
from conv1d_lsp.arrays.misfits import Misfit
from conv1d_lsp.arrays.symbolic import Same, refused_by_keras_2, refused_on_symbolic, runs_in_lambda

__all__ = [
    "ELEMENTWISE",
    "Alike",
    "ArrayFunction",
    "Given",
    "Library",
    "Listed",
    "Misfit",
    "Pack",
    "Result",
    "Same",
    "as_array",
    "declared",
    "find",
    "find_method",
    "kinds",
    "names_in",
    "of_equal",
    "refused_by_keras_2",
    "refused_on_symbolic",
    "runs_in_lambda",
    "selecting",
    "uneven",
    "usual_name",
]
