"""Whole architectures as programs: what `summary` lists of them is compared with real Keras's own list of layers."""
