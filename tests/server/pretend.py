"""The real server with a pretended engine: a string that contains "bad" is a fault, `Layer(9)` makes a tensor.

What stands in the text makes the engine slow, noisy or broken: `slow`, `print`, `crash`.
"""

import re
import time

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Analysis, Diagnostic, Edit, Fix, Place, Severity, Step, TensorFact, VariableFact
from conv1d_lsp.engine import ProjectImports
from conv1d_lsp.server.engine import Analyze, Engine
from conv1d_lsp.server.server import Server
from conv1d_lsp.server.start import run
from conv1d_lsp.settings import Settings

BAD = re.compile(r'"[^"]*bad"')
LAYER = re.compile(r"(\w+) = (Layer\((\d+)\))")


def analyze(source: str, path: str, settings: Settings, project: ProjectImports | None) -> Analysis:
    if "slow" in source:
        time.sleep(1)
    if "print" in source:
        print("noise")
    if "crash" in source:
        raise ValueError("the pretended engine broke")
    diagnostics, tensors, variables = [], [], []
    for number, line in enumerate(source.split("\n"), 1):
        for bad in BAD.finditer(line):
            place = Place(path, number, bad.start() + 1, number, bad.end() + 1)
            fix = Fix("Say fine", True, (Edit(place, bad.group().replace("bad", "fine")),))
            hopeless = Fix("Hope", True, (Edit(place, "hope"),))
            trail = (Step(Place(path, 1, 1, 1, 2), "it began here"),)
            message = f"bad under Keras {settings.keras or 'auto'}"
            diagnostics.append(Diagnostic(place, "bad-word", Severity.ERROR, message, trail, (hopeless, fix)))
        for made in LAYER.finditer(line):
            name = Place(path, number, made.start(1) + 1, number, made.end(1) + 1)
            call = Place(path, number, made.start(2) + 1, number, made.end(2) + 1)
            shape = (None, int(made.group(3)))
            formula = (f"steps: {shape[1]} * 1 = {shape[1]}",)
            tensors.append(TensorFact(call, made.group(1), name, "Layer", call, shape, formula=formula))
            variables.append(VariableFact(name, made.group(1), "tensor", (shape,)))
    return Analysis(path, 3, "pretended", tuple(diagnostics), tuple(tensors), tuple(variables))


def follow() -> Analyze:
    return analyze


def prove(
    source: str, path: str, settings: Settings, diagnostic: Diagnostic, project: ProjectImports | None
) -> tuple[Fix, ...]:
    return tuple(replace(fix, proven=fix.title != "Hope") for fix in diagnostic.fixes)


def explain(rule: str) -> str:
    return f"About {rule}."


if __name__ == "__main__":
    run(Server(Engine(follow, prove, explain)))
