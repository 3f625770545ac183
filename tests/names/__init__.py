"""The public names of both generations of Keras, as the installed ones have them."""
