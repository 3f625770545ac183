"""The engine's answer about one file, as functions that a process pool can be handed.

LibCST is imported when the first file needs it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conv1d_lsp.diagnostics import Analysis
    from conv1d_lsp.engine.project import ProjectImports
    from conv1d_lsp.settings import Settings

#: Source, path as it is shown, settings, what the file can import from its project.
Analyse = Callable[[str, str, "Settings", "ProjectImports"], "Analysis"]


def analysed(source: str, path: str, settings: "Settings", project: "ProjectImports") -> "Analysis":
    """What is wrong and what is known; the fixes are not proven, and so not to be shown."""
    from conv1d_lsp.engine import analyze

    return analyze(source, path, settings, project)


def drawn(source: str, path: str, settings: "Settings", project: "ProjectImports") -> "Analysis":
    """What is wrong, and the models as graphs."""
    from conv1d_lsp.engine import draw

    return draw(source, path, settings, project)


def diagnosed(source: str, path: str, settings: "Settings", project: "ProjectImports") -> "Analysis":
    """What is wrong alone, under both generations if that is asked for; the fixes are not proven either."""
    from conv1d_lsp.engine import analyze, check

    if settings.both:
        return _under_both(settings, lambda one: analyze(source, path, one, project))
    return check(source, path, settings, project)


def diagnosed_and_proven(source: str, path: str, settings: "Settings", project: "ProjectImports") -> "Analysis":
    """The same with the fixes that work, which costs one more check for each proposal."""
    from conv1d_lsp.engine import analyze, check, prove_all

    if settings.both:
        return _under_both(
            settings, lambda one: prove_all(source, path, one, analyze(source, path, one, project), project)
        )
    return prove_all(source, path, settings, check(source, path, settings, project), project)


def _under_both(settings: "Settings", analysis_under: "Callable[[Settings], Analysis]") -> "Analysis":
    from msgspec.structs import replace

    from conv1d_lsp.engine.both import under_both

    return replace(under_both(settings, analysis_under), tensors=(), variables=(), models=())
