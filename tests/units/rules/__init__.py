"""Tests of `conv1d_lsp.rules`."""
