"""What pandas, scikit-learn and SciPy do: tables, estimators, and what shares samples out."""

from conv1d_lsp.interpreter.library.tables.example_data import EXAMPLE_DATA
from conv1d_lsp.interpreter.library.tables.folds import FOLDS
from conv1d_lsp.interpreter.library.tables.measures import MEASURES
from conv1d_lsp.interpreter.library.tables.pipelines import PIPELINES
from conv1d_lsp.interpreter.library.tables.splitting import SPLITTING

#: Functions and classes by their canonical names.
TABLES = {**SPLITTING, **FOLDS, **PIPELINES, **EXAMPLE_DATA, **MEASURES}
