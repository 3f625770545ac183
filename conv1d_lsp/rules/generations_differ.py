"""A tensor that has another shape in the other generation of Keras.

## What it does

Where both generations are asked for (`--keras both`), names the calls that give another shape under Keras 2 than under
Keras 3 for the same input. What only follows from such a call is not told again.

## Why it matters

The program runs under both, and does something else. Which dimension survives where `None` meets a number is such a
difference, and the last axes that `Conv1D` convolves in an input of four axes.

## Fix

None is needed where what comes later takes either shape.
"""

from conv1d_lsp.diagnostics import Severity
from conv1d_lsp.rules.family import Family
from conv1d_lsp.rules.rule import Page

PAGE = Page.of("generations-differ", Severity.INFORMATION, __doc__, family=Family.GENERATION, since="0.1")
