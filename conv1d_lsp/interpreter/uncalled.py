"""What nobody calls in the file: its functions and classes, each followed once with its parameters as names.

Where names leave shapes open, it is followed a second time with the defaults of its parameters: they show more, and
what fails for them only is told apart from what always fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import libcst as cst
from immutables import Map
from msgspec import Struct
from msgspec.structs import replace

from conv1d_lsp.interpreter.classes import lookup
from conv1d_lsp.interpreter.faults import NotCompiled
from conv1d_lsp.interpreter.findings import Finding, Notes
from conv1d_lsp.interpreter.machine import Machine
from conv1d_lsp.interpreter.nobody import Given, call_for_nobody, starred_names, uses
from conv1d_lsp.interpreter.supposing import failing_anew, is_number, is_told, merged_notes, places, told_better
from conv1d_lsp.interpreter.uncalled_classes import follow_class, followed_methods, has_more
from conv1d_lsp.interpreter.unused_defaults import only_kept
from conv1d_lsp.interpreter.values import Function, LayerObject, ObjectRecord, UserClass, Value, is_none
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.source.walk import child_nodes

Work = Callable[[Given], Mapping[int, ObjectRecord]]


class Candidate(Struct, frozen=True, eq=False):
    """Something that nobody calls. work: follows it.

    called: what runs first: the function, the initializer of a class. methods: those of a class that may be followed.
    """

    name: str
    called: Function | None
    work: Work
    methods: Sequence[cst.FunctionDef] = ()

    @property
    def optional(self) -> bool:
        """Whether it has defaults."""
        return self.called is not None and bool(self.called.defaults)

    @property
    def valued(self) -> bool:
        """Whether one of its defaults is a value: None often stands for what the caller is to give."""
        return self.called is not None and not all(is_none(value) for _, value in self.called.defaults)

    @property
    def starred(self) -> frozenset[str]:
        """Its `*args` and `**kwargs`."""
        return frozenset() if self.called is None else starred_names(self.called)

    def using_starred(self) -> bool:
        """Whether it does something with them."""
        return self.called is not None and uses(self.called, self.starred)

    def only_kept(self) -> bool:
        """Whether the defaults of a class have no part in what its methods do."""
        return bool(self.methods) and self.called is not None and only_kept(self.called, self.methods)


class Attempt(Struct, frozen=True, eq=False):
    """What following something gave: notes, the objects made, and the models among them.

    called: what had been called before. steps: how many it took.
    """

    notes: Notes
    objects: Mapping[int, ObjectRecord]
    models: Mapping[int, str | None]
    called: Map[cst.CSTNode, None]
    steps: int


def follow_uncalled(m: Machine, statements: Sequence[cst.CSTNode]) -> Mapping[int, ObjectRecord]:
    """Follow what no call reached, the last one first: a `main` calls those above it. Gives the objects made."""
    attempts: list[tuple[Candidate, Attempt]] = []
    budget = m.budget
    m.budget = min(budget, m.counters.steps + _allowance(m, STEPS_A_LINE, STEPS_BESIDE))
    try:
        for candidate in _candidates(m, statements):
            attempts.append((candidate, _by_itself(m, candidate)))
        if m.watched is None:
            m.budget = min(m.budget, m.counters.steps + _allowance(m, DEFAULTS_A_LINE, DEFAULTS_BESIDE))
            attempts = [(candidate, _with_defaults_too(m, candidate, named)) for candidate, named in attempts]
    finally:
        m.budget = budget
        for _, attempt in attempts:
            m.notes.extend(_whoever_calls(attempt.notes))
            m.models = m.models.update(attempt.models)
    return {address: record for _, attempt in attempts for address, record in attempt.objects.items()}


def _whoever_calls(notes: Notes) -> Notes:
    """Without what is no fault where the caller has done something before: compiled the model."""
    findings = [each for each in notes.findings if not isinstance(each.fault, NotCompiled)]
    return replace(notes, findings=findings)


#: What code that nobody calls may take in all, for each line that was read and beside that: it must not cost more than
#: a few times what parsing does.
STEPS_A_LINE, STEPS_BESIDE = 40, 3_000

#: What of these the attempts with defaults may take, which mostly put numbers in the place of names.
DEFAULTS_A_LINE, DEFAULTS_BESIDE = 6, 1_000


def _allowance(m: Machine, a_line: int, beside: int) -> int:
    """How many steps there are for what nobody calls. It leads into the imported modules, whose lines count too."""
    if m.lines is None:
        return m.budget
    texts = (module.parsed.text for module in m.modules.values() if module.parsed is not None)
    return beside + a_line * (m.lines + sum(text.count("\n") for text in texts))


def _candidates(m: Machine, statements: Sequence[cst.CSTNode]) -> Iterator[Candidate]:
    found: dict[cst.CSTNode, Function | UserClass] = {
        value.node: value
        for (scope, _), value in m.state.variables.items()
        if scope == CHECKED and isinstance(value, Function | UserClass)
    }
    derived_from = {base.scope for cls in m.classes.values() for base in cls.ancestors if isinstance(base, UserClass)}
    for node in reversed(definitions(each for each in statements if m.watched is None or each in m.watched)):
        value = found.get(node)
        if value is None:
            continue
        if isinstance(value, Function):
            if node in m.called:
                continue
            # whatever a decorator makes of it, its body runs if it is ever called; it may pass anything
            yield _candidate(value.name, value, _function_work(m, replace(value, opaque=None)))
        elif value.opaque is None and value.scope not in derived_from and has_more(m, value):
            initializer = lookup(m, value, "__init__")
            yield _candidate(value.name, initializer, _class_work(m, value), followed_methods(value))


def definitions(statements: Iterable[cst.CSTNode]) -> list[cst.CSTNode]:
    """The `def` and `class` statements of the module, those under an `if` or `try` too, in order."""
    found: list[cst.CSTNode] = []
    for statement in statements:
        kind = type(statement)
        if kind is cst.FunctionDef or kind is cst.ClassDef:
            found.append(statement)
        elif kind in _HOLDING_DEFINITIONS:
            found += definitions(child_nodes(statement))
    return found


_HOLDING_DEFINITIONS = frozenset(
    {cst.IndentedBlock, cst.SimpleStatementSuite, cst.If, cst.Try, cst.Else, cst.ExceptHandler}
)


def _candidate(name: str, called: Value | None, work: Work, methods: Sequence[cst.FunctionDef] = ()) -> Candidate:
    known = called if isinstance(called, Function) and called.opaque is None else None
    return Candidate(name, known, work, methods)


def _function_work(m: Machine, function: Function) -> Work:
    def work(given: Given) -> Mapping[int, ObjectRecord]:
        value = m.visible(call_for_nobody(m, function, given, function.node))
        if isinstance(value, Function) and value.node not in m.called and value.opaque is None:
            call_for_nobody(m, value, given, value.node)
        return {}

    return work


def _class_work(m: Machine, cls: UserClass) -> Work:
    futile: set[cst.CSTNode] = set()
    return lambda given: follow_class(m, cls, given, futile)


def _by_itself(m: Machine, candidate: Candidate) -> Attempt:
    made: dict[int, ObjectRecord] = {}

    def work() -> Mapping[int, ObjectRecord]:
        with m.share(m.budget):
            made.update(candidate.work(Given.NAMES))
        return made

    return _attempt(m, work)


def _with_defaults_too(m: Machine, candidate: Candidate, named: Attempt) -> Attempt:
    """The attempt, and what another one with the defaults adds."""
    if not _may_tell_more(candidate, named) or named.steps > m.shared(TIMES_AS_LONG * named.steps + STEPS_MORE):
        return named  # the second one will hardly be shorter than the first one, and half of it is worth nothing
    supposed = _tried(m, named, lambda: candidate.work(Given.DEFAULTS))
    if supposed is None:
        return named
    findings = _failing_for_defaults(m, named, supposed, candidate.work)
    return _merged(named, supposed, findings, f"with the defaults of `{candidate.name}`")


#: After this many steps, what `*args` and `**kwargs` hold is not all that is not known.
LONGEST_WITH_STARRED = 500


def _may_tell_more(candidate: Candidate, named: Attempt) -> bool:
    """Whether defaults may show what names do not."""
    tensors = [event.shape for event in named.notes.tensors]
    if tensors and all(map(is_number, tensors)):
        return False
    short = named.steps <= LONGEST_WITH_STARRED
    by_starred = short and candidate.using_starred()
    if not tensors:
        starred = by_starred or (short and candidate.optional and bool(candidate.starred))
        return starred and any(isinstance(record, LayerObject) for record in named.objects.values())
    if by_starred or not candidate.optional:
        return by_starred
    return (candidate.valued or not all(map(is_told, tensors))) and not candidate.only_kept()


def _attempt(m: Machine, work: Callable[[], Mapping[int, ObjectRecord]]) -> Attempt:
    """Do it and undo it, but for what was found."""
    outer, models, notes, called, begun = m.state, m.models, m.notes, m.called, m.counters.steps
    m.state, m.notes, m.others_until = outer.fork(), Notes(), m.counters.address
    try:
        made = dict(work())
    finally:
        found, m.notes, m.others_until = m.notes, notes, 0
    written = m.state.writes_since(outer)[1]
    made |= {address: m.state.objects[address] for address in written if address in m.state.objects}
    new = {address: name for address, name in m.models.items() if address not in models}
    m.state, m.models = outer, models
    return Attempt(found, made, new, called, m.counters.steps - begun)


#: A second attempt may take this many times the steps of the first one, and these more.
TIMES_AS_LONG, STEPS_MORE = 4, 2_000


def _tried(m: Machine, named: Attempt, work: Callable[[], Mapping[int, ObjectRecord]]) -> Attempt | None:
    """An attempt that may be left out: None if it takes too many steps."""
    models, called, cut = m.models, m.called, m.cut_short
    attempt: Attempt | None = None
    m.called = named.called
    with m.share(TIMES_AS_LONG * named.steps + STEPS_MORE):
        attempt = _attempt(m, work)
    m.called, m.models, m.cut_short = called, models, cut
    m.state.alive = True
    return attempt


def _failing_for_defaults(m: Machine, named: Attempt, supposed: Attempt, work: Work) -> list[Finding]:
    """What fails for the defaults only, whatever stands in for those that are None."""
    new = failing_anew(named.notes, supposed.notes)
    if not new:
        return []
    checked = _tried(m, named, lambda: work(Given.SOME_DEFAULTS))
    certain = places(checked.notes) if checked is not None else set()
    return [finding for finding in new if (finding.site.node, type(finding.fault)) in certain]


def _merged(named: Attempt, supposed: Attempt, findings: list[Finding], supposing: str) -> Attempt:
    notes = merged_notes(named.notes, supposed.notes, findings, supposing)
    models = supposed.models if told_better(named.notes, supposed.notes) else named.models
    return replace(named, notes=notes, objects={**named.objects, **supposed.objects}, models=models)
