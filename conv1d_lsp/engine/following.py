"""A document while it is edited: what an edit left as it was is neither parsed nor interpreted again."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from conv1d_lsp.diagnostics import Analysis
from conv1d_lsp.engine.footprint import Footprint, footprint_of, still_holds
from conv1d_lsp.engine.meanwhile import Known, Meanwhile
from conv1d_lsp.engine.project import ProjectImports
from conv1d_lsp.engine.reader import Reader, read_by
from conv1d_lsp.interpreter.interpret import Reading, read
from conv1d_lsp.settings import Generation, Settings
from conv1d_lsp.source.lines import first_difference
from conv1d_lsp.source.parse import Parsed, parse
from conv1d_lsp.source.positions import Positions
from conv1d_lsp.source.read import is_notebook
from conv1d_lsp.source.recover import Recovered, recover
from conv1d_lsp.source.reparse import reparse
from conv1d_lsp.source.syntax import Broken


class _Known(NamedTuple):
    """A reading, and all that it hangs on beside the text."""

    reading: Reading
    settings: Settings
    project: ProjectImports | None
    footprint: Footprint | None


class Following(Reader):
    """Reads the states of one document, one after the other. The result equals that of a fresh reading.

    Only where the text is broken it may differ: the line that was edited last is known here, and what was known before.
    """

    def __init__(self) -> None:
        self._source = ""
        self._edited: int | None = None
        self._parsed: Parsed | None = None
        self._positions: Positions | None = None
        self._known: dict[Generation, _Known] = {}
        self._found: Parsed | Broken | None = None
        self._recovered: Recovered | None = None
        self._meanwhile = Meanwhile()

    def parsed(self, source: str) -> Parsed | Broken:
        if self._found is not None and source == self._source:
            return self._found
        self._edited = first_difference(self._source, source) if self._source else None
        self._source, self._found, self._recovered = source, None, None
        self._found = parse(source) if self._parsed is None else reparse(source, self._parsed)
        if isinstance(self._found, Parsed):
            self._parsed = self._found
        return self._found

    def recovered(self, source: str) -> Recovered:
        if self._recovered is None or source != self._source:
            self._recovered = recover(source, self._edited, self._parsed)
            self._parsed = self._recovered.parsed
        return self._recovered

    def known(self, source: str, path: str, settings: Settings, project: ProjectImports | None) -> Analysis | None:
        """What is still known of a text that does not parse: that was known of one that differs in one place."""
        if is_notebook(path):
            return None  # what runs around a broken cell is read anew
        given = source, path, settings, project
        return self._meanwhile.told(*given) or self._meanwhile.told(*given, self.recovered(source).is_blanked)

    def keep(self, source: str, analysis: Analysis, settings: Settings, project: ProjectImports | None) -> None:
        """Remember what is known of a text, for states that do not parse."""
        if analysis.parsed:
            self._meanwhile.keep(Known(source, analysis, settings, None if project is None else footprint_of(project)))

    def positions(self, parsed: Parsed) -> Positions:
        self._positions = Positions(parsed, self._positions)
        return self._positions

    def reading(self, parsed: Parsed, keras: Generation, settings: Settings, project: ProjectImports | None) -> Reading:
        earlier = self._earlier(keras, settings, project)
        interpret = partial(read, footer=parsed.footer, earlier=earlier)
        found = read_by(interpret, parsed, keras, settings, project)
        footprint = None if project is None else footprint_of(project)
        self._known[keras] = _Known(found, settings, project, footprint)
        return found

    def _earlier(self, keras: Generation, settings: Settings, project: ProjectImports | None) -> Reading | None:
        """A reading to go on from, if nothing beside the text has changed."""
        known = self._known.get(keras)
        if known is None or known.settings != settings or not known.reading.interpretation.complete:
            return None
        if project is None or known.project is None or known.footprint is None:
            return known.reading if project is known.project else None
        if not still_holds(known.footprint, project):
            return None
        project.know(known.project)
        return known.reading
