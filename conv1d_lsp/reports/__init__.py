"""What an analysis looks like: text for people, JSON and other formats for programs. Knows not how it came about.

Text is made of `lines`: spans with an `Ink`, which says what a span means; whoever prints decides on colours. The JSON
is a contract, written down in `schemas/`: fields may be added, never renamed. What `check` tells has many formats, a
file each in `formats/`; each is a `report.Report`, which is told of one file after the other.
"""
