"""How much of public model code is understood: `python -m tests.survey FOLDER`.

Every `Conv1D` (or `Convolution1D`) call site in the Python files below FOLDER is counted once, in one of four columns
by the shape of the layer's output:

- a: all numbers or None;
- b: the rest of it expressions over names in the user's source: parameters, options, constants, attributes of arrays;
- c: expressions over an unknown tensor's own axes too, which nothing in the source names;
- d: a "?" in it, or no tensor at all, grouped by cause.

A site that several call chains reach counts by the one that is known best. Sites are found in the text (by name,
through `import ... as` and plain assignments) and among what the analyzer found, so that a class out of a table counts
as well. The sites are also counted a repository (a folder directly below FOLDER) at a time, since one with many copies
of a model outweighs the rest. Then come the most frequent causes with places, and all diagnostics by rule. Nothing is
read but the files.
"""
