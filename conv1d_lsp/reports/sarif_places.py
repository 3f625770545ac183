"""Places as SARIF writes them: columns in units of UTF-16, files from the root of the repository on."""

from conv1d_lsp.diagnostics import Place
from conv1d_lsp.reports.addresses import uri
from conv1d_lsp.reports.cells import split_lines
from conv1d_lsp.reports.columns import Columns
from conv1d_lsp.reports.entries import Entry
from conv1d_lsp.reports.report import Found, Setting


class Places:
    """For what is found in one file; of other files only the lines can be told, as their text is not at hand."""

    def __init__(self, found: Found, setting: Setting) -> None:
        self._file = found.file
        self._columns = Columns(split_lines(found.in_file) if found.diagnostics else [])
        self._setting = setting

    @staticmethod
    def of_file(file: str, setting: Setting) -> Entry:
        """An `artifactLocation`."""
        address = uri(setting.in_repository(file))
        return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": "%SRCROOT%"}

    def artifact(self, place: Place) -> Entry:
        """The file of a place."""
        return self.of_file(place.file, self._setting)

    def region(self, place: Place) -> Entry:
        """The range of a place."""
        if place.file != self._file:
            return {"startLine": place.line}
        if place.cell is not None and place.stored is None:
            return {"startLine": 1}
        place = place.in_file
        return {
            "startLine": place.line,
            "startColumn": self._columns.utf16(place.line, place.column),
            "endLine": place.end_line,
            "endColumn": self._columns.utf16(place.end_line, place.end_column),
        }

    def location(self, place: Place) -> Entry:
        """A `location`."""
        return {"physicalLocation": {"artifactLocation": self.artifact(place), "region": self.region(place)}}
