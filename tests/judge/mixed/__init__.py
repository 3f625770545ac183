"""Random models with more than layers in them: functions, operators, slices, classes of the program's own, `Sequential`
models, layers that give several tensors or take several, and a model of several inputs and outputs at the end.

Each is a program. What the engine says of its text is held against a run under real Keras.
"""
