"""What the code means: an abstract interpreter over the LibCST tree.

It ends in a model graph and in faults, each with the places that led to it. It knows no severities, words or editors.
`interpret.Reading` is the way in; `values/` is what it computes with, `memory` what can change, `library/` what the
functions of Keras, NumPy and Python do.
"""
