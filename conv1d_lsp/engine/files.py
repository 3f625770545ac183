"""Findings of a program that stands in several files, told in the one that is checked."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from conv1d_lsp.diagnostics import Diagnostic, Fix, Step
from conv1d_lsp.interpreter.findings import Finding, Promise
from conv1d_lsp.interpreter.loading import LoadedModule
from conv1d_lsp.interpreter.values.site import CHECKED
from conv1d_lsp.rules.diagnose import diagnose
from conv1d_lsp.settings import Generation
from conv1d_lsp.source.beside import PositionsBeside
from conv1d_lsp.source.positions import Positions


class Files:
    """The checked file and the modules that its program imports, by the scope that sites name."""

    def __init__(self, path: str, positions: Positions, modules: Mapping[int, LoadedModule]) -> None:
        self._path = path
        self._modules = modules
        self._alone = not modules
        self._plain = {CHECKED: (path, positions)} | {
            scope: (module.path, Positions(module.parsed))
            for scope, module in modules.items()
            if module.parsed is not None
        }

    def diagnose(self, finding: Finding, keras: Generation) -> Diagnostic | None:
        """What is said of a finding, in the checked file; None if it is another file's own business."""
        module = finding.site.module
        if module == CHECKED:
            found = diagnose(finding, self._path, self._positions(CHECKED), keras)
            fixes = tuple(fix for fix in found.fixes if self._is_here(fix))
            return found if fixes == found.fixes else replace(found, fixes=fixes)
        own, file = finding.site.own, self._modules[module]
        if own is None or finding.promise is Promise.RUNS or not file.whole:
            return None
        inner = diagnose(finding, file.path, self._positions(module), keras)
        place = self._positions(CHECKED).place(own.node, self._path)
        words = f"{inner.message} (in {file.path}, line {inner.place.line})"
        steps = [step for step in inner.trail if step.place != place]
        way = [step for step in steps if not step.is_advice]
        advice = [step for step in steps if step.is_advice]
        trail = (*way, Step(inner.place, "this line raises"), *advice)
        return replace(inner, place=place, message=words, trail=trail, fixes=())

    def _is_here(self, fix: Fix) -> bool:
        return all(edit.place.file == self._path for edit in fix.edits)

    def _positions(self, module: int) -> Positions:
        own = self._plain[module][1]
        if self._alone:
            return own
        return PositionsBeside(own, [each for scope, each in self._plain.items() if scope != module])
