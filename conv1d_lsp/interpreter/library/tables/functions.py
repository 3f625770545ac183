"""Functions and classes of pandas, scikit-learn and SciPy."""

from conv1d_lsp.interpreter.library.tables.example_data import EXAMPLE_DATA
from conv1d_lsp.interpreter.library.tables.folds import FOLDS
from conv1d_lsp.interpreter.library.tables.making import MAKING
from conv1d_lsp.interpreter.library.tables.measures import MEASURES
from conv1d_lsp.interpreter.library.tables.pipelines import PIPELINES
from conv1d_lsp.interpreter.library.tables.reading import READING
from conv1d_lsp.interpreter.library.tables.scipy_functions import SCIPY
from conv1d_lsp.interpreter.library.tables.splitting import SPLITTING
from conv1d_lsp.interpreter.library.tables.together import TOGETHER

#: Functions and classes by their canonical names.
TABLES = {**SPLITTING, **FOLDS, **PIPELINES, **EXAMPLE_DATA, **MEASURES, **MAKING, **TOGETHER, **READING, **SCIPY}
