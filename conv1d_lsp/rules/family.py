"""The families that rules are listed by."""

from enum import Enum


class Family(Enum):
    """What a rule is about; the value is the heading that it stands under, in the order of the list."""

    INPUT = "Input and rank"
    ARGUMENTS = "Layer arguments"
    CALLS = "Layer calls"
    MERGING = "Merging"
    STRUCTURE = "Model structure"
    GENERATION = "Generation"
    ARRAYS = "Arrays"
    DATA = "Data and training"
    SILENT = "Silent faults"
    CLAIMS = "Claims"
    ADVICE = "Advice"
    OWN = "The analyzer's own"
