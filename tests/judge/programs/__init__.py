"""Random small programs, judged by Python itself: what the interpreter knows at their ends against what Python had.

A program is plain Python: no Keras, but all that decides which size reaches a layer. It takes random ways (`random`,
`sys.argv`); Python runs it many times, and each run that gets to its end must be one that the interpreter allows, in
each variable, in how variables go together, in numbers by name, and in which objects are the same.

- `writer.py`: the writer of programs; `numbers.py` writes expressions. `forms/`: the statements, a file a subject;
  whoever teaches the interpreter a new piece of Python adds its form there.
- `under_python.py`, `running.py`: running programs, in a process of its own.
- `claims.py`, `comparison.py`: what the interpreter claims, and whether a run fits.
- `shrinking.py`: a smaller program that shows the same.

`python -m tests.judge --programs [--seed S] [--count N]` runs many.
"""
