"""Types of options that several groups of them share."""

import argparse
from collections.abc import Callable


def one_of(*known: str) -> Callable[[str], str]:
    """One of some words."""

    def checked(word: str) -> str:
        if word not in known:
            raise argparse.ArgumentTypeError(f'must be {", ".join(known[:-1])} or {known[-1]}, not "{word}"')
        return word

    return checked
