"""conv1d-lsp: finds Keras shape errors while you type.

The rooms of the house, from the top. An upper room may import a lower one, never the reverse, and rooms of one storey
do not know each other; import-linter holds it, see `pyproject.toml`. `__main__` alone chooses between the top two.

- `cli`: the commands and their words. `server`: the Language Server Protocol, on pygls; each request is a pure function
  of an immutable snapshot.
- `reports`: text and what programs read, made of plain diagnostics; a format a file. `project`: the user's settings,
  sets of files and their results, the cache, who does the work. `runtime`: real Keras, in a process of its own.
- `engine`: source in, `Analysis` out. Deterministic, bounded, never raises.
- `rules`: one rule a file: the fault that it speaks for, the words, the fixes. Its docstring is its page and its test.
- `interpreter`: what the code means. Ends in a model graph and faults, each with the trail of places that led to it.
- `layers`: one declaration a layer: arguments, what is refused and when, output shape, weights, for both generations
  of Keras. `arrays`: the same for functions that make arrays. `losses`: what each loss and metric makes of an output
  and a target. `source`: reading, parsing, recovering, positions.
- `shapes`: dimensions, arithmetic on them, comparison with three answers. `diagnostics`: plain frozen records of what
  was found. `settings`: the validated record of options.

Data goes one way: text, tree, graph and faults, diagnostics, report or protocol. Third parties have their rooms too:
pygls and lsprotocol in `server`, LibCST in `source`, `interpreter` and the fixes of `rules`, TensorFlow and Keras in
the worker of `runtime`, Dask in `project.cluster`.
"""

__version__ = "0.1.0"
