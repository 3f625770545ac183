"""What an analysis looks like: text for people, JSON for programs. Knows plain records only, not how they came about.

Text is made of `lines`: spans with an `Ink`, which says what a span means; whoever prints decides on colours. The JSON
is a contract, written down in `schemas/`: fields may be added, never renamed.
"""
