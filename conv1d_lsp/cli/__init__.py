"""The commands and their words.

`arguments` reads the command line, `run` hands it to the command's own module, `screen` and `streams` know what a
terminal or a pipe can take. A command returns a `Status` and prints what `reports/` made; it does not look into an
analysis beyond counting.
"""
