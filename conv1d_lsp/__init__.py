"""conv1d-lsp: finds Keras shape errors while you type."""

__version__ = "0.1.0"
