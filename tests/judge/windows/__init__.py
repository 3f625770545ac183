"""Receptive fields: what real Keras's outputs depend on, against what the declarations say."""
