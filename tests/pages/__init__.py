"""The parts of the rules' pages that are not written by hand: what Keras says of each Example, and which fixes are
offered for it; and the reference, which is made of the pages. `python -m tests.pages` writes them anew."""
