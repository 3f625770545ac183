"""What Keras says of a rule's Example: the section `Keras says`, and whether it still is what Keras says.

A message is told as it is, but for what changes from one run to the next or speaks of Keras's inside. Left out, and
marked by `[…]`, are: what Keras appends about the arguments that a layer received, TensorFlow's descriptions of the
nodes of its graph, the places of files, addresses, code, the numbers of arrays, of several faults in one graph which
came first, and what goes beyond `LONGEST` characters. The words of a Python set stand in the order of the alphabet.
"""

import re
from dataclasses import dataclass
from textwrap import fill

from conv1d_lsp.diagnostics import show_shape
from conv1d_lsp.runtime.answers import RealFault, Trace
from conv1d_lsp.settings import Generation
from tests.judge.cases import Program
from tests.judge.claims import FindingClaim
from tests.pages.docstrings import read, says

LONGEST = 420
WIDTH = 118

_LEFT_OUT = "[…]"
_CUTS = (
    (re.compile(r"^in user code:\s+(?:\w+: )?"), ""),
    (re.compile(r"Detected at node .*"), _LEFT_OUT),
    (re.compile(r"(?:Call arguments|Arguments) received by [\s\S]*"), _LEFT_OUT),
    (re.compile(r"```[\s\S]*"), _LEFT_OUT),
    (re.compile(r"'\{\{node [\s\S]*?\}\} = [\s\S]*?\)'"), _LEFT_OUT),
    (re.compile(r"\[\[\{\{node [\s\S]*"), _LEFT_OUT),
    (re.compile(r" at 0x[0-9a-f]+"), f" at {_LEFT_OUT}"),
    (re.compile(r"(?<![\w:/])(?:/[\w.+-]+){3,}"), _LEFT_OUT),
    (re.compile(r"Label values: .*"), f"Label values: {_LEFT_OUT}"),
    (re.compile(r"Incompatible shapes: .*"), f"Incompatible shapes: {_LEFT_OUT}"),
    (re.compile(r"(?:\[\s*){2,}[\d.,\s\[\]e+-]{60,}"), _LEFT_OUT),
)
_SET = re.compile(r"\{('\w+'(?:, '\w+')+)\}")


@dataclass(frozen=True, slots=True)
class Said:
    """One exception: its class, its words, and the code of the line where it came."""

    kind: str
    words: str
    code: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a run. gives: the shapes that lines have, of which something is found and nothing is raised."""

    faults: tuple[Said, ...]
    gives: tuple[str, ...] = ()


def shortened(message: str) -> str:
    """An exception's words as the pages tell them: paragraphs of one line each."""
    for pattern, replacement in _CUTS:
        message = pattern.sub(replacement, message)
    message = _SET.sub(lambda words: f"{{{', '.join(sorted(words[1].split(', ')))}}}", message)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", message.strip())]
    text = "\n\n".join(part for part in paragraphs if part)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST].rsplit(None, 1)[0]} {_LEFT_OUT}"
    while text.endswith((f"{_LEFT_OUT} {_LEFT_OUT}", f"{_LEFT_OUT}\n\n{_LEFT_OUT}")):
        text = text[: -len(_LEFT_OUT)].rstrip()
    return text


def heard(program: Program, keras: Generation, trace: Trace) -> Heard:
    """What Keras said when it ran the program."""
    faults = tuple(Said(fault.kind, shortened(fault.message), _code(program, fault)) for fault in trace.faults)
    passes = [trace.passes[line][-1] for line in sorted(told_of(program, keras)) if trace.passes.get(line)]
    return Heard(faults, () if faults else tuple(show_shape(shape) for shapes in passes for shape in shapes))


def told_of(program: Program, keras: Generation) -> set[int]:
    """The lines of which something is found; their shapes are asked for."""
    return {claim.line for claim in program.findings(keras)}


def section(program: Program, said: dict[Generation, Heard]) -> str:
    """The whole section, without its heading."""
    if reason := _not_asked(program):
        return f"Keras was not asked: {reason}."
    (first, words), *others = said.items()
    parts = [_told(program, first, words)]
    for keras, more in others:
        parts.append(_likewise(keras, words) if more == words else _told(program, keras, more))
    return "\n\n".join(parts)


def untrue(program: Program, keras: Generation, trace: Trace) -> list[str]:
    """A sentence if the page of the program, an Example, tells something else than one generation says."""
    written, said = says(read(program.file)), heard(program, keras, trace)
    first = _told(program, Generation.KERAS_3, said)
    likewise = _likewise(keras, said) in written and first in written
    if not written or _not_asked(program) or likewise or _told(program, keras, said) in written:
        return []
    rule = program.file.stem.replace("_", "-")
    return [f"Keras {keras} says something else than the page does: run `python -m tests.pages --keras {rule}`"]


def _not_asked(program: Program) -> str | None:
    return next((claim.reason for claim in program.exempt(Generation.KERAS_3) if claim.keras is None), None)


def _likewise(keras: Generation, said: Heard) -> str:
    return f"Under Keras {keras} the same." if said.faults or said.gives else f"Under Keras {keras} nothing either."


def _told(program: Program, keras: Generation, said: Heard) -> str:
    """The part about one generation."""
    if not said.faults:
        return f"Under Keras {keras} nothing: it runs{', and gives ' if said.gives else ''}{', '.join(said.gives)}."
    among_others = len(_refused(program)) > 1
    return "\n\n".join(_one(each, keras, among_others) for each in said.faults)


def _one(said: Said, keras: Generation, among_others: bool) -> str:
    raises = f"Under Keras {keras} {f'`{said.code}`' if among_others else 'it'} raises `{said.kind}`"
    if not said.words:
        return f"{raises} without a word."
    lines = [fill(part, WIDTH, break_on_hyphens=False, break_long_words=False) for part in said.words.split("\n\n")]
    return f"{raises}:\n\n```text\n" + "\n\n".join(lines) + "\n```"


def _refused(program: Program) -> set[int]:
    """The lines at which either generation raises."""
    return {claim.line for claim in program.claims if isinstance(claim, FindingClaim) and claim.raises}


def _code(program: Program, fault: RealFault) -> str:
    rows = program.text.split("\n")
    lines = [line for line in sorted(_refused(program)) if fault.touches(line)]
    return rows[lines[0] - 1].strip() if lines else ""
