"""Claims about programs, held against the analyzer and against real Keras.

A case file (`tests/cases/*.md`) is prose with Python blocks; the docstrings of `conv1d_lsp/rules/` and the README are
read in the same way. All ```` ```python ```` blocks under one heading form one program, named after the heading; what
stands under the next heading is another program. A program without any import begins with
`import numpy as np; import tensorflow as tf; import keras; from keras import layers`. A ```` ```toml ```` block under
the heading sets options of the analysis (fields of `Settings`): with `keras = 2` the program runs under that generation
only, otherwise under both, and once more without a choice. A block that is no program is fenced as ```` ```py ````.

A block whose fence names a file (```` ```python models/blocks.py ````) is a module that lies beside the program, which
is `program.py` there. Nothing is claimed in such a block. So is a table of data (```` ```csv data/steps.csv ````).

What must be found stands at the ends of lines, and a diagnostic that is not claimed must not appear:

- `# error: [rule-name] "words of the message"`; `warning`, `information`, `hint` likewise. The words may be left out.
  Several on one line follow each other: `# error: [a] "x" [b]`. A warning about what raises in this very program ends
  in `raises`: `# warning: [rule-name] raises`.
- `# shape: (None, 98, 64)`: what the last statement of the line gives to its target; without a target, its value; of
  `model.add(...)`, the model's output; of a model, its output. Where a statement spans lines, an element or argument
  that ends on a line is meant, say a layer in the list of a Sequential: its output. A number is known, `None` is left
  open by the model, text such as `window - 2` is known by name, `?` is what the analyzer cannot tell (a whole shape may
  be `?`, and where all are, it may say nothing at all). `()` is a scalar.
- `# shape: (4, 8), (4,)`: several targets, or several outputs. `# shape: (8, 4) then (6, 4)`: a line that is passed
  several times gives these, in this order, repetitions left out.
- `#shape: (n, 4)`, without a blank, is no claim but a comment of the program, which tells the analyzer a shape.
- `# keras 2: error: [rule-name]`: the claim holds for this generation only. So
  `# keras 3: error: [input-rank]   # keras 2: shape: (None, 5, 98, 64)`.
- `# judge: reason`: real Keras is not asked about this line, for this reason; such lines are counted and printed.

The analyzer (`static`): each claim holds, and there are no other diagnostics. Real Keras (`real`): the program runs
statement by statement; a line with an error raises, no other does; shapes agree, where `?` and names agree with all.
A statement that raises is told and the next ones still run, so one program may show several faults at its top level.

What is generated is held against real Keras too, and may be run for longer (`python -m tests.judge --help`):

- `python -m tests.judge [--long]`: random models of 3 to 30 layers, with branches, shared layers and models inside:
  what the declarations say of each layer, and what the engine says of the model's text.
- `python -m tests.judge --mixed [--long]`: models with functions, operators, slices, classes of the program's own,
  `Sequential` and layers of several tensors between the layers, as programs; see `mixed/`.
- `python -m tests.judge --layers [--only NAME] [--long]`: each layer alone, drawn as its entry in `drawers/` says.
- `python -m tests.judge --functions [--only NAME] [--long]`: calls of functions on symbolic tensors, drawn as
  `functions/` says; each is a line of a program that is analysed and run.
- `python -m tests.judge --programs [--long]`: random Python programs, written as `programs/` says, against
  Python itself.
- `python -m tests.judge --older`: the case files under older releases of Keras, in environments that it makes.

Those with random cases print their seed, and go on where they were stopped with `--resume`. Where Keras contradicts
itself, `inconsistencies.py` (`inconsistent_functions.py`) has the reason.
"""
