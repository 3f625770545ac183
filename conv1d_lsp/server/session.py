"""What the server keeps while it runs: the user's options, the newest snapshot of each document, and proven fixes."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Set
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import TypeVar

from pygls.uris import to_fs_path

from conv1d_lsp.diagnostics import Analysis, Diagnostic
from conv1d_lsp.engine import Sources
from conv1d_lsp.project.errors import ConfigurationError
from conv1d_lsp.project.settings import Chosen, ProjectSettings
from conv1d_lsp.project.severities import Selection, Severities
from conv1d_lsp.project.view import View
from conv1d_lsp.server.cells import Cells, Notebook
from conv1d_lsp.server.documents import Document
from conv1d_lsp.server.elsewhere import is_file, lost
from conv1d_lsp.server.engine import Engine
from conv1d_lsp.server.latest import Latest
from conv1d_lsp.server.options import Options
from conv1d_lsp.server.remedies import Remedies
from conv1d_lsp.server.snapshot import Snapshot
from conv1d_lsp.server.text import Text
from conv1d_lsp.server.workplace import Workplace
from conv1d_lsp.settings import Settings
from conv1d_lsp.source.read import Unreadable

Answer = TypeVar("Answer")

#: Characters of a text whose analysis may take longer than a person waits, and the seconds that one does.
_LONG, _PATIENCE = 10_000, 0.04

#: What is analysed as one program.
Opened = Document | Cells


class Session:
    """Makes snapshots. All of its methods are called on the event loop; the engine works in a thread of its own.

    opened: the open document or notebook of a URI. keeper: the notebook of a cell, of others itself. buffers: the texts
    of all open files, by path. published: is told each new snapshot. complain: says a sentence to the user.
    """

    def __init__(
        self,
        engine: Engine,
        opened: Callable[[str], Opened | None],
        keeper: Callable[[str], str],
        buffers: Callable[[], Mapping[str, str]],
        published: Callable[[Snapshot], None],
        complain: Callable[[str], None],
    ) -> None:
        self.options = Options()
        self._by_folder: Mapping[Path, Options] = {}
        self.snapshots: Latest[Snapshot | None] = Latest(self._make, self._made)
        self._engine = engine
        self._opened = opened
        self._keeper = keeper
        self.buffers = buffers
        self._workplace = Workplace(engine.follow, buffers)
        self._imported: dict[str, tuple[str, ...]] = {}
        self._last: dict[str, Snapshot] = {}
        self._published = published
        self._complain = complain
        self._projects: dict[Options, ProjectSettings] = {}
        self._proven: dict[tuple[str, Diagnostic], tuple[Snapshot, Remedies]] = {}

    def warm_up(self) -> None:
        """Import what an analysis needs, while nobody waits for it."""
        self._workplace.warm_up()

    def follow(self, options: Options, by_folder: Mapping[Path, Options]) -> None:
        """Take the user's new options; what was known is computed again under them."""
        self.options, self._by_folder = options, dict(by_folder)
        self.read_projects_again()

    def options_of(self, path: str) -> Options:
        """Those of the innermost folder that a file is in."""
        around = [folder for folder in self._by_folder if Path(path).is_relative_to(folder)]
        return self._by_folder[max(around, key=lambda folder: len(folder.parts))] if around else self.options

    def follows(self, options: Options, by_folder: Mapping[Path, Options]) -> bool:
        """Whether these are the options that hold already."""
        return (self.options, self._by_folder) == (options, by_folder)

    def read_projects_again(self) -> None:
        """The files of a project that say how its sources are read may have changed."""
        self._projects.clear()
        self.snapshots.ask_again()

    def restart(self) -> None:
        """Forget all that was read and proven, and compute it again."""
        self._workplace.restart()
        self._proven.clear()
        self.read_projects_again()

    def open_document(self, uri: str) -> None:
        """Its text may differ from the disk's; a file that is new may be what another one looked for."""
        if Path(path_of(uri)).exists():
            self.changed(uri)
        else:
            self.snapshots.ask(uri)
            self.snapshots.ask_again()

    def changed(self, uri: str) -> None:
        """There is another text of a document: compute it again, and what imports it."""
        self.snapshots.ask(uri)
        self.ask_importers({uri})

    def ask_importers(self, uris: Set[str]) -> bool:
        """Files have another text: compute again what imports them. Whether there is anything."""
        paths = {path_of(uri) for uri in uris}
        importers = [uri for uri, files in self._imported.items() if uri not in uris and not paths.isdisjoint(files)]
        for importer in importers:
            self.snapshots.ask(importer)
        return bool(importers)

    def close_document(self, uri: str) -> None:
        self.snapshots.drop(uri)
        self._forget_proofs(uri)
        self._imported.pop(uri, None)
        self._workplace.forget(path_of(uri))
        self._last.pop(uri, None)
        self.ask_importers({uri})

    def close(self) -> None:
        self.snapshots.close()
        self._workplace.close()

    async def now(self, uri: str) -> Snapshot | None:
        """The newest snapshot of an open document, for someone who looks at the screen and waits."""
        self.snapshots.hurry(self._keeper(uri))
        return await self.settled(uri)

    async def soon(self, uri: str) -> Snapshot | None:
        """As `now`; of a long text that is not analysed soon enough, the last snapshot that was made."""
        last = self._last.get(uri)
        if last is None or len(last.text.source) < _LONG:
            return await self.now(uri)
        try:
            return await asyncio.wait_for(self.now(uri), _PATIENCE)
        except TimeoutError:
            return last

    async def settled(self, uri: str) -> Snapshot | None:
        """The same for what an editor asks after every keystroke: it can wait for a pause in the typing."""
        snapshot = await self.snapshots.get(self._keeper(uri))
        return None if snapshot is None else snapshot.of(uri)

    async def remedies(self, snapshot: Snapshot, diagnostic: Diagnostic) -> Remedies:
        """What helps against a diagnostic. Editors ask whenever the cursor moves, so each is proven once."""
        if snapshot.notebook is not None:
            return await self._remedies_in(snapshot.notebook, diagnostic)
        key = snapshot.uri, diagnostic
        known = self._proven.get(key)
        if known is None or known[0] is not snapshot:
            try:
                proven = await self._ask(self._engine.prove, snapshot, diagnostic)
                silence = await self._ask(self._engine.silence, snapshot, diagnostic)
            except BrokenExecutor:
                return Remedies()
            remedies = Remedies(tuple(fix for fix in proven if fix.proven), silence)
            self._proven[key] = known = snapshot, remedies
        return known[1]

    async def repaired(self, snapshot: Snapshot) -> str:
        """Its text with all safe fixes, as `check --fix` writes it."""
        if (notebook := snapshot.notebook) is not None:
            return notebook.cells.text_after(await self.repaired(notebook.whole), snapshot.uri)
        try:
            return await self._ask(self._engine.repair, snapshot, self._view(snapshot.path).of)
        except BrokenExecutor:
            return snapshot.text.source

    async def read(self, snapshot: Snapshot, program: str) -> Analysis:
        """What is known of another text in the place of a snapshot's."""
        try:
            return await self._workplace.ask(self._engine.read, program, snapshot.path, snapshot.settings)
        except BrokenExecutor:
            return lost(snapshot.path)

    async def drawn(self, snapshot: Snapshot) -> Analysis:
        """Its models as graphs; a cell's are those of the notebook."""
        whole = snapshot if snapshot.notebook is None else snapshot.notebook.whole
        try:
            return await self._ask(self._engine.draw, whole)
        except BrokenExecutor:
            return lost(whole.path)

    async def _ask(self, function: Callable[..., Answer], snapshot: Snapshot, *more: object) -> Answer:
        text, path, settings = snapshot.text.source, snapshot.path, snapshot.settings
        return await self._workplace.ask(function, text, path, settings, *more)

    async def _make(self, uri: str) -> Snapshot | None:
        document = self._opened(uri)
        if document is None:
            return None
        path, text, version = path_of(uri), document.text, document.version
        settings = self._settings(path)
        analysis = await self._workplace.analyze(text.source, path, settings)
        analysis = self._view(path).of(analysis, text.source)
        others = await self.beside(other_texts, analysis, self.sources()) if is_file(path) else {}
        texts = {file: Text(other, document.position_codec) for file, other in others.items()}
        snapshot = Snapshot(document.uri, path, version, text, settings, analysis, texts)
        return document.told(snapshot) if isinstance(document, Cells) else snapshot

    async def _remedies_in(self, notebook: Notebook, diagnostic: Diagnostic) -> Remedies:
        """What helps against one in a cell."""
        own = notebook.own(diagnostic)
        if own is None:
            return Remedies()
        remedies, to_cells = await self.remedies(notebook.whole, own), notebook.cells.fix
        return Remedies(
            tuple(map(to_cells, remedies.fixes)), None if remedies.silence is None else to_cells(remedies.silence)
        )

    def _made(self, uri: str, snapshot: Snapshot | None) -> None:
        self._forget_proofs(uri)
        if snapshot is not None:
            self._imported[uri] = (*snapshot.analysis.files, *snapshot.analysis.data_files)
            self._last[uri] = snapshot
            self._published(snapshot)

    def sources(self) -> Sources:
        """The files as they are now, those that are open as they are there."""
        return self._workplace.sources()

    def projects(self, path: str) -> ProjectSettings:
        """The settings around a file."""
        options = self.options_of(path)
        if options not in self._projects:
            chosen = Chosen(Selection(options.select, options.ignore))
            projects = ProjectSettings(options.keras, read_data_files=options.reads_data, chosen=chosen)
            self._projects[options] = projects
        return self._projects[options]

    async def beside(self, function: Callable[..., Answer], *arguments: object) -> Answer:
        """Work that nobody waits for at the screen."""
        return await self._workplace.beside(function, *arguments)

    def _settings(self, path: str) -> Settings:
        try:
            return self.projects(path).for_file(Path(path))
        except ConfigurationError as error:
            self._complain(str(error))
            options = self.options_of(path)
            return Settings(keras=options.keras, read_data_files=options.reads_data)

    def _view(self, path: str) -> View:
        try:
            return self.projects(path).view(Path(path))
        except ConfigurationError:  # which the settings have told
            return View(Severities({}))

    def _forget_proofs(self, uri: str) -> None:
        for key in [key for key in self._proven if key[0] == uri]:
            del self._proven[key]


def other_texts(analysis: Analysis, sources: Sources) -> dict[str, str]:
    """The texts of the other files that the trails lead through, as far as they can be read."""
    trails = [step.place.file for found in analysis.diagnostics for step in found.trail]
    texts = {}
    for file in {*trails} - {analysis.file}:
        with contextlib.suppress(Unreadable):
            texts[file] = sources.text(file)
    return texts


def path_of(uri: str) -> str:
    """The file of a URI with "/" between its folders; for a document that is no file, the URI."""
    path = to_fs_path(uri) if uri.startswith("file:") else None
    return uri if path is None else path.replace("\\", "/") if path[1:2] == ":" else path
