"""Shape-making functions of array libraries, each declared once with its names in NumPy and TensorFlow.

`find(path)` gives a declaration; its `call` takes settings and the shapes of arrays and gives a shape, or None where
the result can't be told. Knows neither Keras's layers nor Python source.
"""

from conv1d_lsp.arrays.declaration import ArrayFunction, Given
from conv1d_lsp.arrays.functions import find, find_method
from conv1d_lsp.arrays.symbolic import Same, refused_on_symbolic

__all__ = ["ArrayFunction", "Given", "Same", "find", "find_method", "refused_on_symbolic"]
