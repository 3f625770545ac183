"""From a finding to a diagnostic: the rule's words, the severity that the promise allows."""

from typing import TYPE_CHECKING

from conv1d_lsp.diagnostics import ADVICE, Diagnostic, Edit, Fix, Place, Severity, Step
from conv1d_lsp.rules.catalogue import page_of, rule_of
from conv1d_lsp.rules.site import Site
from conv1d_lsp.settings import Generation

if TYPE_CHECKING:
    from conv1d_lsp.interpreter.findings import Finding
    from conv1d_lsp.source.positions import Positions


def diagnose(finding: "Finding", file: str, positions: "Positions", keras: Generation) -> Diagnostic:
    """The diagnostic for a finding in `file`, read under `keras`. Its fixes are proposals."""
    from conv1d_lsp.interpreter.findings import Promise

    rule = rule_of(finding.fault)
    message = rule.speak(finding.fault, Site(finding, file, positions, keras))
    severity = rule.page.severity
    if finding.promise is not Promise.RAISES and severity is Severity.ERROR:
        severity = Severity.WARNING
    words = message.words if finding.supposing is None else f"{finding.supposing}: {message.words}"
    if finding.told is not None:
        words = f"{words}; here {finding.told}"
    trail = list(message.trail)
    needed = None if finding.needs is None else f"it works with `{finding.needs}`"
    advice = [each for each in (needed, message.help) if each is not None]
    if advice:
        trail.append(Step(message.place, f"{ADVICE}{'; or '.join(advice)}"))
    fixes: dict[tuple[Edit, ...], Fix] = {}
    for fix in message.fixes:
        if fix is not None:
            fixes.setdefault(fix.edits, fix)
    known = tuple(fixes.values())
    return Diagnostic(message.place, rule.page.name, severity, words, tuple(trail), known, (int(keras),))


def own(name: str, place: Place, message: str) -> Diagnostic:
    """A diagnostic of the engine's own rules (`syntax-error` and the like); the severity is its page's."""
    return Diagnostic(place, name, page_of(name).severity, message)
