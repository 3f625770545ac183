"""Rules and fixes on programs that were spoilt at random: never a failure, and every edit leaves Python behind."""

import ast
import random
import re

import pytest

from conv1d_lsp.engine import analyze
from conv1d_lsp.engine.edited import applied
from conv1d_lsp.settings import Generation, Settings
from tests.judge.collection import all_programs
from tests.units.rules.proofs import FILE

SIZES = ["0", "1", "3", "30", "None", "2.0", '"same"', "(3,)", "n", "(5, 2)", "-1"]
LAYERS = ["Conv1D", "Conv2D", "MaxPooling1D", "Dense", "Flatten", "LSTM", "Reshape", "Add", "Concatenate", "Cropping1D"]
SIZE = re.compile(r"(?<![\w.])\d+(?![\w.])")
LAYER = re.compile(rf"\b({'|'.join(LAYERS)})\b")
ARGUMENT = re.compile(r", [^,()\n]+(?=[,)])")


def spoilt(text: str, dice: random.Random) -> str:
    for pattern, words in dice.choices([(SIZE, SIZES), (LAYER, LAYERS), (ARGUMENT, ["", ", *args", ", **kw"])], k=2):
        matches = list(pattern.finditer(text))
        if matches:
            match = dice.choice(matches)
            text = text[: match.start()] + dice.choice(words) + text[match.end() :]
    return text


def parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


@pytest.mark.parametrize("seed", range(4))
def test_spoilt_programs(seed: int) -> None:
    dice = random.Random(seed)
    texts = [program.text for program in all_programs()]
    for _ in range(60):
        text = spoilt(dice.choice(texts), dice)
        for diagnostic in analyze(text, FILE, Settings(keras=dice.choice(list(Generation)))).diagnostics:
            assert diagnostic.rule != "analysis-failed", f"{diagnostic.message}\n{text}"
            for fix in diagnostic.fixes:
                if parses(text):
                    assert parses(applied(text, fix.edits)), fix
