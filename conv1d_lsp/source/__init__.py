"""Source text: finding files, reading them, parsing, recovering from broken code, positions, comments.

`discover` and `read` find and decode files. `syntax` asks Python's own parser what it thinks of a text, `parse` makes
the LibCST tree of it, `recover` does the same for a text that does not parse. `positions` says where a node stands,
`comments` what is written beside a statement.

Import the modules, not this package: `discover`, `read` and `syntax` do without LibCST, whose import costs more than
most runs that find no Keras.
"""
