"""Files of data: what their first bytes say of what is in them. Nothing is unpickled, and NumPy is not imported."""

from conv1d_lsp.source.data.files import DataFile, NpyFile, NpzFile, TextFile, data_in
from conv1d_lsp.source.data.tables import Table, read_table

__all__ = ["DataFile", "NpyFile", "NpzFile", "Table", "TextFile", "data_in", "read_table"]
